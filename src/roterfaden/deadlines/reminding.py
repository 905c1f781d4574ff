"""When a deadline is to be remembered: a few working days of the office before it."""

from collections.abc import Collection
from datetime import date, timedelta

from roterfaden.law.calendar import Place, last_working_day_on_or_before
from roterfaden.obligations.models import HouseRules
from roterfaden.organisations.closing_days import closed_days
from roterfaden.organisations.models import Jobcentre

_LONGEST_GAP = timedelta(days=90)
"""Longer than twenty working days ever take, with an office that closes between the years."""


def reminders(office: Jobcentre, days: Collection[date], *, today: date) -> dict[date, date]:
    """For each day so many working days before it as the office has set, usually three.

    Closing days of the office are no working days.
    """
    if not days:
        return {}
    place = Place(office.land, office.municipality or None)
    closed = closed_days(office, min(days) - _LONGEST_GAP, max(days))
    working_days = HouseRules.objects.valid_on(office, today).remind_working_days
    return {day: _before(day, working_days, place, closed) for day in days}


def _before(day: date, working_days: int, place: Place, closed: Collection[date]) -> date:
    for _number in range(working_days):
        yesterday = day - timedelta(days=1)
        day = last_working_day_on_or_before(yesterday, place, closed=closed)
    return day
