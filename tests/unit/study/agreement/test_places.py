"""Places where coders mark differently, one after the other, and the traps of passages."""

from roterfaden.study.agreement import Cause, Place, Span, compare_passages, differing_places
from roterfaden.study.agreement.marked import Marked
from roterfaden.study.agreement.traps import Code
from roterfaden.study.codebook import Category, Dimension

WAYS = Dimension(
    "ways", "Wege", "passage", categories=(Category("sum", "S"), Category("talk", "T"))
)


def _places(first: dict[str, list[tuple[str, Span]]], second: object) -> tuple[Place, ...]:
    return differing_places(WAYS, {"A": first, "B": second})  # type: ignore[dict-item]


def test_what_both_mark_alike_is_no_difference() -> None:
    marks = {"t": [("sum", Span(0, 10)), ("talk", Span(0, 10))]}
    assert _places(marks, {"t": marks["t"][::-1]}) == ()


def test_overlapping_marks_are_one_place_with_what_each_gave() -> None:
    (one,) = _places({"t": [("sum", Span(0, 10))]}, {"t": [("sum", Span(5, 20))]})
    assert (one.document, one.span, one.cause) == ("t", Span(0, 20), Cause.BOUNDS)
    assert one.marks == {"A": (("sum", Span(0, 10)),), "B": (("sum", Span(5, 20)),)}
    assert one.given == (("sum", Span(0, 10)), ("sum", Span(5, 20)))


def test_touching_marks_are_two_places() -> None:
    found = _places({"t": [("sum", Span(0, 10))]}, {"t": [("talk", Span(10, 20))]})
    assert [(one.span, one.cause) for one in found] == [
        (Span(0, 10), Cause.ALONE),
        (Span(10, 20), Cause.ALONE),
    ]


def test_the_same_words_in_two_categories_differ_in_the_category() -> None:
    (one,) = _places({"t": [("sum", Span(0, 10))]}, {"t": [("talk", Span(0, 10))]})
    assert one.cause == Cause.CATEGORIES


def test_a_mark_that_both_gave_stays_beside_what_differs() -> None:
    both = ("talk", Span(2, 8))
    (one,) = _places({"t": [both, ("sum", Span(0, 10))]}, {"t": [both]})
    assert one.common == (both,)
    assert one.given == (("sum", Span(0, 10)),)
    assert one.cause == Cause.ALONE


def test_a_document_that_one_has_not_coded_is_not_compared() -> None:
    assert _places({"t": [("sum", Span(0, 10))]}, {}) == ()


def test_places_stand_by_document_and_position() -> None:
    given = {"u": [("sum", Span(0, 5))], "t": [("sum", Span(50, 60)), ("sum", Span(0, 5))]}
    found = _places(given, {"t": [], "u": []})
    assert [(one.document, one.span.start) for one in found] == [("t", 0), ("t", 50), ("u", 0)]


def test_percent_of_characters_that_nobody_marks_is_named_as_a_trap() -> None:
    marked: Marked = {
        "A": {str(n): [("sum", Span(0, 40))] for n in range(6)},
        "B": {str(n): [("sum", Span(30, 70))] for n in range(6)},
    }
    found = compare_passages(WAYS, marked, {str(n): 1_000 for n in range(6)})
    assert [trap.code for trap in found.categories[0].traps] == [Code.UNMARKED]
    assert "nur zu 14 %" in found.categories[0].traps[0].text
    assert [trap.code for trap in found.traps] == [Code.FEW_UNITS]
    assert found.categories[1].traps == ()


def test_few_passages_are_named_as_a_trap() -> None:
    marked: Marked = {"A": {"t": [("sum", Span(0, 9))]}, "B": {"t": [("sum", Span(0, 9))]}}
    rows = compare_passages(WAYS, marked, {"t": 20}).categories
    assert [trap.code for trap in rows[0].traps] == [Code.RARE]
