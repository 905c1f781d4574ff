"""The sequence of the units changes nothing, not even the resamples."""

from roterfaden.study.agreement.estimate import measure
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.ratings import Ratings, Value


def test_intervals_do_not_depend_on_the_sequence_of_units() -> None:
    units: list[dict[str, Value]] = [
        {"a": "ja" if number % 3 else "nein", "b": "ja" if number % 4 else "nein"}
        for number in range(60)
    ]
    how = Bootstrap(resamples=100, seed=1)
    forwards = measure(Ratings.of(units, ("a", "b")), bootstrap=how)
    backwards = measure(Ratings.of(units[::-1], ("a", "b")), bootstrap=how)
    assert forwards == backwards
