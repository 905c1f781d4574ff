"""A case through time: what its plans brought, what is now, what lies ahead.

The thread of a case draws the same events that the table lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from roterfaden.core import spoken
from roterfaden.core.clock import day_of
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import ONCE_AGREED_STATES, State
from roterfaden.plans.worklists import PlanNow
from roterfaden.recipients.models import Case

GOAL_SIGNS = 46
"""So many signs of a goal stand beside its knot; the table has all of it."""


class EventKind(StrEnum):
    """What an event is; the thread draws each in its own way."""

    VERSION = "version"
    GOAL_REACHED = "goal_reached"
    OFFERED = "offered"
    NOT_AGREED = "not_agreed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NOW = "now"
    AHEAD = "ahead"


EVENT_NAMES: dict[EventKind, str | Promise] = {
    EventKind.VERSION: gettext_lazy("abgestimmt"),
    EventKind.GOAL_REACHED: gettext_lazy("Ziel erreicht"),
    EventKind.OFFERED: gettext_lazy("vorgelegt"),
    EventKind.NOT_AGREED: gettext_lazy("nicht abgestimmt"),
    EventKind.WITHDRAWN: gettext_lazy("zurückgezogen"),
    EventKind.ENDED: gettext_lazy("beendet"),
    EventKind.NOW: gettext_lazy("heute"),
    EventKind.AHEAD: gettext_lazy("geplant"),
}
_IN_TABLE_ONLY = {EventKind.OFFERED, EventKind.NOT_AGREED, EventKind.WITHDRAWN}


@dataclass(frozen=True)
class CaseEvent:
    """One event; ``label`` says it in words, ``detail`` below it; ``full_text`` quotes the plan.

    ``at`` orders what happened on one day.
    """

    on: date | None
    kind: EventKind
    label: str
    detail: str = ""
    number: int | None = None
    version_id: UUID | None = None
    by: str = ""
    full_text: str = ""
    at: datetime | None = None

    @property
    def what(self) -> str:
        """What happened, for the table: ``Fassung 3 abgestimmt``."""
        if self.kind == EventKind.ENDED:
            return self.label
        kind = str(EVENT_NAMES[self.kind])
        if self.number is None:
            return kind
        return f"{_('Fassung %(number)s') % {'number': self.number}} {kind}"

    @property
    def words(self) -> str:
        """What it was about, uncut."""
        return self.full_text or self.detail or self.label


class History:
    """All plans of one case with versions and goals: four queries, however many.

    ``in_full`` adds the answers, which only the table tells (one query more).
    """

    def __init__(self, case: Case, *, in_full: bool = False) -> None:
        goals = Entry.objects.present().filter(kind__in=["goal", "interim_goal"])
        outcomes = EntryOutcome.objects.select_related("recorded_by").order_by("recorded_at")
        versions = PlanVersion.objects.select_related("agreed_by", "closed_by", "offered_by")
        kept = versions.order_by("number", "started_at").prefetch_related(
            Prefetch("entries", goals.order_by("position", "id"), to_attr="goals"),
            Prefetch("goals__outcomes", outcomes, to_attr="known_outcomes"),
        )
        if in_full:
            answers = Answer.objects.select_related("recorded_by").order_by("recorded_at")
            kept = kept.prefetch_related(Prefetch("answers", answers, to_attr="known_answers"))
        plans = Plan.objects.filter(case=case).order_by("began_on", "pk")
        self.case = case
        self.plans = list(plans.prefetch_related(Prefetch("versions", kept)))

    @property
    def ended_plans(self) -> list[Plan]:
        """Plans that ended, the newest first."""
        return [plan for plan in reversed(self.plans) if plan.ended_on]

    def now(self, today: date) -> PlanNow:
        """The version in force and the one in preparation."""
        versions = [version for plan in self.plans for version in plan.versions.all()]
        in_force = [version for version in versions if version.is_in_force]
        preparing = [v for v in versions if v.state in {State.DRAFT, State.OFFERED}]
        running = [v for v in versions if v.plan.ended_on is None]
        numbers = [v.number for v in running if v.state in ONCE_AGREED_STATES]
        last = max(numbers, default=0)
        return PlanNow(today, next(iter(in_force), None), next(iter(preparing), None), last)

    def thread(self, today: date) -> list[CaseEvent]:
        """What the thread draws, oldest first: past, now, ahead."""
        drawn = [event for event in self.past(today) if event.kind not in _IN_TABLE_ONLY]
        if self.case.ends_on and self.case.ends_on < today:
            return drawn
        return [*drawn, _now(self.now(today)), *_ahead(self.now(today))]

    def past(self, today: date) -> list[CaseEvent]:
        """Everything that happened until today, oldest first."""
        events = [event for plan in self.plans for event in _plan_events(plan)]
        if self.case.ends_on and self.case.ends_on <= today:
            events.append(CaseEvent(self.case.ends_on, EventKind.ENDED, _("Fall beendet")))
        return sorted(events, key=_in_time)


def _in_time(event: CaseEvent) -> tuple[date, datetime, int]:
    """By day, then by moment; what has no moment closes its day."""
    at = event.at or datetime.max.replace(tzinfo=UTC)
    return event.on or date.max, at, list(EventKind).index(event.kind)


def goal_of(version: PlanVersion) -> str:
    """The words of the first goal; needs versions loaded by :class:`History`."""
    goals: list[Entry] = getattr(version, "goals", [])
    return next((goal.text for goal in goals if goal.kind == Entry.Kind.GOAL), "")


def first_words(text: str, signs: int = GOAL_SIGNS) -> str:
    """The beginning of a text, cut between words."""
    text = text.rstrip(".")
    if len(text) <= signs:
        return text
    return f"{text[: signs - 1].rsplit(' ', 1)[0].rstrip(' ,;:')} …"


def _plan_events(plan: Plan) -> Iterator[CaseEvent]:
    for version in plan.versions.all():
        yield from _version_events(version)
        if version.state != State.WITHDRAWN:
            yield from _goal_events(getattr(version, "goals", []))
        yield from _answer_events(version)
    if plan.ended_on:
        reason, by, at = plan.get_end_reason_display(), "", None
        if last := _last_ended(plan):
            by, at = str(last.closed_by), last.closed_at
        yield CaseEvent(plan.ended_on, EventKind.ENDED, _("Plan beendet"), reason, by=by, at=at)


def _version_events(version: PlanVersion) -> Iterator[CaseEvent]:
    name = _("Fassung %(number)s") % {"number": version.number}
    if version.offered_at:
        until = version.think_until_on
        detail = _("Bedenkzeit bis %(day)s") % {"day": spoken.day(until)} if until else ""
        by, at = version.offered_by, version.offered_at
        yield _of(version, day_of(at), EventKind.OFFERED, name, detail, by, at)
    if version.agreed_on and version.state in ONCE_AGREED_STATES:
        detail = f"{name}, {spoken.day(version.agreed_on)}"
        goal, day = goal_of(version), version.agreed_on
        words = first_words(goal)
        event = _of(
            version, day, EventKind.VERSION, words, detail, version.agreed_by, version.agreed_at
        )
        yield replace(event, full_text=goal)
    if version.state == State.WITHDRAWN and version.closed_at:
        reason = version.get_withdraw_reason_display()
        by, at = version.closed_by, version.closed_at
        yield _of(version, day_of(at), EventKind.WITHDRAWN, name, reason, by, at)


def _of(
    version: PlanVersion,
    on: date,
    kind: EventKind,
    label: str,
    detail: str,
    by: StaffMember | None,
    at: datetime | None,
) -> CaseEvent:
    return CaseEvent(on, kind, label, detail, version.number, version.pk, str(by or ""), at=at)


def _goal_events(goals: Iterable[Entry]) -> Iterator[CaseEvent]:
    for goal in goals:
        outcomes: list[EntryOutcome] = getattr(goal, "known_outcomes", [])
        newest = outcomes[-1] if outcomes else None
        if newest and newest.kind == EntryOutcome.Kind.DONE:
            yield CaseEvent(
                newest.happened_on,
                EventKind.GOAL_REACHED,
                first_words(goal.text),
                spoken.day(newest.happened_on),
                version_id=goal.version_id,
                by=str(newest.recorded_by),
                full_text=goal.text,
                at=newest.recorded_at,
            )


def _answer_events(version: PlanVersion) -> Iterator[CaseEvent]:
    answers: list[Answer] = getattr(version, "known_answers", [])
    for answer in answers:
        if answer.outcome == Answer.Outcome.YES:
            continue
        name = _("Fassung %(number)s") % {"number": version.number}
        words = f"{answer.get_outcome_display()}: {answer.reason}"
        by, at = answer.recorded_by, answer.recorded_at
        yield _of(version, day_of(at), EventKind.NOT_AGREED, name, words, by, at)


def _last_ended(plan: Plan) -> PlanVersion | None:
    ended = [version for version in plan.versions.all() if version.state == State.ENDED]
    return ended[-1] if ended else None


def _now(plan: PlanNow) -> CaseEvent:
    label, detail = _now_words(plan)
    return CaseEvent(plan.today, EventKind.NOW, label, detail, plan.next_number if label else None)


def _now_words(plan: PlanNow) -> tuple[str, str]:
    number = {"number": plan.next_number}
    if plan.preparing and plan.preparing.think_until_on:
        day = spoken.short_day(plan.preparing.think_until_on)
        until = pgettext("so lange", "bis %(day)s") % {"day": day}
        return _("Fassung %(number)s ist vorgelegt") % number, until
    if plan.preparing:
        return _("Fassung %(number)s ist im Entwurf") % number, _due_words(plan)
    if plan.in_force is None:
        return _("Plan beginnen"), ""
    return (_("Fassung %(number)s machen") % number, _due_words(plan)) if plan.is_due else ("", "")


def _due_words(plan: PlanNow) -> str:
    if plan.due_on is None:
        return ""
    if plan.is_overdue:
        return _("überfällig seit %(day)s") % {"day": spoken.day(plan.due_on)}
    return _("bis %(day)s") % {"day": spoken.short_day(plan.due_on)}


def _ahead(plan: PlanNow) -> Iterator[CaseEvent]:
    if plan.in_force is None:
        return
    if plan.due_on and not plan.is_due and not plan.preparing:
        label = _("Fassung %(number)s") % {"number": plan.next_number}
        detail = _("gemeinsam bis %(day)s") % {"day": spoken.day(plan.due_on)}
        yield CaseEvent(plan.due_on, EventKind.AHEAD, label, detail)
    goals: list[Entry] = getattr(plan.in_force, "goals", [])
    for kind, name in (("interim_goal", _("Zwischenziel")), ("goal", _("Ziel"))):
        still_open = [goal for goal in goals if goal.kind == kind and not _is_reached(goal)]
        for goal in still_open[:1]:
            words = first_words(goal.text)
            yield CaseEvent(goal.due_on, EventKind.AHEAD, words, name, full_text=goal.text)


def _is_reached(goal: Entry) -> bool:
    return any(_goal_events([goal]))
