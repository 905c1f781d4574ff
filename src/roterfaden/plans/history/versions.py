"""What versions of plans bring to a case's thread: agreements, answers, goals, ends."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.clock import day_of
from roterfaden.plans.history.course import Course
from roterfaden.plans.history.events import CaseEvent, EventKind, first_words
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import ONCE_AGREED_STATES, State

CourseOf = Callable[[PlanVersion], Course]

_GOALS = {Entry.Kind.GOAL, Entry.Kind.INTERIM_GOAL}
_AGREED = {
    Course.ONWARD: EventKind.VERSION,
    Course.STILL: EventKind.STILL,
    Course.BACK: EventKind.BACK,
}


def goals(version: PlanVersion) -> list[Entry]:
    """The goals and interim goals; needs a version loaded by :class:`History`."""
    entries: list[Entry] = getattr(version, "known_entries", [])
    return [entry for entry in entries if entry.kind in _GOALS]


def goal_of(version: PlanVersion) -> str:
    """The words of the first goal; needs a version loaded by :class:`History`."""
    return next((goal.text for goal in goals(version) if goal.kind == Entry.Kind.GOAL), "")


def is_reached(goal: Entry) -> bool:
    """Whether the last word about it was that it is done."""
    newest = _newest(goal)
    return newest is not None and newest.kind == EntryOutcome.Kind.DONE


def plan_events(plan: Plan, course_of: CourseOf) -> Iterator[CaseEvent]:
    """Everything that happened to one plan, in no order."""
    goal_before = ""
    for version in plan.versions.all():
        yield from _version_events(version, course_of, goal_before)
        goal_before = goal_of(version) if version.agreed_on else goal_before
        if version.state != State.WITHDRAWN:
            yield from _outcome_events(getattr(version, "known_entries", []))
        yield from _answer_events(version)
    if plan.ended_on:
        by, at = None, None
        if last := _last_ended(plan):
            by, at = last.closed_by_id, last.closed_at
        name, reason = _("Plan beendet"), plan.end_reason_said
        yield CaseEvent(plan.ended_on, EventKind.ENDED, name, reason, by_id=by, at=at)


def _version_events(
    version: PlanVersion, course_of: CourseOf, goal_before: str
) -> Iterator[CaseEvent]:
    name = _("Fassung %(number)s") % {"number": version.number}
    if version.offered_at:
        until = version.think_until_on
        detail = _("Bedenkzeit bis %(day)s") % {"day": spoken.day(until)} if until else ""
        by, at = version.offered_by_id, version.offered_at
        yield _of(version, day_of(at), EventKind.OFFERED, name, detail, by, at)
    if version.agreed_on:
        yield _agreement(version, version.agreed_on, course_of, goal_before)
    if version.state == State.WITHDRAWN and version.closed_at:
        reason = version.withdraw_reason_said
        by, at = version.closed_by_id, version.closed_at
        yield _of(version, day_of(at), EventKind.WITHDRAWN, name, reason, by, at)


def _agreement(version: PlanVersion, on: date, course_of: CourseOf, goal_before: str) -> CaseEvent:
    """An agreed version; its words are those of its goal, where this is another than before."""
    goal, name = goal_of(version), _("Fassung %(number)s") % {"number": version.number}
    was_taken_back = version.state not in ONCE_AGREED_STATES
    kind = EventKind.VERSION if was_taken_back else _AGREED[course_of(version)]
    labels = {EventKind.STILL: _("Bleibt so"), EventKind.BACK: _("Ein Schritt zurück")}
    usual = name if goal == goal_before else first_words(goal)
    label = labels.get(kind, usual)
    detail = spoken.day(on) if label == name else f"{name}, {spoken.day(on)}"
    event = _of(version, on, kind, label, detail, version.agreed_by_id, version.agreed_at)
    named = _("abgestimmt, später zurückgezogen") if was_taken_back else ""
    return replace(event, full_text=goal, named=named)


def _of(
    version: PlanVersion,
    on: date,
    kind: EventKind,
    label: str,
    detail: str,
    by: UUID | None,
    at: datetime | None,
) -> CaseEvent:
    return CaseEvent(on, kind, label, detail, version.number, version.pk, by, at=at)


def _outcome_events(entries: Iterable[Entry]) -> Iterator[CaseEvent]:
    """Goals that were reached or not, and what was not done or fits no longer, of both sides."""
    for entry in entries:
        newest = _newest(entry)
        kind = _outcome_kind(entry, newest) if newest else None
        if newest and kind:
            yield CaseEvent(
                newest.happened_on,
                kind,
                first_words(entry.text),
                spoken.day(newest.happened_on),
                version_id=entry.version_id,
                by_id=newest.recorded_by_id,
                full_text=entry.text,
                at=newest.recorded_at,
            )


def _outcome_kind(entry: Entry, newest: EntryOutcome) -> EventKind | None:
    is_goal = entry.kind in _GOALS
    match newest.kind:
        case EntryOutcome.Kind.DONE if is_goal:
            return EventKind.GOAL_REACHED
        case EntryOutcome.Kind.NOT_DONE:
            return EventKind.NOT_REACHED if is_goal else EventKind.NOT_DONE
        case EntryOutcome.Kind.NO_LONGER_FITS:
            return EventKind.NOT_FITTING
    return None


def _newest(entry: Entry) -> EntryOutcome | None:
    outcomes: list[EntryOutcome] = getattr(entry, "known_outcomes", [])
    return outcomes[-1] if outcomes else None


def _answer_events(version: PlanVersion) -> Iterator[CaseEvent]:
    answers: list[Answer] = getattr(version, "known_answers", [])
    for answer in answers:
        if answer.outcome == Answer.Outcome.YES:
            continue
        name = _("Fassung %(number)s") % {"number": version.number}
        words = f"{answer.get_outcome_display()}: {answer.reason}"
        by, at = answer.recorded_by_id, answer.recorded_at
        yield _of(version, day_of(at), EventKind.NOT_AGREED, name, words, by, at)


def _last_ended(plan: Plan) -> PlanVersion | None:
    ended = [version for version in plan.versions.all() if version.state == State.ENDED]
    return ended[-1] if ended else None
