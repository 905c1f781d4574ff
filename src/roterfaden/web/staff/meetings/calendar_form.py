"""The form for a calendar, and the events that travel with the preview.

Only what could be taken over travels, signed and for an hour; the rest of somebody's calendar is
shown once and stored nowhere.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.meetings.actions.calendar import Choice
from roterfaden.meetings.calendar.reading import LARGEST, CalendarEvent, UnreadableCalendar, read
from roterfaden.meetings.models import Meeting

_SALT = "kalender"
_AN_HOUR = 3600

_TROUBLES = {
    "too-long": gettext_lazy("Der Kalender ist zu groß. Geben Sie einen kürzeren Zeitraum aus."),
    "no-calendar": gettext_lazy("Das ist keine Kalenderdatei. Sie beginnt mit BEGIN:VCALENDAR."),
    "broken": gettext_lazy(
        "Die Kalenderdatei ist beschädigt und lässt sich nicht lesen. Geben Sie sie noch einmal "
        "aus dem Bürokalender aus."
    ),
}


class CalendarForm(forms.Form):
    """A file, or its text."""

    file = forms.FileField(
        label=gettext_lazy("Datei aus dem Bürokalender (.ics)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    text = forms.CharField(
        label=gettext_lazy("oder ihren Text hier einfügen"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Adds ``events``; what cannot be read is said at the form."""
        said = super().clean() or {}
        text = _decoded(said["file"].read(LARGEST + 1)) if said.get("file") else said.get("text")
        if not text:
            raise ValidationError(_("Wählen Sie eine Datei oder fügen Sie ihren Text ein."))
        try:
            said["events"] = read(text, clock.today())
        except UnreadableCalendar as trouble:
            raise ValidationError(str(_TROUBLES[str(trouble)])) from trouble
        return said


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def signed(events: list[CalendarEvent]) -> str:
    """The events as one signed text."""
    kept = [{**asdict(event), "starts_at": _iso(event.starts_at)} for event in events]
    return signing.dumps(kept, salt=_SALT, compress=True)


def unsigned(text: str) -> list[CalendarEvent]:
    """The events again; raises :class:`Refused` for what is old or not ours."""
    try:
        kept = signing.loads(text, salt=_SALT, max_age=_AN_HOUR)
    except signing.BadSignature:
        raise Refused(_("Die Vorschau ist zu alt. Lesen Sie den Kalender noch einmal.")) from None
    return [_event(one) for one in kept]


def choices(events: list[CalendarEvent], sent: Any) -> list[Choice]:
    """What somebody ticked, with what they said about it; ``sent`` is the POST data."""
    ticked = set(sent.getlist("nehmen"))
    return [
        Choice(
            event,
            Meeting.Channel(_channel(sent.get(f"wie-{place}"))),
            str(sent.get(f"grund-{place}", ""))[:200],
        )
        for place, event in enumerate(events)
        if str(place) in ticked
    ]


def _channel(code: str | None) -> str:
    return code if code in Meeting.Channel.values else Meeting.Channel.IN_PERSON


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _event(kept: dict[str, Any]) -> CalendarEvent:
    begins = kept["starts_at"]
    return CalendarEvent(
        **{
            **kept,
            "numbers": tuple(kept["numbers"]),
            "starts_at": datetime.fromisoformat(begins) if begins else None,
        }
    )
