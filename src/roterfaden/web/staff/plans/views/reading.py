"""A version to read: offered, in force, or closed; and its answers and outcomes."""

from django.http import HttpResponse
from django.shortcuts import render

from roterfaden.core import clock
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.policies import (
    can_end,
    can_plan,
    check_can_bring_back,
    check_runs,
    why_not,
)
from roterfaden.plans.review import ORDER
from roterfaden.plans.rubrics import Rubric, rubrics
from roterfaden.plans.states import State
from roterfaden.web.components.access import StaffRequest


def reading_page(request: StaffRequest, version: PlanVersion) -> HttpResponse:
    """The rubrics with what became of them, the other versions, and what can be done next."""
    shown = rubrics(version)
    may_plan = can_plan(request.staff)
    versions = list(version.plan.versions.all())
    context = {
        "plan_version": version,
        "case": version.plan.case,
        "rubrics": [rubric for rubric in shown if rubric.entries],
        "review": _review(shown) if version.is_in_force and may_plan else [],
        "outcomes": EntryOutcome.Kind.choices,
        "waiting": set(),
        "page": "",
        "versions": versions,
        "in_preparation": next((v for v in versions if v.state in {"draft", "offered"}), None),
        "answers": version.answers.prefetch_related("wishes"),
        "may_plan": may_plan,
        "may_end": version.is_in_force or _was_the_last(version, versions),
        "has_ended": bool(why_not(check_runs, version.plan.case, clock.today())),
        "is_offered": version.state == State.OFFERED,
        "today": clock.today(),
        "can_bring_back": may_plan and not why_not(check_can_bring_back, version, clock.today()),
    }
    return render(request, "plans/reading.html", context)


def _was_the_last(version: PlanVersion, versions: list[PlanVersion]) -> bool:
    """A withdrawn version that left a running plan without one in force."""
    none_in_force = not any(other.is_in_force for other in versions)
    return version.state == State.WITHDRAWN and none_in_force and can_end(version.plan)


def _review(shown: list[Rubric]) -> list[Rubric]:
    by_code = {rubric.code: rubric for rubric in shown}
    return [by_code[code] for code in ORDER if by_code[code].entries]
