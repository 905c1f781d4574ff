"""A year of the office: what the Land's law and the office itself set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.law.calendar import Place, holidays_of
from roterfaden.law.errors import LawError
from roterfaden.organisations.models import Jobcentre, LocalHoliday


@dataclass(frozen=True)
class Day:
    """One line of the year; ``own`` is the office's entry where it is one."""

    on: date
    name: str
    source: str
    own: LocalHoliday | None = None
    until_on: date | None = None

    @property
    def when_words(self) -> str:
        """The day or the run of days."""
        first = spoken.short_day(self.on)
        if self.until_on is None or self.until_on == self.on:
            return first
        return _("%(first)s bis %(last)s") % {
            "first": first,
            "last": spoken.short_day(self.until_on),
        }


def year_of(jobcentre: Jobcentre, kept: Iterable[LocalHoliday], year: int) -> list[Day]:
    """Statutory and own days of a year in the order of the calendar."""
    own = (_own(one, year) for one in kept)
    days = [*_statutory(jobcentre, year), *(day for day in own if day is not None)]
    return sorted(days, key=lambda day: (day.on, day.name))


def _statutory(jobcentre: Jobcentre, year: int) -> list[Day]:
    try:
        place = Place(jobcentre.land, jobcentre.municipality or None)
    except LawError:
        place = Place()
    return [
        Day(
            on,
            holiday.name,
            _("gesetzlich") if holiday.certain else _("gesetzlich, je nach Gemeinde"),
        )
        for on, holiday in holidays_of(year, place).items()
    ]


def _own(one: LocalHoliday, year: int) -> Day | None:
    days = list(one.days_in(year))
    if not days:
        return None
    return Day(days[0], one.name, one.get_kind_display(), one, days[-1])
