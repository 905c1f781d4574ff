"""When a plan is due: the dated law asked for one version."""

from collections.abc import Collection
from datetime import date, timedelta

from roterfaden.core.errors import Refused
from roterfaden.law.errors import LawError
from roterfaden.law.rules.plan_update import PlanUpdateDue, plan_update_due
from roterfaden.organisations.closing_days import closed_days
from roterfaden.organisations.models import Jobcentre
from roterfaden.plans.models import PlanVersion

_A_YEAR = timedelta(days=366)
"""Longer than any term between two updates."""


def next_update(agreed_on: date, jobcentre: Jobcentre) -> PlanUpdateDue:
    """The latest day of the next joint update (§ 15 Abs. 3 SGB II), for this office's place.

    The reminder comes before days on which the office is closed; the term knows none of them.

    Raises :class:`Refused` with the law's words where it has no answer, such as a day before
    there was a cooperation plan.
    """
    try:
        return plan_update_due(
            agreed_on=agreed_on,
            land=jobcentre.land,
            municipality=jobcentre.municipality or None,
            closed=closed_days(jobcentre, agreed_on, agreed_on + _A_YEAR),
        )
    except LawError as refusal:
        raise Refused(refusal.message) from refusal


def usual_think_time(offered_on: date) -> date:
    """The day that is proposed for thinking a plan over: a week later; the counsellor decides."""
    return offered_on + timedelta(weeks=1)


def reminders_on(jobcentre: Jobcentre, days: Collection[date]) -> int:
    """How many plans in force remind on one of these days; protected cases are counted nowhere.

    What is agreed never changes, nor does its reminder: the number is for somebody who closes the
    office and wants to know.
    """
    remind = PlanVersion.objects.in_force().filter(remind_on__in=days)
    return remind.filter(plan__case__jobcentre=jobcentre, plan__case__is_protected=False).count()
