"""Deadlines of procedures and joint updates of plans in one list, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from roterfaden.deadlines.models import OpenDeadline
from roterfaden.obligations.policies import led_by, read_by
from roterfaden.organisations.models import StaffMember
from roterfaden.plans import worklists
from roterfaden.plans.models import CaseStanding
from roterfaden.recipients.models import Case

AHEAD = timedelta(weeks=8)
"""How far ahead joint updates are listed; each plan has one, and most are months away."""


_PERSON = "procedure__case__recipient"
_SHOWN = ("code", "binds", "due_on", f"{_PERSON}__first_name", f"{_PERSON}__last_name")


@dataclass(frozen=True)
class Row:
    """One day until which something is open; ``procedure_id`` is None for a joint update."""

    on: date
    name: str
    case: Case
    binds_office: bool
    uid: str
    procedure_id: UUID | None = None
    remind_on: date | None = None

    def is_over(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.on < today

    @property
    def key(self) -> tuple[date, str, str]:
        """The order of lists."""
        return (self.on, self.case.recipient.sort_key, self.name)


def rows(staff: StaffMember, today: date, *, all_readable: bool = False) -> list[Row]:
    """What is open in the own and the stood-in cases; ``all_readable`` for who leads a team.

    Four queries, however many there are.
    """
    cases = read_by(staff, today) if all_readable else led_by(staff, today)
    found = [_of_procedure(one) for one in OpenDeadline.objects.of_cases(cases)]
    found += _updates(staff, today, all_readable=all_readable)
    return sorted(found, key=lambda row: row.key)


def to_remind_of(staff: StaffMember, today: date, *, limit: int) -> list[OpenDeadline]:
    """The nearest deadlines of procedures whose reminder has come; one query."""
    found = OpenDeadline.objects.of_cases(led_by(staff, today)).to_remind_of(today)
    return list(found.only(*_SHOWN)[:limit])


def between(found: Iterable[Row], first: date, last: date) -> dict[date, list[Row]]:
    """The rows of some days, by day."""
    by_day: dict[date, list[Row]] = {}
    for row in found:
        if first <= row.on <= last:
            by_day.setdefault(row.on, []).append(row)
    return by_day


def _of_procedure(one: OpenDeadline) -> Row:
    return Row(
        on=one.due_on,
        name=str(one.get_code_display()),
        case=one.procedure.case,
        binds_office=one.binds_office,
        uid=f"{one.procedure_id}-{one.code}",
        procedure_id=one.procedure_id,
        remind_on=one.remind_on,
    )


def _updates(staff: StaffMember, today: date, *, all_readable: bool) -> list[Row]:
    standings = worklists.visible_standings(staff).open_on(today)
    if not all_readable:
        standings = standings.assigned_to(staff, today) | standings.stood_in_by(staff, today)
    due = standings.filter(is_in_force=True, update_due_on__lte=today + AHEAD)
    return [_update(one) for one in due.select_related("case__recipient").order_by()]


def _update(one: CaseStanding) -> Row:
    on = one.update_due_on or one.begins_on
    name = _("Plan gemeinsam aktualisieren")
    return Row(on=on, name=name, case=one.case, binds_office=True, uid=f"{one.pk}-update")
