"""Where a term for a person ends: on a working day of the place, with the reasons for it."""

from dataclasses import dataclass
from datetime import date

from roterfaden.law.calendar import (
    Place,
    holiday_on,
    is_working_day,
    next_working_day_on_or_after,
    weekday,
    why_no_working_day,
)
from roterfaden.law.errors import german
from roterfaden.law.results import Status
from roterfaden.law.validity import ONE_DAY


@dataclass(frozen=True)
class End:
    """The last day of a term, why, and how sure that is."""

    on: date
    reasons: tuple[str, ...]
    status: Status


def end_on_working_day(day: date, place: Place, *, norm: str) -> End:
    """The day itself or the next working day (§ 26 Abs. 3 SGB X, § 64 Abs. 3 SGG).

    Where a holiday that moved the end hangs on a municipality nobody named, the status says so.
    """
    if is_working_day(day, place):
        stays = f"Der {german(day)} ist ein Arbeitstag ({norm}).{_caveat(place)}"
        return End(day, (stays,), Status.TEXT)
    ends_on = next_working_day_on_or_after(day, place)
    moved = (
        f"Der {german(day)} ist {why_no_working_day(day, place)}. Die Frist endet am nächsten "
        f"Arbeitstag: {weekday(ends_on)}, {german(ends_on)} ({norm}).{_caveat(place)}"
    )
    return End(ends_on, (moved,), _status(day, ends_on, place))


def named(day: date) -> str:
    """A day with its name: Freitag, 15.01.2027."""
    return f"{weekday(day)}, {german(day)}"


def _status(day: date, ends_on: date, place: Place) -> Status:
    while day < ends_on:
        holiday = holiday_on(day, place)
        if holiday and not holiday.certain and day.weekday() < 5:
            return Status.INTERPRETATION
        day += ONE_DAY
    return Status.TEXT


def _caveat(place: Place) -> str:
    if place.land:
        return ""
    return " Ohne Angabe des Landes zählen nur die bundesweiten Feiertage."
