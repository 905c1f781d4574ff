"""The rows of a list of cases; two queries more, however long the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roterfaden.plans.worklists import PlanNow, plans_now
from roterfaden.recipients.models import Assignment, Case
from roterfaden.web.staff.cases.presenters import due_words


@dataclass(frozen=True)
class CaseRow:
    """One case with its plan and who is in charge."""

    case: Case
    plan: PlanNow
    in_charge: str

    @property
    def due_words(self) -> str:
        """When the joint update is due."""
        return due_words(self.plan)


def case_rows(cases: Sequence[Case], today: date) -> list[CaseRow]:
    """The cases, loaded with their recipients, as rows."""
    ids = [case.pk for case in cases]
    now = plans_now(ids, today)
    held = Assignment.objects.in_force_on(today).filter(case__in=ids)
    in_charge = {one.case_id: one for one in held.select_related("staff", "team")}
    return [CaseRow(case, now[case.pk], _name(in_charge.get(case.pk))) for case in cases]


def _name(assignment: Assignment | None) -> str:
    return str(assignment.staff or assignment.team) if assignment else ""
