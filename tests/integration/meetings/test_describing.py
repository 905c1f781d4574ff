"""How a talk is held, who comes along, and what is known later about a missed one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.core.german import day as german_day
from roterfaden.law.rules.first_talk import needs_reason
from roterfaden.meetings import actions
from roterfaden.meetings.actions.meetings import ReasonMissing
from roterfaden.meetings.models import Details, Meeting
from roterfaden.meetings.states import Outcome
from tests.factories.house import House

FIRST, FOLLOW_UP = Meeting.Kind.FIRST, Meeting.Kind.FOLLOW_UP
HERE, PHONE = Meeting.Channel.IN_PERSON, Meeting.Channel.PHONE


def arranged(
    house: House,
    days: int = 3,
    *,
    kind: Meeting.Kind = FOLLOW_UP,
    channel: Meeting.Channel = HERE,
    **details: object,
) -> Meeting:
    return actions.arrange(
        case=house.case("Brandt"),
        starts_at=house.at + timedelta(days=days),
        kind=kind,
        channel=channel,
        details=Details(**details),  # type: ignore[arg-type]
        by=house.counsellor,
        at=house.at,
    )


@pytest.mark.parametrize(
    ("is_first", "in_person", "on", "needed"),
    [
        (True, False, date(2026, 7, 1), True),
        (True, False, date(2026, 6, 30), False),
        (True, False, date(2020, 1, 1), False),
        (True, True, date(2026, 7, 1), False),
        (False, False, date(2026, 7, 1), False),
    ],
)
def test_the_day_of_the_talk_decides_whether_a_reason_is_needed(
    is_first: bool, in_person: bool, on: date, needed: bool
) -> None:
    assert needs_reason(is_first=is_first, in_person=in_person, talk_on=on) is needed


def test_a_first_talk_on_the_phone_says_why(house: House) -> None:
    with pytest.raises(ReasonMissing, match="persönlich im Jobcenter"):
        arranged(house, kind=FIRST, channel=PHONE)
    meeting = arranged(house, kind=FIRST, channel=PHONE, not_in_person_because="In der Klinik.")
    assert meeting.not_in_person_because == "In der Klinik."
    assert arranged(house, 4, channel=PHONE).not_in_person_because == ""


def test_an_invitation_has_its_day_and_its_way(house: House) -> None:
    today = clock.day_of(house.at)
    with pytest.raises(Refused, match="Tag und Weg"):
        arranged(house, invited_on=today)
    with pytest.raises(Refused, match="noch vor uns"):
        arranged(house, invited_on=today + timedelta(days=1), invitation="letter")
    assert arranged(house, invited_on=today, invitation="letter").invited_on == today


def test_moving_takes_place_and_people_along_but_not_the_invitation(house: House) -> None:
    today = clock.day_of(house.at)
    old = arranged(
        house,
        place="Raum 2.14",
        interpreter="phone",
        interpreter_name="Frau Nasser",
        companions="Tochter",
        invited_on=today,
        invitation="letter",
    )
    new = actions.move(
        meeting=old, starts_at=house.at + timedelta(days=9), by=house.counsellor, at=house.at
    )
    assert (new.place, new.companions) == ("Raum 2.14", "Tochter")
    assert new.interpreter_words == "Frau Nasser dolmetscht am Telefon"
    assert (new.invited_on, new.invitation) == (None, "")


def test_who_came_along_can_be_said_after_the_talk(house: House) -> None:
    meeting = arranged(house, -1)
    by, at = house.counsellor, house.at
    actions.record(meeting=meeting, outcome=Outcome.TOOK_PLACE, by=by, at=at)
    said = Details(companions="Betreuerin")
    meeting = actions.describe(
        meeting=meeting, kind=FOLLOW_UP, channel=HERE, details=said, by=by, at=at
    )
    assert meeting.companions == "Betreuerin"
    event = AuditEvent.objects.get(type="meeting-described")
    assert event.facts["fields"] == ["companions"]
    assert "Betreuerin" not in str(event.facts)


def test_what_was_moved_or_cancelled_stays_as_it_was(house: House) -> None:
    meeting = arranged(house)
    by, at = house.counsellor, house.at
    actions.cancel(meeting=meeting, by=by, at=at)
    with pytest.raises(StateRefused):
        actions.describe(
            meeting=meeting, kind=FOLLOW_UP, channel=PHONE, details=Details(), by=by, at=at
        )


def test_an_unclear_cause_is_settled_however_late(house: House) -> None:
    meeting = arranged(house, -1)
    by = house.counsellor
    actions.record(meeting=meeting, outcome=Outcome.MISSED, by=by, at=house.at)
    assert meeting.good_cause == ""
    later = house.at + timedelta(days=200)
    settled = actions.settle_cause(
        meeting=meeting, good_cause=Meeting.GoodCause.YES, by=by, at=later
    )
    assert settled.good_cause == "yes"
    event = AuditEvent.objects.get(type="meeting-cause-settled")
    assert (event.facts["was"], event.facts["good_cause"]) == ("unclear", "yes")


def test_only_a_missed_talk_has_a_cause(house: House) -> None:
    with pytest.raises(StateRefused):
        actions.settle_cause(
            meeting=arranged(house),
            good_cause=Meeting.GoodCause.YES,
            by=house.counsellor,
            at=house.at,
        )


def test_the_list_asks_for_the_cause_that_is_still_open(house: House, browser: Client) -> None:
    meeting = arranged(house, -1)
    actions.record(meeting=meeting, outcome=Outcome.MISSED, by=house.counsellor, at=house.at)
    url = reverse("meetings:list", args=[meeting.case_id])
    assert "Jetzt bekannt?" in browser.get(url).content.decode()
    settle = reverse("meetings:settle_cause", args=[meeting.case_id, meeting.pk])
    browser.post(settle, {"good_cause": "no"})
    assert "Jetzt bekannt?" not in browser.get(url).content.decode()
    meeting.refresh_from_db()
    assert meeting.good_cause == "no"


def test_the_form_says_at_the_right_field_that_a_reason_is_missing(
    house: House, browser: Client
) -> None:
    sent = {
        "day_on": german_day(clock.today() + timedelta(days=3)),
        "begins": "10:30",
        "kind": "first",
        "channel": "video",
    }
    url = reverse("meetings:list", args=[house.case("Brandt").pk])
    answer = browser.post(url, sent)
    assert "not_in_person_because" in answer.context["form"].errors
    assert "<details" in answer.content.decode()
    assert browser.post(url, sent | {"not_in_person_because": "Klinik"}).status_code == 302


def test_a_first_talk_moved_into_the_new_law_is_refused_on_its_form(
    house: House, browser: Client
) -> None:
    meeting = arranged(house)
    Meeting.objects.filter(pk=meeting.pk).update(kind=FIRST, channel=PHONE)
    sent = {"day_on": german_day(clock.today() + timedelta(days=5)), "begins": "10:30"}
    answer = browser.post(reverse("meetings:move", args=[meeting.case_id, meeting.pk]), sent)
    assert "persönlich im Jobcenter" in str(answer.context["form"].errors["day_on"])


def test_the_page_of_a_meeting_keeps_what_was_said(house: House, browser: Client) -> None:
    meeting = arranged(house, place="Raum 1", minutes=45)
    url = reverse("meetings:describe", args=[meeting.case_id, meeting.pk])
    html = browser.get(url).content.decode()
    assert "Raum 1" in html
    sent = {"kind": "follow_up", "channel": "phone", "minutes": "45", "companions": "Tochter"}
    assert browser.post(url, sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.channel, meeting.companions, meeting.minutes) == ("phone", "Tochter", 45)
