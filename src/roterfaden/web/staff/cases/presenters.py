"""A case as its page shows it: plan, thread and people in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.plans.history import CaseEvent
from roterfaden.plans.models import CaseStanding, Entry, EntryOutcome, PlanVersion
from roterfaden.plans.rubrics import Line, rubrics
from roterfaden.plans.worklists import STANDING_NAMES, Standing, visible_standings
from roterfaden.recipients.models import Assignment, Case
from roterfaden.web.components.thread import ThreadEvent

RUBRIC_ORDER = (
    "goal",
    "interim_goal",
    "step_jobcentre",
    "step_recipient",
    "step_other",
    "aspect",
)
"""The office's own steps come before the recipient's: fair by form."""

_IN_CHARGE = ("begins_on", "staff__first_name", "staff__last_name", "team__name")
_STANDS = ("is_in_force", "update_due_on", "preparing")


@dataclass(frozen=True)
class PlanLine:
    """One entry with a note beside it; ``tone`` is late, good or empty."""

    text: str
    note: str = ""
    tone: str = ""
    aside: str = ""
    is_quote: bool = False


@dataclass(frozen=True)
class PlanRubric:
    """A rubric that is not empty."""

    code: str
    heading: str
    lines: list[PlanLine]


@dataclass(frozen=True)
class PersonRow:
    """Somebody around the case and what they are to it; ``case`` links to their own."""

    name: str
    part: str
    case: Case | None = None


def plan_rubrics(version: PlanVersion, today: date) -> list[PlanRubric]:
    """The rubrics of a version that say something, the office's steps first."""
    by_code = {rubric.code: rubric for rubric in rubrics(version)}
    return [
        PlanRubric(
            code, by_code[code].heading, [plan_line(one, today) for one in by_code[code].entries]
        )
        for code in RUBRIC_ORDER
        if by_code[code].entries
    ]


def thread_events(events: list[CaseEvent]) -> list[ThreadEvent]:
    """The events as the thread draws them."""
    return [
        ThreadEvent(
            on=event.on,
            kind=event.kind.value,  # type: ignore[arg-type]
            label=event.label,
            detail=event.detail,
            number=event.number,
            language="de" if event.is_quoted else "",
        )
        for event in events
    ]


def with_names(events: Iterable[CaseEvent]) -> list[tuple[CaseEvent, str]]:
    """The events, each with the name of who did it; one query."""
    known = list(events)
    staff = StaffMember.objects.in_bulk({one.by_id for one in known if one.by_id})
    return [(one, str(staff[one.by_id]) if one.by_id else "") for one in known]


def people(
    case: Case, assignment: Assignment | None, staff: StaffMember, today: date
) -> list[PersonRow]:
    """In charge, standing in, team, and the household as far as this person may see it.

    ``assignment`` comes from :func:`in_charge`.
    """
    return [*_in_charge(assignment, today), *_household(case, staff, today)]


def in_charge(case: Case, today: date) -> Assignment | None:
    """The assignment of the day with its people; ``stand_ins`` are who stands in; one query."""
    running = StandIn.objects.in_force_on(today).filter(absent=OuterRef("staff"))
    who = JSONObject(
        id="substitute",
        first_name="substitute__first_name",
        last_name="substitute__last_name",
        ends_on="ends_on",
    )
    held = Assignment.objects.in_force_on(today).filter(case=case)
    stand_ins = ArraySubquery(running.order_by("ends_on", "pk").values_list(who))
    named = held.select_related("staff", "team").only(*_IN_CHARGE)
    return named.annotate(stand_ins=stand_ins).first()


def counsels(assignment: Assignment | None, staff: StaffMember) -> bool:
    """Whether this person is in charge or stands in; ``assignment`` from :func:`in_charge`."""
    if assignment is None:
        return False
    stand_ins = {one["id"] for one in getattr(assignment, "stand_ins", [])}
    return assignment.staff_id == staff.pk or str(staff.pk) in stand_ins


