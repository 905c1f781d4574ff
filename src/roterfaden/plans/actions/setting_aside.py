"""Setting an old plan aside whole, after somebody else took the case over.

The agreed version itself never changes: everything in it that is open "no longer fits", for one
reason, in one step, and the next draft begins empty. One step takes all of it back.
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.answers import locked
from roterfaden.plans.actions.outcomes import Said, Telling, keep_outcomes
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.outcomes import counting
from roterfaden.plans.policies import check_can_set_aside


@transaction.atomic
def set_aside(
    *, version: PlanVersion, reason: str, by: StaffMember, at: datetime
) -> list[EntryOutcome]:
    """All open entries "no longer fit" for this reason; empty where nothing was open any more.

    :func:`~roterfaden.plans.actions.undoing.take_back_outcome` of any of them takes back all.
    """
    version = locked(version.pk, by)
    check_can_set_aside(version, clock.day_of(at))
    if not reason.strip():
        raise Refused(_("Schreiben Sie in einem Satz, warum der Plan zur Seite gelegt wird."))
    said = Said(EntryOutcome.Kind.NO_LONGER_FITS, reason.strip())
    recorded = EntryOutcome.objects.filter(entry__version=version).order_by("recorded_at")
    known = counting(recorded)
    tellings = [
        Telling(entry, said, known.get(entry.pk))
        for entry in version.entries.present()
        if entry.pk not in known or not known[entry.pk].is_settled
    ]
    kept = keep_outcomes(version, tellings, by=by, at=at, together=uuid4())
    record(
        Change.PLAN_SET_ASIDE,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=version,
        at=at,
        facts={"case": str(version.plan.case_id), "entries": len(kept)},
    )
    return kept
