"""After a goal was reached: the next one, straight into the new draft."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import check_can_look_back, check_may_plan
from roterfaden.plans.review import GOAL_KINDS


@transaction.atomic
def add_next_goal(
    *, reached: Entry, text: str, by: StaffMember, at: datetime, key: UUID | None = None
) -> Entry:
    """A new goal of the same kind in the draft after this version, which begins with it.

    ``key`` makes repeating harmless, as for :func:`roterfaden.plans.actions.entries.add`.
    """
    version = reached.version
    check_may_plan(by, version.plan.case)
    check_can_look_back(version)
    if reached.kind not in GOAL_KINDS:
        raise StateRefused(_("Auf einen Schritt folgt kein Ziel. Schreiben Sie es in den Entwurf."))
    draft = _draft(version) or drafts.start(case=version.plan.case, by=by, at=at)
    content = EntryContent(kind=reached.kind, text=text)
    return entries.add(version=draft, content=content, by=by, at=at, key=key)


def _draft(version: PlanVersion) -> PlanVersion | None:
    return version.plan.versions.in_preparation().first()