def near_day(day: date, today: date) -> str:
    """A day as short as it stays clear: ``31.08.`` this year, ``31.08.2025`` otherwise."""
    return spoken.day_and_month(day) if day.year == today.year else spoken.day(day)


def due_words(due_on: date | None, today: date) -> str:
    """When the joint update is due: ``überfällig seit 12.11.`` or ``bis Do, 26.11.``."""
    if due_on is None:
        return ""
    if due_on < today:
        return _("überfällig seit %(day)s") % {"day": near_day(due_on, today)}
    if due_on.year != today.year:
        return _("bis %(day)s") % {"day": spoken.day(due_on)}
    return _("bis %(day)s") % {"day": spoken.short_day(due_on)}


def plan_line(line: Line, today: date) -> PlanLine:
    """One entry with a word on where it stands."""
    entry = line.entry
    note, tone = _note(line, today)
    aside = ""
    if entry.kind == Entry.Kind.ASPECT and entry.words_of:
        aside = entry.get_words_of_display()
    elif entry.owner == Entry.Owner.OTHER:
        aside = entry.owner_name
    is_quote = entry.words_of == Entry.WordsOf.RECIPIENT
    return PlanLine(entry.text, note, tone, aside, is_quote)


def _note(line: Line, today: date) -> tuple[str, str]:
    entry, outcome = line.entry, line.outcome
    if outcome and outcome.kind != EntryOutcome.Kind.OPEN and not line.is_overdue(today):
        words = f"{outcome.get_kind_display()}, {near_day(outcome.happened_on, today)}"
        return words, "good" if outcome.kind == EntryOutcome.Kind.DONE else ""
    if entry.due_on and line.is_overdue(today):
        return _("überfällig seit %(day)s") % {"day": near_day(entry.due_on, today)}, "late"
    if entry.due_on:
        return _("offen, bis %(day)s") % {"day": near_day(entry.due_on, today)}, ""
    if entry.rhythm:
        return line.when_words, ""
    return (_("offen, ohne Datum"), "") if entry.kind == Entry.Kind.STEP else ("", "")


def _in_charge(assignment: Assignment | None, today: date) -> Iterator[PersonRow]:
    if assignment is None:
        yield PersonRow(_("Niemand"), _("zuständig: noch offen"))
        return
    if assignment.staff:
        since = _("zuständig seit %(month)s") % {"month": spoken.month(assignment.begins_on)}
        yield PersonRow(str(assignment.staff), since)
        for stand_in in getattr(assignment, "stand_ins", []):
            until = near_day(date.fromisoformat(stand_in["ends_on"]), today)
            name = f"{stand_in['first_name']} {stand_in['last_name']}"
            yield PersonRow(name, _("Vertretung bis %(day)s") % {"day": until})
    if assignment.team:
        part = _("Team") if assignment.staff else _("Team, noch ohne Person")
        yield PersonRow(str(assignment.team), part)


def _household(case: Case, staff: StaffMember, today: date) -> list[PersonRow]:
    """Members whose running case this person may see; of others not even the number shows."""
    if case.recipient.household_id is None:
        return []
    members = (
        visible_standings(staff)
        .open_on(today)
        .filter(case__recipient__household=case.recipient.household_id)
        .exclude(case__recipient=case.recipient_id)
        .select_related("case__recipient")
        .only(*_STANDS, "case__recipient__first_name", "case__recipient__last_name")
        .order_by("sort_key", "pk")
    )
    return [
        PersonRow(
            str(one.case), _("im Haushalt, %(plan)s") % {"plan": _plan_words(one, today)}, one.case
        )
        for one in members
    ]


def _plan_words(standing: CaseStanding, today: date) -> str:
    if standing.is_in_force:
        is_late = standing.update_due_on is not None and standing.update_due_on < today
        return _("Plan überfällig") if is_late else _("Plan gilt")
    return str(STANDING_NAMES[Standing(standing.preparing or Standing.NO_PLAN)])
