"""What talks add to the history of a case: why the plan was not raised, and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.plans.history import CaseEvent, EventKind
from roterfaden.plans.history.events import in_time
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NoPlanFinding
from roterfaden.talk.told import Silence


def with_silences(events: Iterable[CaseEvent], silences: Iterable[Silence]) -> list[CaseEvent]:
    """The events, where talks say why the plan did not come up."""
    said = {one.starts_at: _about(one) for one in silences}
    return [_told(event, said.get(event.at) if event.at else None) for event in events]


def with_findings(case: Case, events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """The events with the findings that no plan comes about, for the table; one query."""
    return sorted([*events, *_findings(case)], key=in_time)


def _told(event: CaseEvent, words: str | None) -> CaseEvent:
    if words is None or event.kind != EventKind.TALK:
        return event
    return replace(event, detail=words)


def _about(one: Silence) -> str:
    words = _("Plan nicht angesprochen: %(reason)s") % {"reason": one.words}
    if one.due_on is None:
        return words
    until = {"task": one.task, "day": spoken.day(one.due_on)}
    return f"{words}. {_('Aufgabe: %(task)s, bis %(day)s') % until}"


def _findings(case: Case) -> Iterable[CaseEvent]:
    for one in NoPlanFinding.objects.filter(case=case):
        name = str(one.get_kind_display())
        if not one.is_standing:
            name = _("zurückgenommen: %(what)s") % {"what": name}
        yield CaseEvent(
            one.found_on,
            EventKind.NOT_AGREED,
            "",
            one.reasons,
            by_id=one.found_by_id,
            at=one.found_at,
            named=name,
        )
