"""The keystroke-level model, against its published values and examples."""

import pytest
from benchmarks.talk.model import SECONDS, Operator, Step, Trace, joined, keys_of, trace_of


def test_the_operators_cost_what_was_published() -> None:
    """Card, Moran, Newell (1980), figure 1: a good typist, a mouse, homing, mental preparation."""
    assert [SECONDS[Operator(sign)] for sign in "KPHM"] == [0.20, 1.10, 0.40, 1.35]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("", 0),
        ("K", 0.20),
        ("MK", 1.55),
        ("PK", 1.30),  # a click
        ("HPK", 1.70),  # a click, the hand coming from the keyboard
        ("MPK MPK", 5.30),  # a menu and one of its words
        ("M KKKKK MK", 3.90),  # a command of five letters and its end
        ("H PK H M KKKKK", 4.45),  # point at a word, go back to the keys, write another
    ],
)
def test_a_trace_takes_the_sum_of_its_operators(written: str, seconds: float) -> None:
    assert trace_of(written).seconds == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("H P K H MK KKKKK MK", 6.2),  # the display editor: 2 M + 8 K + 2 H + P
        ("MK MK KKKKK MK KKKKK MK K", 8.4),  # the line editor: 4 M + 15 K
    ],
)
def test_the_published_example_comes_out(written: str, seconds: float) -> None:
    """Replacing one five-letter word by another, as Card, Moran and Newell (1980) work it out."""
    assert trace_of(written).seconds == pytest.approx(seconds)


def test_what_was_waited_is_added() -> None:
    waited = Trace((Step(Operator.RESPONSE, seconds=0.75),))
    together = joined([trace_of("MK"), waited, trace_of("K")])
    assert together.seconds == pytest.approx(2.50)
    assert together.response == 0.75


def test_free_words_are_counted_apart() -> None:
    words = Trace(tuple(Step(Operator.KEY, is_free=True) for _key in range(10)))
    together = joined([trace_of("MK"), words])
    assert together.seconds == pytest.approx(1.55)
    assert together.count(Operator.KEY) == 1
    assert together.free_keys == 10
    assert together.free_seconds == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("text", "keys"),
    [("bis 15.3.", 9), ("@jc", 4), ("ziel:", 6), ("Ä", 2), ("ä", 1), ("ß", 1), ("10:30", 6)],
)
def test_a_german_keyboard_needs_so_many_keys(text: str, keys: int) -> None:
    assert keys_of(text) == keys
