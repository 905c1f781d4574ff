"""Reckoning with days: the next such day, and what is not certain about it."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from roterfaden.talk.capture.doubts import Why

FRIDAY, SUNDAY = 4, 6
_YEARS_AHEAD = 8
_FAR = timedelta(days=5 * 366)
_LONG_PAST = timedelta(days=366)
_JUST_PAST = timedelta(days=92)


@dataclass(frozen=True)
class Day:
    """A day, or none where the words name none; ``why`` it is not certain."""

    on: date | None
    why: Why | None = None


def exact(year: int, month: int, day: int, on: date) -> Day:
    """A day with its year. One long past is no day to do something by."""
    year += 2000 if year < 100 else 0
    try:
        found = date(year, month, day)
    except ValueError:
        return Day(None, Why.NO_SUCH_DAY)
    if found < on:
        return Day(None if on - found > _LONG_PAST else found, Why.PAST)
    return Day(found, Why.FAR_AWAY if found - on > _FAR else None)


def coming(on: date, of_year: Callable[[int], date]) -> Day:
    """The first day from ``on`` that ``of_year`` gives; doubtful where the last has just passed."""
    days = [_or_none(of_year, on.year + ahead) for ahead in range(-1, _YEARS_AHEAD + 1)]
    past = [day for day in days if day and day < on]
    ahead = [day for day in days if day and day >= on]
    if not ahead:
        return Day(None, Why.NO_SUCH_DAY)
    found = ahead[0]
    if found == on:
        return Day(found, Why.TODAY_OR_LATER)
    if found - on > _LONG_PAST:
        return Day(found, Why.FAR_AWAY)
    just_past = bool(past) and on - past[-1] <= _JUST_PAST
    return Day(found, Why.JUST_PAST if just_past else None)


def in_year(on: date, year: str | None, of_year: Callable[[int], date]) -> Day:
    """The day of the year that was typed, or the next such day."""
    if not year:
        return coming(on, of_year)
    number = int(year.lstrip("'"))
    found = _or_none(of_year, number + (2000 if number < 100 else 0))
    return exact(found.year, found.month, found.day, on) if found else Day(None, Why.NO_SUCH_DAY)


def day_of_month(on: date, day: int) -> Day:
    """The next day with this number, whatever month has it."""
    for ahead in range(13):
        year, month = divmod(on.year * 12 + on.month - 1 + ahead, 12)
        if day <= calendar.monthrange(year, month + 1)[1]:
            found = date(year, month + 1, day) if day else None
            if found and found >= on:
                return Day(found, Why.DAY_OF_MONTH_ONLY)
    return Day(None, Why.NO_SUCH_DAY)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(on: date, months: int) -> date:
    """The same day months later, or the last of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def monday_of(on: date, weeks: int = 0) -> date:
    """The Monday of this week, or of one later."""
    return on - timedelta(days=on.weekday()) + timedelta(weeks=weeks)


def easter(year: int) -> date:
    """Easter Sunday (anonymous Gregorian computus)."""
    century, place = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _or_none(of_year: Callable[[int], date], year: int) -> date | None:
    try:
        return of_year(year)
    except (ValueError, OverflowError):
        return None
