"""The page before a talk, and the day on the start page."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from roterfaden.audit.models import AuditEvent, ReadEvent
from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.meetings import actions
from roterfaden.meetings.actions import notes, potential
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.potential import Side
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case
from roterfaden.talk.models import TalkRecord
from roterfaden.web.staff.home.day import the_day
from roterfaden.web.staff.meetings.preparation import prepare
from tests.factories.browsers import client_of
from tests.factories.house import House


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def arranged(house: House, case: Case, at: datetime) -> Meeting:
    return actions.arrange(
        case=case,
        starts_at=at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.PHONE,
        by=house.counsellor,
        at=house.at,
    )


def noon() -> datetime:
    return clock.now().astimezone(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0)


def test_the_page_shows_the_open_steps_of_both_sides_the_office_first(
    house: House, case: Case
) -> None:
    house.agreed(case)
    page = prepare(case, None, house.counsellor, clock.today())
    codes = [knot.code for knot in page.thread]
    assert codes == ["goal", "step_jobcentre", "step_recipient"]
    assert page.thread[1].lines[0].text == "Mein Jobcenter gibt mir die Berechtigung."


def test_notes_and_potential_are_for_whoever_is_in_charge(house: House, case: Case) -> None:
    by, at = house.counsellor, house.at
    notes.write(case=case, text="Ruft lieber an.", by=by, at=at)
    potential.find(case=case, side=Side.STRENGTH, code="licence", by=by, at=at)
    url = reverse("meetings:prepare_case", args=[case.pk])
    mine = client_of(house.counsellor).get(url).content.decode()
    assert "Ruft lieber an." in mine
    assert "Führerschein" in mine
    for person in (house.colleague, house.staff[Role.TEAM_LEAD]):
        theirs = client_of(person).get(url).content.decode()
        assert "Ruft lieber an." not in theirs
        assert "Führerschein" not in theirs


def test_a_missed_talk_and_what_is_new_since_the_last_one_are_told(
    house: House, case: Case
) -> None:
    by, at = house.counsellor, house.at
    held = arranged(house, case, at - timedelta(days=20))
    actions.record(meeting=held, outcome=Outcome.TOOK_PLACE, by=by, at=at)
    missed = arranged(house, case, at - timedelta(days=5))
    actions.record(meeting=missed, outcome=Outcome.MISSED, by=by, at=at)
    house.agreed(case)
    page = prepare(case, None, by, clock.today())
    assert (page.last_talk, page.missed) == (held, [missed])
    said = [f"{one.words} {one.aside}" for one in page.news]
    assert len([one for one in said if "Fassung 1" in one]) == 1


def test_opening_the_page_changes_nothing_and_is_noted_as_read(house: House, case: Case) -> None:
    meeting = arranged(house, case, house.at)
    before = AuditEvent.objects.count()
    client_of(house.counsellor).get(reverse("meetings:prepare", args=[meeting.pk]))
    assert AuditEvent.objects.count() == before
    read = ReadEvent.objects.get(type="case-opened")
    assert read.facts == {"notes": True}
    assert not TalkRecord.objects.exists()


def test_use_in_preparation_is_noted_by_hand_and_taken_back(house: House, case: Case) -> None:
    house.agreed(case)
    meeting = arranged(house, case, house.at)
    client = client_of(house.counsellor)
    url = reverse("meetings:prepared", args=[meeting.pk])
    client.post(url, {"genutzt": "ja"})
    record = TalkRecord.objects.get()
    assert (record.prepared_with_plan, record.ways) == (True, [])
    assert (
        "zurücknehmen"
        in client.get(reverse("meetings:prepare", args=[meeting.pk])).content.decode()
    )
    client.post(url, {"genutzt": "nein"})
    assert not TalkRecord.objects.get().prepared_with_plan


def test_the_first_talk_that_is_not_over_is_opened(house: House) -> None:
    now = noon()
    early = arranged(house, house.case("Brandt"), now - timedelta(hours=2))
    late = arranged(house, house.case("Haddad", "Samira"), now + timedelta(hours=1))
    own = {early.case_id, late.case_id}
    day = the_day(own, own, now)
    assert [one.meeting for one in day.meetings] == [early, late]
    assert [(one.is_next, one.is_behind) for one in day.meetings] == [(False, True), (True, False)]
    evening = the_day(own, own, now + timedelta(hours=5))
    assert [one.is_next for one in evening.meetings] == [False, True]


def test_what_was_written_down_stays_on_the_day_and_moved_ones_leave(house: House) -> None:
    now = noon()
    held = arranged(house, house.case("Brandt"), now - timedelta(hours=2))
    moved = arranged(house, house.case("Haddad", "Karim"), now)
    by, at = house.counsellor, house.at
    actions.record(meeting=held, outcome=Outcome.TOOK_PLACE, by=by, at=at)
    actions.move(meeting=moved, starts_at=now + timedelta(days=3), by=by, at=at)
    own = {held.case_id, moved.case_id}
    day = the_day(own, own, now)
    assert [(one.meeting, one.is_done) for one in day.meetings] == [(held, True)]
    assert day.next_one is None


def test_the_start_page_leads_to_the_preparation(house: House, case: Case) -> None:
    meeting = arranged(house, case, noon())
    html = client_of(house.counsellor).get(reverse("cases:home")).content.decode()
    assert reverse("meetings:prepare", args=[meeting.pk]) in html
    theirs = client_of(house.colleague).get(reverse("cases:home")).content.decode()
    assert reverse("meetings:prepare", args=[meeting.pk]) not in theirs
