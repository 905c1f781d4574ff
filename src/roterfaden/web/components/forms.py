"""Form fields that several pages share."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock

GERMAN_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class GermanDateInput(forms.TextInput):
    """A day as text: the browser's own picker shows the month first outside Germany."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return super().format_value(value)


class GermanDateField(forms.Field):
    """A day: 3.5.2026, 03.05.26, 2026-05-03, or without year the next such day.

    Cleans to :class:`datetime.date` or None. The error message shows the form to write.
    """

    widget = GermanDateInput
    default_error_messages = {
        "required": _("Das Datum fehlt. Schreiben Sie es zum Beispiel so: 26.11.2026."),
        "invalid": _("„%(value)s“ ist kein Datum. Schreiben Sie es zum Beispiel so: 26.11.2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            return read_day(text, today=clock.today())
        except ValueError:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": text}
            ) from None


def read_day(text: str, *, today: date) -> date:
    """The day that this text names; raises :class:`ValueError` when it names none."""
    if iso := ISO_DAY.fullmatch(text):
        return date(*(int(part) for part in iso.groups()))
    german = GERMAN_DAY.fullmatch(text)
    if not german:
        raise ValueError(text)
    day, month, year = german.groups()
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    return _next(int(month), int(day), today)


def _next(month: int, day: int, today: date) -> date:
    """The first such day from today on; 29 February may be up to eight years away."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"{day}.{month}.")
