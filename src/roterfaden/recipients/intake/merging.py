"""What one row changes, worked out in memory; nothing is written here.

A row about a protected person is merged exactly like any other, so that neither its outcome nor
its reject tells anything. What must not be steered through a file is left out for everybody alike
in what is counted: see :mod:`roterfaden.recipients.actions.importing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from roterfaden.organisations.models import StaffMember, Team
from roterfaden.recipients.importing.fields import CaseRow
from roterfaden.recipients.intake.refusal import COLUMN_OF, RowRefused
from roterfaden.recipients.intake.spells import Spell, spell_of
from roterfaden.recipients.intake.stored import Responsible, Stored
from roterfaden.recipients.models import Assignment, Case, Recipient

PERSON_FIELDS = (
    *("kundennummer", "last_name", "first_name", "date_of_birth", "street", "postcode", "city"),
    *("phone", "email", "language", "needs_interpreter", "online_consent"),
)


@dataclass
class Merge:
    """What a row makes of a person: new and changed rows, and the columns that changed.

    ``newly_protected`` are the cases whose protection begins with this row; it is no part of
    ``changed``, because an outcome must not tell whether somebody was protected before.
    """

    row: CaseRow
    person: Recipient
    case: Case
    person_is_new: bool = False
    case_is_new: bool = False
    changed: set[str] = field(default_factory=set)
    changed_cases: list[Case] = field(default_factory=list)
    new_assignments: list[Assignment] = field(default_factory=list)
    changed_assignments: list[Assignment] = field(default_factory=list)
    newly_protected: list[Case] = field(default_factory=list)
    newly_named: list[tuple[Case, UUID]] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """``created``, ``updated`` or ``unchanged``."""
        if self.case_is_new:
            return "created"
        return "updated" if self.changed else "unchanged"

    @property
    def writes_something(self) -> bool:
        """Whether there is anything to store; more than ``outcome`` tells."""
        return bool(self.case_is_new or self.changed or self.newly_protected)

    @property
    def changed_columns(self) -> list[str]:
        """The names in the file of what changed."""
        return sorted(COLUMN_OF[name] for name in self.changed)


def merge(row: CaseRow, stored: Stored, responsible: Responsible, today: date) -> Merge:
    """Work out what ``row`` changes; raises :class:`RowRefused` before anything is changed."""
    counsellor, team = responsible.counsellor(row), responsible.team(row)
    if row.is_protected and not (counsellor and _works_on(counsellor, today)):
        raise RowRefused("is_protected", _PROTECTED_WITHOUT_COUNSELLOR)
    person = stored.people.get(row.kundennummer)
    cases = stored.cases[person.pk] if person else []
    spell = spell_of(row, cases, today)

    merged = _with_person(row, stored, person, spell)
    _put_household(merged, stored)
    before = _put_case(merged, spell)
    assignments = stored.assignments[merged.case.pk]
    _follow_case(merged, assignments, before)
    _put_in_charge(merged, assignments, counsellor, team, today)
    _protect(merged, stored, cases, counsellor)
    return merged


_PROTECTED_WITHOUT_COUNSELLOR = (
    "verlangt eine Fachkraft, die hier arbeitet und den Fall sehen darf. Bitte nennen Sie sie in "
    "fachkraft."
)


def _works_on(staff: StaffMember, day: date) -> bool:
    """Behind somebody who has left, a protected case would be there for nobody."""
    has_begun = staff.active_from_on is None or staff.active_from_on <= day
    return has_begun and (staff.active_until_on is None or staff.active_until_on >= day)


def _with_person(row: CaseRow, stored: Stored, person: Recipient | None, spell: Spell) -> Merge:
    is_new = person is None
    person = person or Recipient(jobcentre=stored.jobcentre)
    case = spell.case or Case(jobcentre=stored.jobcentre, recipient=person)
    merged = Merge(row, person, case, person_is_new=is_new, case_is_new=spell.case is None)
    for name in PERSON_FIELDS:
        value = getattr(row, name)
        if is_new or (name in row.stated and getattr(person, name) != value):
            setattr(person, name, value)
            merged.changed.add(name)
    if is_new or merged.changed & {"last_name", "first_name"}:
        person.set_keys()
    return merged


def _put_household(merged: Merge, stored: Stored) -> None:
    if "bg_nummer" not in merged.row.stated:
        return
    household = stored.household(merged.row.bg_nummer)
    if merged.person.household_id != (household.pk if household else None):
        merged.person.household = household
        merged.changed.add("bg_nummer")


def _put_case(merged: Merge, spell: Spell) -> Spell:
    """Give the case its days; returns the days it had before."""
    case = merged.case
    if merged.case_is_new:
        case.begins_on, case.ends_on = spell.begins_on, spell.ends_on
        return spell
    before = Spell(case, case.begins_on, case.ends_on)
    for name in ("begins_on", "ends_on"):
        if getattr(before, name) != getattr(spell, name):
            setattr(case, name, getattr(spell, name))
            merged.changed.add(name)
    if merged.changed & {"begins_on", "ends_on"}:
        merged.changed_cases.append(case)
    return before


def _follow_case(merged: Merge, assignments: list[Assignment], before: Spell) -> None:
    """Who was in charge from the beginning or to the end of the case, stays so on its new days."""
    if not assignments:
        return
    first, last, case = assignments[0], assignments[-1], merged.case
    if first.begins_on == before.begins_on != case.begins_on:
        first.begins_on = case.begins_on
        _note(merged, first)
    ends_with_case = last.ends_on is None or last.ends_on == before.ends_on
    if ends_with_case and before.ends_on != case.ends_on:
        last.ends_on = max(case.ends_on, last.begins_on) if case.ends_on else None
        _note(merged, last)


def _note(merged: Merge, assignment: Assignment) -> None:
    if all(assignment is not other for other in merged.changed_assignments):
        merged.changed_assignments.append(assignment)


def _put_in_charge(
    merged: Merge,
    assignments: list[Assignment],
    counsellor: StaffMember | None,
    team: Team | None,
    today: date,
) -> None:
    """Put in charge whom the row names, from today or from the beginning of the case.

    A case that is over keeps whom it had.
    """
    case = merged.case
    if counsellor is None and team is None:
        return
    if assignments and case.ends_on and case.ends_on < today:
        return
    day = max(today, case.begins_on) if assignments else case.begins_on
    running = next((one for one in assignments if _runs_on(one, day)), None)
    last = running or (assignments[-1] if assignments else Assignment())
    staff_id = counsellor.pk if counsellor else last.staff_id
    team_id = team.pk if team else last.team_id
    if running and (staff_id, team_id) == (running.staff_id, running.team_id):
        return
    merged.changed |= {name for name in ("counsellor", "team") if getattr(merged.row, name)}
    if running and running.begins_on == day:
        running.staff_id, running.team_id = staff_id, team_id
        _note(merged, running)
        return
    if running:
        running.ends_on = day - timedelta(days=1)
        _note(merged, running)
    ends_on = _day_before_next(assignments, day) or case.ends_on
    merged.new_assignments.append(
        Assignment(case=case, staff_id=staff_id, team_id=team_id, begins_on=day, ends_on=ends_on)
    )


def _day_before_next(assignments: Iterable[Assignment], day: date) -> date | None:
    later = [one.begins_on for one in assignments if one.begins_on > day]
    return min(later) - timedelta(days=1) if later else None


def _runs_on(assignment: Assignment, day: date) -> bool:
    return assignment.begins_on <= day and (assignment.ends_on is None or assignment.ends_on >= day)


def _protect(
    merged: Merge, stored: Stored, cases: Iterable[Case], counsellor: StaffMember | None
) -> None:
    """Protection is the person's: a new case takes it over with those named for the others."""
    others = [case for case in cases if case is not merged.case]
    names = set().union(*(stored.named[case.pk] for case in others if case.is_protected))
    if any(case.is_protected for case in others) and merged.case_is_new:
        _hide(merged, merged.case, names)
    elif merged.row.is_protected and counsellor and not merged.case.is_protected:
        for case in {merged.case.pk: merged.case, **{one.pk: one for one in others}}.values():
            _hide(merged, case, {counsellor.pk})


def _hide(merged: Merge, case: Case, names: set[UUID]) -> None:
    case.is_protected = True
    merged.newly_protected.append(case)
    merged.newly_named += [(case, staff_id) for staff_id in names]
    is_new = case is merged.case and merged.case_is_new
    if not is_new and all(case is not one for one in merged.changed_cases):
        merged.changed_cases.append(case)
