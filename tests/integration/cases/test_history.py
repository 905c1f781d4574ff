"""The order and the truth of what a case's history tells."""

from datetime import timedelta

from roterfaden.core import clock
from roterfaden.plans import worklists
from roterfaden.plans.actions import answers, drafts, endings
from roterfaden.plans.history import EventKind, History
from roterfaden.plans.models import CaseStanding, EntryOutcome, Plan, PlanVersion
from roterfaden.recipients.models import Case
from tests.factories.house import House


def kinds(house: House, case: Case) -> list[EventKind]:
    return [event.kind for event in History(case, in_full=True).past(clock.today())]


def test_an_end_that_is_still_to_come_has_not_happened(house: House) -> None:
    case = house.case("Brandt")
    case.ends_on = clock.today() + timedelta(days=1)
    assert kinds(house, case) == []
    assert EventKind.ENDED not in [e.kind for e in History(case).thread(clock.today())]
    case.ends_on = clock.today()
    assert kinds(house, case) == [EventKind.ENDED]


def test_events_of_one_day_stand_in_the_order_in_which_they_happened(house: House) -> None:
    case, at = house.case("Brandt"), house.at
    first = house.draft(case)
    answers.offer(version=first, think_until_on=clock.today(), by=house.counsellor, at=at)
    answers.agree(
        version=first,
        sought_by=["printout"],
        by=house.counsellor,
        at=at + timedelta(milliseconds=1),
    )
    plan = Plan.objects.get(case=case)
    endings.end(
        plan=plan,
        reason=Plan.EndReason.NEW_START,
        by=house.counsellor,
        at=at + timedelta(milliseconds=2),
    )
    house.at = at + timedelta(milliseconds=3)
    house.agreed(case)
    assert kinds(house, case) == [
        EventKind.OFFERED,
        EventKind.VERSION,
        EventKind.ENDED,
        EventKind.VERSION,
    ]


def test_a_goal_of_a_version_taken_back_was_not_reached(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    version = house.agreed(case)
    goal = version.entries.get(kind="goal")
    endings.record_outcome(entry=goal, kind=EntryOutcome.Kind.DONE, by=by, at=at)
    assert EventKind.GOAL_REACHED in kinds(house, case)
    reason = PlanVersion.WithdrawReason.WRONG_PERSON
    endings.withdraw(version=version, reason=reason, by=by, at=at)
    assert EventKind.GOAL_REACHED not in kinds(house, case)


def test_after_a_withdrawal_the_thread_names_the_number_that_is_made_next(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    house.agreed(case)
    second = drafts.start(case=case, by=by, at=at)
    answers.agree(version=second, sought_by=["printout"], by=by, at=at)
    endings.withdraw(version=second, reason=PlanVersion.WithdrawReason.ERROR, by=by, at=at)
    assert History(case).now(clock.today()).next_number == 2
    assert drafts.start(case=case, by=by, at=at).number == 2


def test_what_waits_longest_is_never_cut_off_by_the_alphabet(house: House) -> None:
    case = house.case("Müller")
    version = house.draft(case)
    answers.offer(version=version, think_until_on=clock.today(), by=house.counsellor, at=house.at)
    house.draft(house.case("Brandt"))
    house.draft(house.case("Haddad", "Samira"))
    later = clock.today() + timedelta(days=3)
    cases = list(CaseStanding.objects.filter(jobcentre=house.jobcentre))
    found = worklists.due_cases(cases, later, of_each=1)
    assert case.pk in [one.case.pk for one in found]
