"""Where the plan of a case stands: the word for it, and the versions that matter today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.lookups import among
from roterfaden.plans.models import Plan, PlanVersion
from roterfaden.plans.states import OPEN_STATES, State

DUE_WITHIN = timedelta(days=28)
"""So long before the joint update a plan counts as due."""


class Standing(StrEnum):
    """Where the plan of a case stands, as lists sort it."""

    NO_PLAN = "no-plan"
    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in-force"
    DUE = "due"
    OVERDUE = "overdue"
    PROMISE_OVERDUE = "promise-overdue"


STANDING_NAMES: dict[Standing, str | Promise] = {
    Standing.NO_PLAN: _("kein Plan"),
    Standing.DRAFT: _("Entwurf"),
    Standing.OFFERED: _("vorgelegt"),
    Standing.IN_FORCE: _("gilt"),
    Standing.DUE: _("fällig"),
    Standing.OVERDUE: _("überfällig"),
    Standing.PROMISE_OVERDUE: _("unsere Zusage überfällig"),
}


def standing_of(preparing: str, due_on: date | None, today: date, *, is_in_force: bool) -> Standing:
    """The one word for it; work in hand comes before the state of what holds."""
    if preparing:
        return Standing(preparing)
    if not is_in_force:
        return Standing.NO_PLAN
    if due_on is None or due_on > today + DUE_WITHIN:
        return Standing.IN_FORCE
    return Standing.DUE if due_on >= today else Standing.OVERDUE


@dataclass(frozen=True)
class PlanNow:
    """The versions of a case that matter today: the one in force and the one in preparation.

    ``last_number`` is that of the version agreed last, where none is in force. ``person_died`` is
    why the last plan ended.
    """

    today: date
    in_force: PlanVersion | None = None
    preparing: PlanVersion | None = None
    last_number: int = 0
    person_died: bool = False

    @property
    def due_on(self) -> date | None:
        """The latest day for the next joint update."""
        return self.in_force.update_due_on if self.in_force else None

    @property
    def is_overdue(self) -> bool:
        """Whether the joint update should have happened."""
        return self.due_on is not None and self.due_on < self.today

    @property
    def is_due(self) -> bool:
        """Whether the joint update is near or past."""
        return self.due_on is not None and self.due_on <= self.today + DUE_WITHIN

    @property
    def is_answer_due(self) -> bool:
        """Whether the think time of an offer has run out."""
        until = self.preparing.think_until_on if self.preparing else None
        return until is not None and until < self.today

    @property
    def standing(self) -> Standing:
        """The one word for it."""
        state = self.preparing.state if self.preparing else ""
        return standing_of(state, self.due_on, self.today, is_in_force=self.in_force is not None)

    @property
    def standing_name(self) -> str:
        """The same in words."""
        return str(STANDING_NAMES[self.standing])

    @property
    def next_number(self) -> int:
        """The number of the version that is or would be made next."""
        if self.preparing:
            return self.preparing.number
        return (self.in_force.number if self.in_force else self.last_number) + 1


def plans_now(case_ids: Iterable[UUID], today: date) -> dict[UUID, PlanNow]:
    """Where the plan of each of these cases stands; one query."""
    ids = list(case_ids)
    telling = Q(state__in=[State.AGREED, *OPEN_STATES]) | Q(plan__end_reason=Plan.EndReason.DIED)
    current = PlanVersion.objects.filter(telling, among("plan__case", ids)).select_related("plan")
    read = ("number", "state", "update_due_on", "think_until_on", "changed_at", "plan__case")
    in_force: dict[UUID, PlanVersion] = {}
    preparing: dict[UUID, PlanVersion] = {}
    died = set()
    for version in current.only(*read, "plan__end_reason").order_by("number"):
        if version.plan.end_reason:
            died.add(version.plan.case_id)
            continue
        kept = in_force if version.is_in_force else preparing
        kept[version.plan.case_id] = version
    return {
        pk: PlanNow(today, in_force.get(pk), preparing.get(pk), person_died=pk in died)
        for pk in ids
    }
