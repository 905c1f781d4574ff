"""What a hand-over does to assignments, many at a time, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import ngettext

from roterfaden.audit.events import Change
from roterfaden.audit.log import Entry, record_many
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Assignment, Case, HandedCase, HandOver, ProtectedAccess

Outcome = HandedCase.Outcome


def move(
    hand_over: HandOver, handed: Sequence[HandedCase], *, by: StaffMember, at: datetime
) -> int:
    """Give these cases to their goals, notes what was before; the number that moved.

    Part of the running transaction. A case that ``by`` no longer sees is left as if it were not
    there.
    """
    begins_on = hand_over.begins_on
    assert begins_on is not None  # noqa: S101  set when it is carried out
    cases = _locked_cases(handed, by)
    held = _held_from(cases, begins_on)
    moved = []
    for one in handed:
        if case := cases.get(one.case_id):
            one.outcome = _outcome(one, case, held[case.pk], begins_on)
            one.former_staff_id = _staff_on(held[case.pk], begins_on)
            moved += [one] if one.outcome == Outcome.MOVED else []
    _make_room(moved, held, begins_on)
    _assign(moved, cases, begins_on)
    named = _name(moved, cases, by)
    fields = ["outcome", "former_staff", "former", "assignment", "newly_named"]
    HandedCase.objects.bulk_update(handed, fields)
    _record(hand_over, moved, cases, named, by, at)
    return len(moved)


def put_back(
    hand_over: HandOver, moved: Sequence[HandedCase], *, by: StaffMember, at: datetime
) -> None:
    """Restore the assignments as they were; raises :class:`StateRefused` if any has changed."""
    begins_on = hand_over.begins_on
    assert begins_on is not None  # noqa: S101  set when it was carried out
    cases = _locked_cases(moved, by)
    held = _held_from(cases, begins_on - timedelta(days=1))
    if changed := [one for one in moved if not _is_as_left(one, held[one.case_id], begins_on)]:
        raise StateRefused(
            ngettext(
                "Seit der Übergabe hat sich in einem Fall die Zuständigkeit geändert. "
                "Weisen Sie die Fälle einzeln zu.",
                "Seit der Übergabe hat sich in %(count)s Fällen die Zuständigkeit geändert. "
                "Weisen Sie die Fälle einzeln zu.",
                len(changed),
            )
            % {"count": len(changed)}
        )
    Assignment.objects.filter(pk__in=[one.assignment for one in moved]).delete()
    _restore([row for one in moved for row in one.former], moved)
    for one in moved:
        if one.newly_named:
            ProtectedAccess.objects.filter(case=one.case_id, staff=one.staff_id).delete()
    facts = {"hand_over": str(hand_over.pk), "undone": True}
    entries = [Entry(Change.CASE_ASSIGNED, cases[one.case_id], facts) for one in moved]
    record_many(entries, jobcentre_id=hand_over.jobcentre_id, by=by, at=at)


def _locked_cases(handed: Sequence[HandedCase], by: StaffMember) -> dict[UUID, Case]:
    visible = Case.objects.visible_to(by).filter(pk__in=[one.case_id for one in handed])
    locked = visible.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return {case.pk: case for case in locked}


def _held_from(cases: Mapping[UUID, Case], day: date) -> dict[UUID, list[Assignment]]:
    """What runs on this day or later, in order of time."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    found = Assignment.objects.filter(lasting, case__in=list(cases)).order_by("case", "begins_on")
    held: dict[UUID, list[Assignment]] = {pk: [] for pk in cases}
    for assignment in found:
        held[assignment.case_id].append(assignment)
    return held


def _outcome(
    one: HandedCase, case: Case, held: Sequence[Assignment], begins_on: date
) -> HandedCase.Outcome:
    if begins_on < case.begins_on or (case.ends_on and begins_on > case.ends_on):
        return Outcome.NOT_RUNNING
    if one.staff_id is None and case.is_protected:
        return Outcome.NEEDS_PERSON
    last = held[-1] if held else None
    if last and last.begins_on <= begins_on and last.ends_on == case.ends_on:
        same = (last.staff_id, last.team_id) == (one.staff_id, one.team_id)
        return Outcome.UNCHANGED if same else Outcome.MOVED
    return Outcome.MOVED


def _staff_on(held: Sequence[Assignment], day: date) -> UUID | None:
    running = (one for one in held if one.begins_on <= day)
    return next((one.staff_id for one in running), None)


