"""When a plan is due: the dated law asked for one version."""

from datetime import date

from roterfaden.law.rules.plan_update import PlanUpdateDue, plan_update_due
from roterfaden.organisations.models import Jobcentre


def next_update(agreed_on: date, jobcentre: Jobcentre) -> PlanUpdateDue:
    """The latest day of the next joint update (§ 15 Abs. 3 SGB II), for this office's place."""
    return plan_update_due(
        agreed_on=agreed_on,
        land=jobcentre.land,
        municipality=jobcentre.municipality or None,
    )
