"""Cases are spread evenly, and a household stays in one hand."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.recipients.spreading import Unit, even_shares, spread


def _unit(number: int, household: int | None = None) -> Unit:
    return Unit(UUID(int=number + 1), UUID(int=household + 1_000) if household else None)


def test_what_cannot_be_divided_goes_to_the_first() -> None:
    assert even_shares(7, ["a", "b", "c"]) == {"a": 3, "b": 2, "c": 2}
    assert even_shares(7, []) == {}


def test_single_people_fill_every_share_exactly() -> None:
    given_to = spread([_unit(n) for n in range(7)], {"a": 4, "b": 3})
    assert Counter(given_to.values()) == {"a": 4, "b": 3}


def test_who_has_a_share_of_nothing_gets_nothing() -> None:
    assert set(spread([_unit(n) for n in range(3)], {"a": 3, "b": 0}).values()) == {"a"}
    assert spread([_unit(1)], {"a": 0}) == {}


_UNITS = st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=40).map(
    lambda households: [_unit(n, household) for n, household in enumerate(households)]
)


@given(units=_UNITS, holders=st.integers(min_value=1, max_value=5))
def test_a_household_stays_in_one_hand_and_shares_are_missed_by_less_than_one(
    units: list[Unit], holders: int
) -> None:
    shares = even_shares(len(units), range(holders))
    given_to = spread(units, shares)
    assert set(given_to) == {unit.case for unit in units}
    households: dict[UUID, set[int]] = {}
    for unit in units:
        if unit.household:
            households.setdefault(unit.household, set()).add(given_to[unit.case])
    assert all(len(hands) == 1 for hands in households.values())
    sizes = Counter(unit.household or unit.case for unit in units)
    received = Counter(given_to.values())
    assert all(abs(received[h] - share) <= max(sizes.values()) for h, share in shares.items())
