"""What talks add to the history of a case: why the plan was not raised, and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.plans.history import CaseEvent, EventKind
from roterfaden.plans.history.events import in_time
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NoPlanFinding, NotRaised


def with_silences(case: Case, events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """The events, where talks say why the plan did not come up; one query."""
    kept = NotRaised.objects.filter(meeting__case=case).select_related("meeting", "task")
    said = {one.meeting.starts_at: _about(one) for one in kept}
    return [_told(event, said.get(event.at) if event.at else None) for event in events]


def with_talks(case: Case, events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """The same, with the findings that no plan comes about; two queries. For the table."""
    return sorted([*with_silences(case, events), *_findings(case)], key=in_time)


def _told(event: CaseEvent, words: str | None) -> CaseEvent:
    if words is None or event.kind != EventKind.TALK:
        return event
    return replace(event, detail=words)


def _about(one: NotRaised) -> str:
    words = _("Plan nicht angesprochen: %(reason)s") % {"reason": one.note or one.reason_words}
    task = getattr(one, "task", None)
    if task is None:
        return words
    until = {"task": task.text, "day": spoken.day(task.due_on)}
    return f"{words}. {_('Aufgabe: %(task)s, bis %(day)s') % until}"


def _findings(case: Case) -> Iterable[CaseEvent]:
    for one in NoPlanFinding.objects.filter(case=case).select_related("found_by"):
        name = str(one.get_kind_display())
        if not one.is_standing:
            name = _("zurückgenommen: %(what)s") % {"what": name}
        yield CaseEvent(
            one.found_on,
            EventKind.NOT_AGREED,
            "",
            one.reasons,
            by=str(one.found_by),
            at=one.found_at,
            named=name,
        )
