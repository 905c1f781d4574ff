"""Deadlines as their pages show them: by how near they are, and on the sheet of a month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.deadlines.listing import Row, between
from roterfaden.law.calendar import Holiday, Place, holiday_on
from roterfaden.organisations.models import Jobcentre

WEEK = timedelta(days=7)
WEEKDAYS = (_("Mo"), _("Di"), _("Mi"), _("Do"), _("Fr"), _("Sa"), _("So"))


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    code: str
    title: str | Promise
    rows: list[Row]


def groups(rows: list[Row], today: date) -> list[Group]:
    """Over, within a week, later; empty ones fall away."""
    over = [row for row in rows if row.is_over(today)]
    near = [row for row in rows if today <= row.on <= today + WEEK]
    later = [row for row in rows if row.on > today + WEEK]
    found = (
        Group("over", _("Vorbei"), over),
        Group("near", _("In den nächsten sieben Tagen"), near),
        Group("later", _("Später"), later),
    )
    return [group for group in found if group.rows]


def address(row: Row) -> str:
    """The procedure, or the case whose plan is due."""
    if row.procedure_id is not None:
        return reverse("procedures:procedure", args=[row.procedure_id])
    return reverse("cases:case", args=[row.case.pk])


@dataclass(frozen=True)
class Day:
    """One field of the month."""

    on: date
    is_in_month: bool
    rows: list[Row]
    holiday: Holiday | None


@dataclass(frozen=True)
class Month:
    """Whole weeks from Monday to Sunday that cover a month."""

    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> str:
        """The address part of the month before."""
        return self._query(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        """The address part of the month after."""
        return self._query(self.first + timedelta(days=31))

    def _query(self, day: date) -> str:
        return urlencode({"monat": f"{day:%Y-%m}"})


def month_of(first: date, rows: list[Row], office: Jobcentre) -> Month:
    """The month that begins on ``first`` with what is open on each day."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    by_day = between(rows, weeks[0][0], weeks[-1][-1])
    place = Place(office.land, office.municipality or None)
    return Month(
        first,
        [
            [
                Day(day, day.month == first.month, by_day.get(day, []), holiday_on(day, place))
                for day in week
            ]
            for week in weeks
        ],
    )


def month_in(text: str, today: date) -> date:
    """The first day of the month in the address (``2026-12``), of this month without one."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
