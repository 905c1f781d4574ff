"""When the next talk is, in one short entry: ``14.1. 10:30``, ``Do, 14.1. um 9``."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.core.german import BERLIN, WEEKDAYS
from roterfaden.meetings.models import Meeting
from roterfaden.plans.models import PlanVersion
from roterfaden.web.components.forms import read_day

USUAL_TIME = time(10)
_DAY_NAME = "|".join(f"{name}|{name[:2]}" for name in WEEKDAYS)
_ENTRY = re.compile(
    rf"(?:(?P<name>{_DAY_NAME})\b\.?,?\s*)?(?P<day>[\d.\s-]*?[\d.])"
    r"(?:,\s*|\s+)(?:um\s*)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s*uhr)?",
    re.IGNORECASE,
)


class MomentField(forms.CharField):
    """A day and a time in one; cleans to an aware :class:`datetime.datetime` in Berlin or None."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value))
        if not text:
            return None
        try:
            return read_moment(text, today=clock.today())
        except ValueError:
            raise ValidationError(
                _("„%(text)s“ ist kein Tag mit Uhrzeit. Schreiben Sie es so: 14.1. 10:30."),
                params={"text": text},
            ) from None


class NextTalkForm(forms.Form):
    """The next meeting, right after the agreement."""

    next_talk = MomentField(
        label=_("Nächstes Gespräch"),
        help_text=_("Tag und Uhrzeit, zum Beispiel 14.1. 10:30"),
        max_length=40,
        error_messages={"required": _("Schreiben Sie Tag und Uhrzeit, zum Beispiel 14.1. 10:30.")},
    )


def read_moment(text: str, *, today: date) -> datetime:
    """The moment that this text names; raises :class:`ValueError` when it names none.

    A day without year is the next such day from ``today`` on. A weekday must be the day's own.
    """
    found = _ENTRY.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    day = read_day(found["day"].strip(), today=today)
    name = (found["name"] or "").casefold()
    if not WEEKDAYS[day.weekday()].casefold().startswith(name):
        raise ValueError(text)
    return datetime.combine(day, time(int(found["hour"]), int(found["minute"] or 0)), BERLIN)


def proposed(version: PlanVersion) -> str:
    """The last working day before the next joint update, as it would be typed."""
    latest = version.remind_on or version.update_due_on
    return f"{latest.day}.{latest.month}.{latest.year} {USUAL_TIME:%H:%M}" if latest else ""


def planned_after(version: PlanVersion, today: date) -> Meeting | None:
    """The next meeting that is arranged already."""
    return version.plan.case.meetings.planned().after(today).first()
