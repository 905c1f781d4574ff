"""The one main action of a case: what to do with its plan next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.policies import can_plan
from roterfaden.plans.review import review
from roterfaden.plans.states import State
from roterfaden.plans.worklists import PlanNow
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class NextStep:
    """A button: its words, where it leads, and whether it changes something."""

    label: str
    url: str
    changes: bool = False
    looks_back: bool = False


def next_step(case: Case, plan: PlanNow, staff: StaffMember) -> NextStep | None:
    """What this person does next with the plan of a case; None where nothing is to be done.

    A plan that holds is looked back on first; the new version begins from there.
    """
    has_ended = case.ends_on is not None and case.ends_on < plan.today
    if not can_plan(staff) or has_ended or plan.person_died:
        return None
    if plan.preparing is None:
        if plan.in_force is None:
            start = reverse("plans:start", args=[case.pk])
            return NextStep(_("Plan beginnen"), start, changes=True)
        back = reverse("plans:review", args=[plan.in_force.pk])
        return NextStep(_("Gemeinsam zurückblicken"), back, looks_back=True)
    if plan.preparing.state == State.OFFERED:
        return NextStep(_("Antwort festhalten"), reverse("plans:answer", args=[plan.preparing.pk]))
    url = reverse("plans:version", args=[plan.preparing.pk])
    return NextStep(_("Entwurf weiterschreiben"), url)


def may_stay_at_once(case: Case, plan: PlanNow, staff: StaffMember) -> bool:
    """Whether "Bleibt so" needs no more than one action: all was looked back on, nothing changes.

    Asks the database nothing that the page did not ask; the action checks again.
    """
    has_ended = case.ends_on is not None and case.ends_on < plan.today
    if plan.in_force is None or plan.preparing is not None or has_ended or not can_plan(staff):
        return False
    looked_back = review(plan.in_force, plan.today)
    return not (looked_back.lacking or looked_back.moved or looked_back.settled)
