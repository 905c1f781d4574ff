"""Which talk a page is about, and what it proposes for the next one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from roterfaden.core.german import BERLIN
from roterfaden.law.calendar import Place
from roterfaden.law.calendar import next_working_day_on_or_after as next_working_day
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.closing_days import closed_days
from roterfaden.recipients.models import Case

UNTIL_NEXT = timedelta(weeks=4)
OPENS, LAST = time(8), time(15, 30)
_UNSAID = {Outcome.PLANNED, Outcome.TOOK_PLACE}


def talk_of(case: Case, day: date) -> Meeting | None:
    """The talk of this day, the latest that has been held or can be; None when there is none."""
    of_day = [one for one in case.meetings.all() if one.on == day and one.outcome in _UNSAID]
    return of_day[-1] if of_day else None


def next_planned(case: Case, talk: Meeting | None, now: datetime) -> Meeting | None:
    """The talk after this one that is arranged already."""
    ahead = case.meetings.planned().filter(starts_at__gt=now)
    return (ahead.exclude(pk=talk.pk) if talk else ahead).first()


def usual_next(case: Case, talk: Meeting | None, now: datetime) -> dict[str, object]:
    """Day and time proposed for the next talk: four weeks on, open, at the same time of day."""
    office = case.jobcentre
    day = now.astimezone(BERLIN).date() + UNTIL_NEXT
    shut = closed_days(office, day, day + timedelta(days=30))
    place = Place(office.land, office.municipality or None)
    found = next_working_day(day, place)
    while found in shut:
        found = next_working_day(found + timedelta(days=1), place)
    return {"next_on": found, "next_time": _usual_time(talk, now)}


def _usual_time(talk: Meeting | None, now: datetime) -> time:
    """The time of the talk, or the half hour of now as far as the office is open."""
    if talk is not None:
        return talk.starts_at.astimezone(BERLIN).time()
    local = now.astimezone(BERLIN)
    return min(max(time(local.hour, local.minute // 30 * 30), OPENS), LAST)
