"""Days and rhythms in the language of the reader: for pages, never for paper.

The sheet, the case file and what is stored are German whatever language somebody reads in; they
use :mod:`roterfaden.core.german`.
"""

from datetime import date, datetime
from types import ModuleType

from django.utils.translation import get_language

from roterfaden.core import english, german
from roterfaden.core.german import BERLIN


def day(d: date) -> str:
    """The day with its year: ``26.11.2026``, ``26 Nov 2026``."""
    return str(words().day(d))


def short_day(d: date) -> str:
    """The day for lists: ``Do, 26.11.``, ``Thu 26 Nov``."""
    return str(words().short_day(d))


def long_day(d: date) -> str:
    """The day in words: ``Freitag, 11. Dezember``, ``Friday 11 December``."""
    return str(words().long_day(d))


def long_day_with_year(d: date) -> str:
    """The same with its year: ``Freitag, 11. Dezember 2026``, ``Friday 11 December 2026``."""
    return f"{long_day(d)} {d.year}"


def day_and_month(d: date) -> str:
    """The day where the year is clear: ``26.11.``, ``26 Nov``."""
    return str(words().day_and_month(d))


def month(d: date) -> str:
    """The month: ``11/2026``, ``Nov 2026``."""
    return str(words().month(d))


def moment(at: datetime) -> str:
    """A moment in Berlin: ``26.11.2026, 10:52``, ``26 Nov 2026, 10:52``."""
    local = at.astimezone(BERLIN)
    return f"{day(local.date())}, {local:%H:%M}"


def rhythm_words(rrule: str) -> str:
    """A recurrence rule in words; raises :class:`german.UnreadableRhythm`."""
    return str(words().rhythm_words(rrule))


def words() -> ModuleType:
    """All of them in the language of the reader; for many days at once."""
    return english if (get_language() or "").startswith("en") else german