def _make_room(
    moved: Sequence[HandedCase], held: Mapping[UUID, Sequence[Assignment]], begins_on: date
) -> None:
    """What runs ends the day before; what would begin later falls away; both are noted."""
    touched = [one for handed in moved for one in held[handed.case_id]]
    for handed in moved:
        handed.former = [_as_data(one) for one in held[handed.case_id]]
    later = [one.pk for one in touched if one.begins_on >= begins_on]
    running = [one.pk for one in touched if one.begins_on < begins_on]
    Assignment.objects.filter(pk__in=later).delete()
    Assignment.objects.filter(pk__in=running).update(ends_on=begins_on - timedelta(days=1))


def _assign(moved: Sequence[HandedCase], cases: Mapping[UUID, Case], begins_on: date) -> None:
    made = []
    for one in moved:
        case = cases[one.case_id]
        assignment = Assignment(
            case=case,
            staff_id=one.staff_id,
            team_id=one.team_id,
            begins_on=begins_on,
            ends_on=case.ends_on,
        )
        one.assignment = assignment.pk
        made.append(assignment)
    Assignment.objects.bulk_create(made)


def _name(
    moved: Sequence[HandedCase], cases: Mapping[UUID, Case], by: StaffMember
) -> list[HandedCase]:
    """Whoever takes a protected case is named for it; those who were not before."""
    protected = [one for one in moved if cases[one.case_id].is_protected]
    known = set(
        ProtectedAccess.objects.filter(case__in=[one.case_id for one in protected]).values_list(
            "case", "staff"
        )
    )
    new = [one for one in protected if (one.case_id, one.staff_id) not in known]
    if new:
        by.require(Permission.NAME_FOR_PROTECTED)
    for one in new:
        one.newly_named = True
    ProtectedAccess.objects.bulk_create(
        [ProtectedAccess(case_id=one.case_id, staff=one.staff) for one in new if one.staff]
    )
    return new


def _record(
    hand_over: HandOver,
    moved: Sequence[HandedCase],
    cases: Mapping[UUID, Case],
    named: Iterable[HandedCase],
    by: StaffMember,
    at: datetime,
) -> None:
    facts = {"begins_on": f"{hand_over.begins_on}", "hand_over": str(hand_over.pk)}
    entries = [Entry(Change.CASE_ASSIGNED, cases[one.case_id], facts) for one in moved]
    entries += [
        Entry(
            Change.PROTECTED_ACCESS_GIVEN,
            cases[one.case_id],
            {"staff": str(one.staff_id), "hand_over": str(hand_over.pk)},
        )
        for one in named
    ]
    record_many(entries, jobcentre_id=hand_over.jobcentre_id, by=by, at=at)


def _is_as_left(one: HandedCase, held: Sequence[Assignment], begins_on: date) -> bool:
    """Whether the case is assigned exactly as the hand-over left it."""
    the_day_before = str(begins_on - timedelta(days=1))
    expected = [
        {**row, "ends_on": the_day_before}
        for row in one.former
        if date.fromisoformat(row["begins_on"]) < begins_on
    ]
    found = {row["id"]: row for row in map(_as_data, held)}
    new = found.pop(str(one.assignment), None)
    if new is None or list(found.values()) != expected:
        return False
    end = one.former[-1]["ends_on"] if one.former else new["ends_on"]
    made = (_text(one.staff_id), _text(one.team_id), str(begins_on), end)
    return made == (new["staff"], new["team"], new["begins_on"], new["ends_on"])


def _restore(former: Sequence[Mapping[str, Any]], moved: Sequence[HandedCase]) -> None:
    case_of = {row["id"]: one.case_id for one in moved for row in one.former}
    still_there = set(
        map(str, Assignment.objects.filter(pk__in=list(case_of)).values_list("pk", flat=True))
    )
    kept = [_from_data(row, case_of[row["id"]]) for row in former if row["id"] in still_there]
    gone = [_from_data(row, case_of[row["id"]]) for row in former if row["id"] not in still_there]
    Assignment.objects.bulk_update(kept, ["ends_on"])
    Assignment.objects.bulk_create(gone)


def _as_data(one: Assignment) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "staff": _text(one.staff_id),
        "team": _text(one.team_id),
        "begins_on": str(one.begins_on),
        "ends_on": str(one.ends_on) if one.ends_on else None,
    }


def _from_data(row: Mapping[str, Any], case_id: UUID) -> Assignment:
    return Assignment(
        pk=UUID(row["id"]),
        case_id=case_id,
        staff_id=row["staff"],
        team_id=row["team"],
        begins_on=date.fromisoformat(row["begins_on"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
    )


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None
