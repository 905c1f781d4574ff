"""The one main action of a case: what to do with its plan next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.policies import can_plan, check_can_confirm, why_not
from roterfaden.plans.states import State
from roterfaden.plans.worklists import PlanNow
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class NextStep:
    """A button: its words, where it leads, and whether it changes something."""

    label: str
    url: str
    changes: bool = False


def next_step(case: Case, plan: PlanNow, staff: StaffMember) -> NextStep | None:
    """What this person does next with the plan of a case; None where nothing is to be done."""
    if not can_plan(staff) or (case.ends_on and case.ends_on < plan.today):
        return None
    if plan.preparing is None:
        label = _("Neue Fassung beginnen") if plan.in_force else _("Plan beginnen")
        return NextStep(label, reverse("plans:start", args=[case.pk]), changes=True)
    if plan.preparing.state == State.OFFERED:
        return NextStep(_("Antwort festhalten"), reverse("plans:answer", args=[plan.preparing.pk]))
    url = reverse("plans:version", args=[plan.preparing.pk])
    return NextStep(_("Entwurf weiterschreiben"), url)


def may_stay_at_once(plan: PlanNow, staff: StaffMember) -> bool:
    """Whether "Bleibt so" needs no more than one action: both sides were looked back on already."""
    if plan.in_force is None or not can_plan(staff):
        return False
    return not why_not(check_can_confirm, plan.in_force, plan.today)
