"""The order and the truth of what a case's history tells."""

from datetime import timedelta

from roterfaden.core import clock
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.plans import worklists
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
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


def test_a_version_that_says_the_same_stands_still(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    house.agreed(case)
    again = drafts.start(case=case, by=by, at=at)
    answers.agree(version=again, sought_by=["printout"], by=by, at=at + timedelta(seconds=1))
    assert kinds(house, case) == [EventKind.VERSION, EventKind.STILL]


def test_a_goal_taken_up_again_is_a_step_back(house: House) -> None:
    case = house.case("Brandt")
    for number, goal in enumerate(["Ich finde Arbeit.", "Ich werde Koch.", "Ich finde Arbeit."]):
        at = house.at + timedelta(seconds=number)
        version = drafts.start(case=case, by=house.counsellor, at=at)
        for old in version.entries.all():
            entries.remove(entry=old, by=house.counsellor, at=at)
        content = EntryContent(kind="goal", text=goal)
        entries.add(version=version, content=content, by=house.counsellor, at=at)
        answers.agree(version=version, sought_by=["printout"], by=house.counsellor, at=at)
    assert kinds(house, case) == [EventKind.VERSION, EventKind.VERSION, EventKind.BACK]


def test_a_version_taken_back_is_told_as_once_agreed_and_not_drawn(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    version = house.agreed(case)
    reason = PlanVersion.WithdrawReason.ERROR
    endings.withdraw(version=version, reason=reason, by=by, at=at + timedelta(seconds=1))
    events = History(case).past(clock.today())
    assert [event.what for event in events] == [
        "Fassung 1 abgestimmt, später zurückgezogen",
        "Fassung 1 zurückgezogen",
    ]
    assert not any(event.is_drawn for event in events)


def test_talks_stand_on_the_thread_and_moved_ones_in_the_table_only(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at

    def arranged(days: int) -> Meeting:
        starts_at = house.at + timedelta(days=days)
        kind, channel = Meeting.Kind.FIRST, Meeting.Channel.IN_PERSON
        return meetings.arrange(
            case=case, starts_at=starts_at, kind=kind, channel=channel, by=by, at=at
        )

    meetings.record(meeting=arranged(-9), outcome=Outcome.TOOK_PLACE, by=by, at=at)
    meetings.record(meeting=arranged(-5), outcome=Outcome.MISSED, by=by, at=at)
    meetings.move(meeting=arranged(-2), starts_at=at + timedelta(days=4), by=by, at=at)
    assert kinds(house, case) == [EventKind.TALK, EventKind.MISSED, EventKind.MOVED]
    drawn = [event.kind for event in History(case).thread(clock.today())]
    assert drawn == [EventKind.TALK, EventKind.MISSED, EventKind.NOW, EventKind.AHEAD]


def test_an_end_that_is_known_lies_ahead(house: House) -> None:
    case = house.case("Brandt")
    case.ends_on = clock.today() + timedelta(days=10)
    (end,) = History(case).ahead(clock.today())
    assert (end.on, end.label) == (case.ends_on, "Fall endet")


def test_what_was_not_done_is_told_of_both_sides(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    version = house.agreed(case)
    for entry in version.entries.filter(kind="step"):
        endings.record_outcome(entry=entry, kind=EntryOutcome.Kind.NOT_DONE, by=by, at=at)
    told = [event for event in History(case).past(clock.today()) if not event.is_drawn]
    assert [event.kind for event in told] == [EventKind.NOT_DONE] * 2


def test_a_version_with_the_same_goal_is_named_by_its_number(house: House) -> None:
    case, by, at = house.case("Brandt"), house.counsellor, house.at
    house.agreed(case)
    draft = drafts.start(case=case, by=by, at=at)
    content = EntryContent(kind="aspect", text="Ich habe kein Auto.")
    entries.add(version=draft, content=content, by=by, at=at)
    answers.agree(version=draft, sought_by=["printout"], by=by, at=at + timedelta(seconds=1))
    first, second = History(case).past(clock.today())
    assert (first.is_quoted, second.label, second.is_quoted) == (True, "Fassung 2", False)
