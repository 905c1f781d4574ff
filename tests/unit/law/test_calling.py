"""The functions that other parts of the program call answer as the rules do."""

from datetime import date

from roterfaden.law.results import Status
from roterfaden.law.rules.childcare import childcare_exempt
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.law.rules.counselling_offer import counselling_offer_due
from roterfaden.law.rules.deadline import deadline_end
from roterfaden.law.rules.first_talk import first_talk, needs_reason
from roterfaden.law.rules.follow_up import follow_up
from roterfaden.law.rules.hearing import hearing_end
from roterfaden.law.rules.hearing_in_person import hearing_in_person
from roterfaden.law.rules.missed_appointments import missed_appointments
from roterfaden.law.rules.no_plan import no_plan
from roterfaden.law.rules.not_reachable import not_reachable
from roterfaden.law.rules.notification import notification
from roterfaden.law.rules.objection import objection
from roterfaden.law.rules.plan_contents import plan_contents
from roterfaden.law.rules.reduction import reduction
from roterfaden.law.rules.reduction_cap import reduction_cap

BEFORE, REFORM = date(2026, 6, 30), date(2026, 7, 1)


def test_only_a_first_talk_in_another_way_needs_a_reason_and_only_since_the_reform() -> None:
    assert needs_reason(is_first=True, in_person=False, talk_on=REFORM)
    assert not needs_reason(is_first=True, in_person=True, talk_on=REFORM)
    assert not needs_reason(is_first=False, in_person=False, talk_on=REFORM)
    assert not needs_reason(is_first=True, in_person=False, talk_on=BEFORE)
    assert not needs_reason(is_first=True, in_person=False, talk_on=date(2023, 6, 30))
    assert first_talk(talk_on=REFORM).must_be_in_person


def test_the_office_sets_how_long_a_hearing_is_open() -> None:
    usual = hearing_end(notified_on=date(2026, 11, 23))
    longer = hearing_end(notified_on=date(2026, 11, 23), days=21)
    assert (usual.ends_on, longer.ends_on) == (date(2026, 12, 7), date(2026, 12, 14))
    assert usual.status is Status.CONFIGURABLE


def test_what_follows_without_a_plan_changes_with_the_reform() -> None:
    assert no_plan(found_on=BEFORE).follow_up == "request_with_notice"
    assert no_plan(found_on=REFORM).follow_up == "written_obligation"


def test_the_personal_offer_is_missing_since_the_reform_only() -> None:
    present = ["integration_goal", "essential_steps"]
    assert plan_contents(written_on=BEFORE, present=present).missing_must == ()
    assert plan_contents(written_on=REFORM, present=present).missing_must == ("personal_offer",)


def test_from_posting_to_the_end_of_a_reduction_the_rules_join() -> None:
    notified_on = notification(posted_on=date(2026, 12, 22), channel="post").notified_on
    reduced = reduction(kind="breach", breach_on=date(2026, 11, 16), notified_on=notified_on)
    objected = objection(notified_on=notified_on, instruction="given", land="NW")
    assert (reduced.from_on, reduced.until_on) == (date(2027, 1, 1), date(2027, 3, 31))
    assert objected.ends_on == date(2027, 1, 26)


def test_two_reductions_in_one_month_share_the_cap() -> None:
    first = reduction(kind="breach", breach_on=BEFORE, notified_on=date(2026, 8, 3))
    second = reduction(kind="breach", breach_on=REFORM, notified_on=date(2026, 8, 3))
    left = reduction_cap(breach_on=REFORM, running=first.percent, percent=second.percent)
    assert (first.percent, second.percent, left.allowed) == (10, 30, 20)


def test_where_writing_is_hard_somebody_is_heard_in_person_since_the_reform() -> None:
    assert hearing_in_person(breach_on=REFORM, writing_hard="yes").in_person == "shall"
    assert hearing_in_person(breach_on=BEFORE, writing_hard="yes").in_person == "none"


def test_after_a_missed_talk_the_office_may_oblige_and_need_not() -> None:
    assert follow_up(entry="missed-talk", on=REFORM).degree == "may"


def test_from_a_term_in_a_letter_to_the_third_missed_appointment_the_rules_join() -> None:
    assert deadline_end(notified_on=date(2026, 12, 11), days=14).ends_on == date(2026, 12, 28)
    missed = (date(2026, 7, 2), date(2026, 7, 20), date(2026, 8, 5))
    assert missed_appointments(missed=missed).consequences[-1].consequence == "not-reachable"
    assert not_reachable(determined_on=date(2026, 8, 20)).claim_ends_on == date(2026, 9, 1)


def test_who_is_spared_and_who_is_owed_something() -> None:
    assert childcare_exempt(born_on=date(2025, 5, 20), on=date(2026, 7, 19)).exempt
    assert conciliation_end(began_on=date(2026, 5, 4)).ends_on == date(2026, 6, 1)
    owed = counselling_offer_due(notified_on=date(2026, 9, 15), born_on=date(2004, 3, 1))
    assert owed.due_on == date(2026, 10, 13)
