"""Passages compared: overlap in characters, units on a continuum."""

import pytest

from roterfaden.study.agreement import (
    Bootstrap,
    Coefficient,
    Span,
    one_continuum,
    overlap,
    unitised_alpha,
)
from roterfaden.study.troubles import WrongData

A, B = "A", "B"


def test_overlapping_and_touching_passages_of_one_coder_count_once() -> None:
    marks = {"t": {A: [Span(0, 10), Span(5, 20), Span(20, 30)], B: [Span(15, 40)]}}
    found = overlap(marks, {"t": 100}, (A, B))
    assert (found.characters, found.by_all, found.by_any) == (100, 15, 40)
    assert found.jaccard == pytest.approx(15 / 40)


def test_documents_are_added_up_and_drawn_for_the_interval() -> None:
    marks = {str(at): {A: [Span(at, at + 20)], B: [Span(at + at % 3, at + 20)]} for at in range(20)}
    lengths = dict.fromkeys(marks, 100)
    found = overlap(marks, lengths, (A, B), Bootstrap(300, 1))
    kappa = found.estimates[Coefficient.COHEN]
    assert kappa.interval is not None
    assert kappa.value is not None
    assert kappa.interval[0] < kappa.value < kappa.interval[1]
    assert found == overlap(marks, lengths, (A, B), Bootstrap(300, 1))


def test_one_document_has_no_interval_and_says_so() -> None:
    found = overlap({"t": {A: [Span(0, 5)], B: [Span(0, 9)]}}, {"t": 50}, (A, B))
    assert found.estimates[Coefficient.COHEN].interval is None
    assert "zwei Dokumente" in (found.estimates[Coefficient.COHEN].why or "")


def test_a_category_without_passages_has_no_overlap_and_no_kappa() -> None:
    found = overlap({"t": {A: [], B: []}}, {"t": 50}, (A, B))
    assert found.jaccard is None
    assert found.estimates[Coefficient.PERCENT].value == 1
    assert "nein" in (found.estimates[Coefficient.COHEN].why or "")


@pytest.mark.parametrize("span", [Span(-1, 5), Span(5, 5), Span(90, 101), Span(8, 3)])
def test_a_passage_outside_its_text_is_refused(span: Span) -> None:
    with pytest.raises(WrongData, match="liegt nicht im Text „t“"):
        overlap({"t": {A: [span], B: []}}, {"t": 100}, (A, B))
    with pytest.raises(WrongData):
        unitised_alpha({"c": {A: [span]}}, 100, (A, B))


def test_equal_units_agree_and_shifted_ones_less_the_further_they_lie() -> None:
    def alpha(shift: int) -> float:
        marks = {"c": {A: [Span(100, 150)], B: [Span(100 + shift, 150 + shift)]}}
        value = unitised_alpha(marks, 1_000, (A, B)).value
        assert value is not None
        return value

    assert alpha(0) == 1
    assert alpha(0) > alpha(5) > alpha(30) > alpha(200)


def test_units_that_overlap_in_one_category_are_refused() -> None:
    with pytest.raises(WrongData, match="überlappt"):
        unitised_alpha({"c": {A: [Span(0, 10), Span(5, 20)], B: []}}, 100, (A, B))


def test_undefined_units_say_why() -> None:
    assert unitised_alpha({"c": {A: [], B: []}}, 100, (A, B)).why == (
        "Niemand hat eine Stelle markiert."
    )
    alone = unitised_alpha({"c": {A: [Span(0, 5)]}}, 100, (A,))
    assert alone.value is None
    assert "Nur eine Person" in (alone.why or "")
    whole = unitised_alpha({"c": {A: [Span(0, 9)], B: [Span(0, 9)]}}, 9, (A, B))
    assert whole.value == 1


def test_documents_stand_one_behind_the_other() -> None:
    marks = {"t": {A: [Span(0, 5)], B: []}, "u": {A: [Span(2, 4)], B: [Span(2, 4)]}}
    moved, length = one_continuum(marks, {"t": 10, "u": 6})
    assert length == 16
    assert moved == {A: [(0, 5), (12, 14)], B: [(12, 14)]}


def test_a_long_text_with_many_passages_is_compared_at_once() -> None:
    spans = [Span(at, at + 40) for at in range(0, 300_000, 60)]
    shifted = [Span(at + 3, at + 40) for at in range(0, 300_000, 60)]
    found = overlap({"t": {A: spans, B: shifted}}, {"t": 300_000}, (A, B))
    assert found.by_all == 37 * len(spans)
    alpha = unitised_alpha({"c": {A: spans, B: shifted}}, 300_000, (A, B)).value
    assert alpha is not None
    assert alpha > 0.9
