"""Meetings: arranged, moved, recorded, cancelled, and taken back."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.core.german import BERLIN
from roterfaden.meetings import actions
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.permissions import Role
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.sheet_data import plan_data
from tests.factories.house import House


def moment(days: int, hour: int = 10) -> datetime:
    """Some days from today, at a full hour in Berlin."""
    day = clock.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=BERLIN)


def arranged(house: House, starts_at: datetime, name: str = "Brandt") -> Meeting:
    return actions.arrange(
        case=house.case(name),
        starts_at=starts_at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.IN_PERSON,
        by=house.counsellor,
        at=house.at,
    )


def recorded(house: House, meeting: Meeting, outcome: Outcome, **fields: object) -> Meeting:
    return actions.record(
        meeting=meeting,
        outcome=outcome,
        by=house.counsellor,
        at=house.at,
        **fields,  # type: ignore[arg-type]
    )


def events(meeting: Meeting) -> list[str]:
    found = AuditEvent.objects.filter(target_id=str(meeting.pk)).order_by("sequence")
    return list(found.values_list("type", flat=True))


def test_a_meeting_is_planned_and_logged(house: House) -> None:
    meeting = arranged(house, moment(7))
    assert meeting.is_planned
    assert (meeting.on, meeting.time_words) == (moment(7).date(), "10:30")
    assert events(meeting) == ["meeting-arranged"]


def test_the_same_meeting_sent_twice_is_one(house: House) -> None:
    assert arranged(house, moment(7)).pk == arranged(house, moment(7)).pk


def test_at_one_time_a_person_has_one_meeting(house: House) -> None:
    arranged(house, moment(7))
    with pytest.raises(Refused, match="schon einen Termin"):
        actions.arrange(
            case=house.case("Brandt"),
            starts_at=moment(7),
            kind=Meeting.Kind.FOLLOW_UP,
            channel=Meeting.Channel.PHONE,
            by=house.counsellor,
            at=house.at,
        )


def test_a_day_before_the_case_began_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="läuft an diesem Tag nicht"):
        arranged(house, datetime(2020, 1, 1, 9, tzinfo=BERLIN))


def test_a_talk_can_be_written_down_afterwards(house: House) -> None:
    meeting = recorded(house, arranged(house, moment(-1)), Outcome.TOOK_PLACE)
    assert meeting.outcome == Outcome.TOOK_PLACE
    assert meeting.recorded_by == house.counsellor
    assert events(meeting) == ["meeting-arranged", "meeting-recorded"]


def test_what_became_of_a_meeting_is_not_known_before_its_day(house: House) -> None:
    meeting = arranged(house, moment(1))
    with pytest.raises(Refused, match="erst am"):
        recorded(house, meeting, Outcome.TOOK_PLACE)


def test_a_missed_meeting_says_whether_a_good_cause_is_known(house: House) -> None:
    missed = recorded(house, arranged(house, moment(-2)), Outcome.MISSED)
    assert missed.good_cause == Meeting.GoodCause.UNCLEAR
    other = arranged(house, moment(-3))
    cause = Meeting.GoodCause.YES
    assert recorded(house, other, Outcome.MISSED, good_cause=cause).good_cause == cause


def test_the_same_outcome_said_twice_is_recorded_once(house: House) -> None:
    meeting = arranged(house, moment(-1))
    for _time in range(2):
        recorded(house, meeting, Outcome.TOOK_PLACE)
    assert events(meeting).count("meeting-recorded") == 1


def test_another_outcome_needs_taking_back_first(house: House) -> None:
    meeting = recorded(house, arranged(house, moment(-1)), Outcome.TOOK_PLACE)
    with pytest.raises(StateRefused, match="hat stattgefunden"):
        recorded(house, meeting, Outcome.MISSED)
    meeting = actions.take_back(meeting=meeting, by=house.counsellor, at=house.at)
    assert recorded(house, meeting, Outcome.MISSED).outcome == Outcome.MISSED


def test_a_moved_meeting_names_the_one_in_its_stead(house: House) -> None:
    meeting = arranged(house, moment(3))
    new = actions.move(meeting=meeting, starts_at=moment(10), by=house.counsellor, at=house.at)
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.moved_to) == (Outcome.MOVED, new)
    assert (new.kind, new.channel, new.outcome) == (meeting.kind, meeting.channel, "planned")


def test_a_move_taken_back_leaves_the_old_time(house: House) -> None:
    meeting = arranged(house, moment(3))
    actions.move(meeting=meeting, starts_at=moment(10), by=house.counsellor, at=house.at)
    actions.take_back(meeting=meeting, by=house.counsellor, at=house.at)
    assert [m.starts_at for m in Meeting.objects.planned()] == [moment(3)]


def test_a_move_stays_once_something_happened_to_the_new_time(house: House) -> None:
    meeting = arranged(house, moment(-3))
    new = actions.move(meeting=meeting, starts_at=moment(-1), by=house.counsellor, at=house.at)
    recorded(house, new, Outcome.TOOK_PLACE)
    with pytest.raises(StateRefused, match="schon etwas festgehalten"):
        actions.take_back(meeting=meeting, by=house.counsellor, at=house.at)


def test_a_cancelled_meeting_can_be_planned_again(house: House) -> None:
    meeting = arranged(house, moment(3))
    meeting = actions.cancel(meeting=meeting, by=house.counsellor, at=house.at)
    assert meeting.outcome == Outcome.CANCELLED
    assert actions.take_back(meeting=meeting, by=house.counsellor, at=house.at).is_planned
    assert events(meeting) == ["meeting-arranged", "meeting-cancelled", "meeting-taken-back"]


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.SPECIALIST, Role.ADMINISTRATOR])
def test_only_who_makes_plans_arranges_meetings(role: Role, house: House) -> None:
    with pytest.raises(NotPermitted):
        actions.arrange(
            case=house.case("Brandt"),
            starts_at=moment(3),
            kind=Meeting.Kind.FIRST,
            channel=Meeting.Channel.IN_PERSON,
            by=house.staff[role],
            at=house.at,
        )


def test_of_a_protected_case_others_know_no_meeting(house: House) -> None:
    meeting = actions.arrange(
        case=house.case("Geheim"),
        starts_at=moment(0),
        kind=Meeting.Kind.FIRST,
        channel=Meeting.Channel.IN_PERSON,
        by=house.colleague,
        at=house.at,
    )
    today = Meeting.objects.planned_on(clock.today())
    assert list(today.visible_to(house.colleague)) == [meeting]
    assert not today.visible_to(house.counsellor)
    with pytest.raises(NotPermitted):
        actions.cancel(meeting=meeting, by=house.counsellor, at=house.at)


def test_the_day_is_that_of_berlin(house: House) -> None:
    late = datetime(2027, 3, 27, 23, 30, tzinfo=BERLIN)
    arranged(house, late)
    assert Meeting.objects.planned_on(date(2027, 3, 27)).count() == 1
    assert Meeting.objects.planned_on(date(2027, 3, 28)).count() == 0


def test_the_database_keeps_a_missed_meeting_with_its_cause(house: House) -> None:
    meeting = recorded(house, arranged(house, moment(-1)), Outcome.MISSED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(good_cause="")


def test_the_next_meeting_stands_on_the_sheet(house: House) -> None:
    arranged(house, moment(0))
    arranged(house, moment(9))
    arranged(house, moment(5))
    version: PlanVersion = house.draft(house.case("Brandt"))
    printed = plan_data(version, on=clock.today())["next_meeting"]
    assert printed == {"on": moment(5).date().isoformat(), "at": "10:30"}


def test_the_sheet_keeps_the_meeting_that_was_known_at_the_agreement(house: House) -> None:
    meeting = arranged(house, moment(5))
    version = house.agreed(house.case("Brandt"))
    actions.cancel(meeting=meeting, by=house.counsellor, at=house.at)
    assert plan_data(version, on=clock.today())["next_meeting"] is not None
