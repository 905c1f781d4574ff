"""The office calendar: matched, previewed, taken over; the own meetings go out without names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.meetings import actions
from roterfaden.meetings.actions.calendar import Choice, take
from roterfaden.meetings.calendar.matching import Proposal, What, proposals
from roterfaden.meetings.calendar.reading import read
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from tests.factories.house import House
from tests.unit.meetings.test_calendar_reading import calendar

NUMBER = "101A000003"
"""Kevin Brandt."""


def moment(days: int, hour: int = 9) -> datetime:
    day = clock.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)


def event(days: int = 3, *, uid: str = "a", hour: int = 9, words: str = "", more: str = "") -> str:
    at = moment(days, hour)
    title = words or f"SUMMARY:Gespräch {NUMBER}"
    return f"UID:{uid}\nDTSTART:{at:%Y%m%dT%H%M%SZ}\n{title}\n{more}"


def proposed(house: House, *events: str) -> list[Proposal]:
    return proposals(read(calendar(*events), clock.today()), house.counsellor)


def taken(house: House, text: str, **said: object) -> Meeting | None:
    (one,) = read(calendar(text), clock.today())
    return take(choice=Choice(one, **said), by=house.counsellor, at=house.at)  # type: ignore[arg-type]


def test_an_event_with_a_number_becomes_a_meeting_of_that_person(house: House) -> None:
    (proposal,) = proposed(house, event(more="LOCATION:Raum 2.14"))
    assert (proposal.what, proposal.case) == (What.NEW, house.case("Brandt"))
    meeting = taken(house, event(more="LOCATION:Raum 2.14"))
    assert meeting
    assert (meeting.starts_at, meeting.place) == (moment(3), "Raum 2.14")


def test_a_series_is_taken_date_by_date_and_a_date_taken_out_is_cancelled(house: House) -> None:
    every_week = event(more="RRULE:FREQ=WEEKLY;COUNT=3")
    for one in read(calendar(every_week), clock.today()):
        take(choice=Choice(one), by=house.counsellor, at=house.at)
    kept = Meeting.objects.planned()
    assert [one.starts_at for one in kept] == [moment(3), moment(10), moment(17)]
    fewer = f"{every_week}\nEXDATE:{moment(10):%Y%m%dT%H%M%SZ}"
    whats = [one.what for one in proposed(house, fewer)]
    assert whats == [What.SAME, What.CANCELLED, What.SAME]


def test_the_same_event_twice_is_one_meeting(house: House) -> None:
    taken(house, event())
    assert proposed(house, event())[0].what == What.SAME
    assert taken(house, event()) is None
    assert Meeting.objects.count() == 1


def test_the_same_event_at_another_time_moves_the_meeting(house: House) -> None:
    first = taken(house, event(3))
    (proposal,) = proposed(house, event(5))
    assert (proposal.what, proposal.meeting) == (What.MOVED, first)
    second = taken(house, event(5))
    assert first
    assert second
    first.refresh_from_db()
    assert (first.outcome, first.moved_to, first.calendar_uid) == (Outcome.MOVED, second, "")
    assert taken(house, event(5)) is None
    actions.take_back(meeting=first, by=house.counsellor, at=house.at)
    assert Meeting.objects.get().calendar_uid == "a"


def test_another_room_is_a_change_of_the_same_meeting(house: House) -> None:
    taken(house, event(more="LOCATION:Raum 1"))
    assert proposed(house, event(more="LOCATION:Raum 2"))[0].what == What.CHANGED
    taken(house, event(more="LOCATION:Raum 2"))
    assert Meeting.objects.get().place == "Raum 2"


def test_a_cancelled_event_is_shown_and_cancels_when_taken(house: House) -> None:
    cancelled = event(more="STATUS:CANCELLED")
    (unknown,) = proposed(house, cancelled)
    assert unknown.what == What.NOTHING
    assert "Abgesagt" in unknown.reason
    taken(house, event())
    assert proposed(house, cancelled)[0].what == What.CANCELLED
    taken(house, cancelled)
    assert Meeting.objects.get().outcome == Outcome.CANCELLED
    assert proposed(house, cancelled)[0].what == What.SAME


def test_of_one_event_that_stands_twice_in_a_file_the_later_one_counts(house: House) -> None:
    first, second = proposed(house, event(3), event(4))
    assert (first.what, second.what) == (What.NOTHING, What.NEW)
    assert "noch einmal" in first.reason


def test_what_was_entered_by_hand_is_not_entered_again(house: House) -> None:
    actions.arrange(
        case=house.case("Brandt"),
        starts_at=moment(3),
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.PHONE,
        by=house.counsellor,
        at=house.at,
    )
    assert proposed(house, event())[0].what == What.SAME


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("SUMMARY:Zahnarzt", "keine Kundennummer"),
        ("SUMMARY:101A000001 101A000002", "mehrere Kundennummern"),
        ("SUMMARY:999Z999999", "keinen Fall, den Sie sehen"),
        ("SUMMARY:101A000005", "keinen Fall, den Sie sehen"),
    ],
)
def test_what_is_not_matched_says_why(house: House, words: str, reason: str) -> None:
    (proposal,) = proposed(house, event(words=words))
    assert proposal.what == What.NOTHING
    assert reason in proposal.reason


def test_a_protected_case_answers_like_an_unknown_number(house: House) -> None:
    protected, unknown = proposed(
        house,
        event(uid="1", words="SUMMARY:101A000005"),
        event(uid="2", words="SUMMARY:999Z999999"),
    )
    assert (protected.what, protected.reason, protected.case) == (
        unknown.what,
        unknown.reason,
        unknown.case,
    )
    assert proposals(
        read(calendar(event(words="SUMMARY:101A000005")), clock.today()), house.colleague
    )[0].case


def test_a_first_talk_on_the_phone_needs_its_reason_from_a_calendar_too(house: House) -> None:
    with pytest.raises(Refused, match="persönlich im Jobcenter"):
        taken(house, event(), channel=Meeting.Channel.PHONE)
    why = "Weit entfernt in der Klinik."
    meeting = taken(house, event(), channel=Meeting.Channel.PHONE, not_in_person_because=why)
    assert meeting
    assert meeting.not_in_person_because == why


def test_the_preview_stores_nothing_and_what_is_ticked_is_taken(
    house: House, browser: Client
) -> None:
    text = calendar(event(), event(uid="b", words="SUMMARY:Zahnarzt um vier"))
    shown = browser.post(reverse("meetings:calendar"), {"text": text})
    html = shown.content.decode()
    assert Meeting.objects.count() == 0
    assert "Kevin Brandt" in html
    assert "Zahnarzt um vier" in html
    assert "keine Kundennummer" in html
    assert "Zahnarzt" not in shown.context["signed"]
    sent = {"eintraege": shown.context["signed"], "nehmen": "0", "wie-0": "in_person"}
    assert browser.post(reverse("meetings:calendar_take"), sent).status_code == 302
    assert Meeting.objects.get().case == house.case("Brandt")


def test_what_a_rule_refuses_stays_in_the_preview(house: House, browser: Client) -> None:
    url = reverse("meetings:calendar")
    signed = browser.post(url, {"text": calendar(event())}).context["signed"]
    sent = {"eintraege": signed, "nehmen": "0", "wie-0": "phone"}
    html = browser.post(reverse("meetings:calendar_take"), sent).content.decode()
    assert "§ 15 Abs. 4" in html
    assert Meeting.objects.count() == 0


def test_a_preview_that_was_changed_on_the_way_is_refused(browser: Client) -> None:
    sent = {"eintraege": "gefälscht", "nehmen": "0"}
    response = browser.post(reverse("meetings:calendar_take"), sent, follow=True)
    assert "Vorschau ist zu alt" in response.content.decode()


def test_what_is_no_calendar_is_said_at_the_form(browser: Client) -> None:
    html = browser.post(reverse("meetings:calendar"), {"text": "Hallo"}).content.decode()
    assert "keine Kalenderdatei" in html


def test_the_file_has_the_own_meetings_without_any_name(house: House, browser: Client) -> None:
    for last_name, by in (("Brandt", house.counsellor), ("Müller", house.colleague)):
        actions.arrange(
            case=house.case(last_name),
            starts_at=moment(3),
            kind=Meeting.Kind.FOLLOW_UP,
            channel=Meeting.Channel.PHONE,
            by=by,
            at=house.at,
        )
    response = browser.get(reverse("meetings:calendar_file"))
    text = response.content.decode()
    (mine,) = read(text, clock.today())
    assert (mine.title, mine.starts_at) == ("Folgegespräch K. B.", moment(3))
    assert "Brandt" not in text
    assert NUMBER not in text
    today = browser.get(reverse("meetings:calendar_file"), {"zeit": "heute"}).content.decode()
    assert read(today, clock.today()) == []
