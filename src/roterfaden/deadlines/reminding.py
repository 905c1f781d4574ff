"""When a deadline is to be remembered: a few working days of the office before it."""

from collections.abc import Collection
from datetime import date, timedelta

from roterfaden.law.calendar import Place, last_working_day_on_or_before
from roterfaden.organisations.closing_days import closed_days
from roterfaden.organisations.models import Jobcentre

WORKING_DAYS_BEFORE = 3
_LONGEST_GAP = timedelta(days=60)
"""Longer than three working days ever take, with an office that closes between the years."""


def reminders(office: Jobcentre, days: Collection[date]) -> dict[date, date]:
    """For each day the third working day before it; closing days of the office are none."""
    if not days:
        return {}
    place = Place(office.land, office.municipality or None)
    closed = closed_days(office, min(days) - _LONGEST_GAP, max(days))
    return {day: _before(day, place, closed) for day in days}


def _before(day: date, place: Place, closed: Collection[date]) -> date:
    for _number in range(WORKING_DAYS_BEFORE):
        yesterday = day - timedelta(days=1)
        day = last_working_day_on_or_before(yesterday, place, closed=closed)
    return day
