"""Timelines: what stands on them, and that neither signs nor words touch. No database."""

from datetime import date
from itertools import combinations

import pytest

from roterfaden.law.applying import apply_texts
from roterfaden.law.by_date import changes
from roterfaden.law.registry import rules
from roterfaden.web.law.answering import WIDTHS, shown, unbroken
from roterfaden.web.law.examples import EXAMPLES
from roterfaden.web.law.forms import RuleForm
from roterfaden.web.law.moments import points
from roterfaden.web.law.regime_line import KNOT_WORDS, lay_out_regimes
from roterfaden.web.law.timeline import REACH, lay_out

CHRISTMAS = {"notified_on": "2026-12-11", "days": "14", "land": "NW"}


def test_a_deadline_shows_the_holiday_that_moved_it() -> None:
    found = points(apply_texts("deadline-end", CHRISTMAS))
    assert [(point.on.day, point.kind) for point in found] == [
        (11, "given"),
        (25, "moved"),
        (28, "computed"),
    ]


def test_a_deadline_on_a_working_day_shows_no_holiday() -> None:
    found = points(apply_texts("deadline-end", CHRISTMAS | {"days": "7"}))
    assert {point.kind for point in found} == {"given", "computed"}


@pytest.mark.parametrize("width", WIDTHS.values())
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_words_of_a_timeline_touch(name: str, width: int) -> None:
    form = RuleForm(name, rules().versions(name)[-1].inputs, data=dict(EXAMPLES[name]))
    answer = apply_texts(name, form.texts())
    picture = lay_out(points(answer), answer.span(), width=width)
    if picture is None:
        assert len({point.on for point in points(answer)}) < 2
        return
    for one, other in combinations(picture.marks, 2):
        if one.above == other.above:
            assert one.right < other.x - REACH
    assert max(mark.right for mark in picture.marks) <= width


def test_too_many_days_are_a_list_instead_of_a_crowded_picture() -> None:
    missed = ",".join(f"2026-{month:02}-01" for month in range(7, 13))
    missed += "," + ",".join(f"2027-{month:02}-01" for month in range(1, 8))
    answer = shown(apply_texts("missed-appointments", {"missed": missed}))
    assert answer.pictures == ()
    assert len({point.on for point in answer.points}) == 13


def test_the_bar_runs_from_the_first_to_the_last_day_of_a_reduction() -> None:
    given = {"kind": "breach", "breach_on": "2026-07-06", "notified_on": "2026-08-04"}
    answer = apply_texts("reduction", given)
    picture = lay_out(points(answer), answer.span(), width=1280)
    assert picture
    begin, end = picture.bar or (0, 0)
    drawn = {mark.x: mark.point.on for mark in picture.marks}
    assert (drawn[begin], drawn[end]) == (date(2026, 9, 1), date(2026, 11, 30))


def test_each_missed_appointment_says_what_it_leads_to() -> None:
    missed = apply_texts("missed-appointments", {"missed": "2026-07-06,2026-07-20"})
    computed = [point.label for point in points(missed) if point.kind == "computed"]
    assert computed == ["Keine Folge", "Minderung um 30 Prozent für einen Monat"]


@pytest.mark.parametrize("width", WIDTHS.values())
def test_days_of_change_that_are_near_stand_below_each_other(width: int) -> None:
    picture = lay_out_regimes(changes(), date(2026, 11, 24), width=width)
    for one, other in combinations(picture.knots, 2):
        assert one.row != other.row or abs(one.x - other.x) >= KNOT_WORDS
    assert max(knot.x + KNOT_WORDS for knot in picture.knots) <= width


def test_a_day_outside_all_regimes_has_no_place_on_their_line() -> None:
    assert lay_out_regimes(changes(), date(1999, 1, 1), width=1280).chosen_x is None
    assert lay_out_regimes(changes(), date(9999, 12, 31), width=1280).chosen_x is None


def test_norms_are_not_torn_apart() -> None:
    said = unbroken("Sie endet (§ 26 Abs. 3 Satz 1 SGB X).")
    assert said == "Sie endet (§\xa026\xa0Abs.\xa03 Satz\xa01 SGB\xa0X)."
