"""Who takes over whose cases, and until when."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import Permission


@transaction.atomic
def arrange(
    *,
    absent: StaffMember,
    substitute: StaffMember,
    begins_on: date,
    ends_on: date,
    by: StaffMember,
    at: datetime,
) -> StandIn:
    """``substitute`` sees and works on the cases of ``absent`` from day to day, both included."""
    by.require(Permission.ARRANGE_STAND_INS)
    if {absent.jobcentre_id, substitute.jobcentre_id} != {by.jobcentre_id}:
        raise NotPermitted(_("Eine Vertretung regeln Sie nur im eigenen Jobcenter."))
    if absent == substitute:
        raise Refused(_("Niemand vertritt sich selbst. Wählen Sie eine andere Person."))
    if ends_on < begins_on:
        raise Refused(_("Das Ende liegt vor dem Beginn. Prüfen Sie beide Tage."))
    stand_in = StandIn.objects.create(
        absent=absent, substitute=substitute, begins_on=begins_on, ends_on=ends_on
    )
    record(
        Change.STAND_IN_ARRANGED,
        jobcentre_id=by.jobcentre_id,
        by=by,
        target=stand_in,
        at=at,
        facts={"begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat()},
    )
    return stand_in
