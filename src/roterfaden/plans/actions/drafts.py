"""Starting a draft: the first one of a case, or the next version of a plan."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.carrying import carried
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.outcomes import counting
from roterfaden.plans.policies import check_may_plan, check_runs
from roterfaden.recipients.models import Case


@transaction.atomic
def start(
    *, case: Case, by: StaffMember, at: datetime, keeping: Collection[UUID] = ()
) -> PlanVersion:
    """A new draft; it carries over what is open in the version in force, with its new days.

    ``keeping`` names entries that are carried over just as they were, also where they are done or
    no longer fit.
    Raises :class:`StateRefused` when a draft or an offer exists already, or the case has ended.
    """
    check_may_plan(by, case)
    plan = _open_plan(case, by, at)
    if plan.versions.in_preparation().exists():
        raise StateRefused(
            _("Zu diesem Plan gibt es schon einen Entwurf. Arbeiten Sie dort weiter.")
        )
    previous = plan.versions.once_agreed().order_by("-number").first()
    version = PlanVersion.objects.create(
        plan=plan,
        number=(previous.number if previous else 0) + 1,
        previous=previous,
        started_at=at,
        started_by=by,
        changed_at=at,
    )
    carried = _carry_over(previous, version, keeping) if previous else 0
    record(
        Change.DRAFT_STARTED,
        jobcentre_id=case.jobcentre_id,
        by=by,
        target=version,
        at=at,
        facts={"case": str(case.pk), "number": version.number, "carried": carried},
    )
    return version


def _open_plan(case: Case, by: StaffMember, at: datetime) -> Plan:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    check_runs(case, clock.day_of(at))
    plans = Plan.objects.select_for_update(of=("self",))
    plan = plans.filter(case=case, ended_on__isnull=True).first()
    if plan is None:
        plan = Plan.objects.create(case=case)
        record(
            Change.PLAN_STARTED,
            jobcentre_id=case.jobcentre_id,
            by=by,
            target=plan,
            at=at,
            facts={"case": str(case.pk)},
        )
    return plan


def _carry_over(previous: PlanVersion, version: PlanVersion, keeping: Collection[UUID]) -> int:
    recorded = EntryOutcome.objects.filter(entry__version=previous).order_by("recorded_at")
    said = counting(recorded)
    copies = []
    for entry in previous.entries.present():
        outcome = None if entry.pk in keeping else said.get(entry.pk)
        content = carried(entry, outcome)
        if content is not None:
            copies.append(continuation(entry, version, content))
    return len(Entry.objects.bulk_create(copies))


def continuation(entry: Entry, version: PlanVersion, content: EntryContent) -> Entry:
    """A line of the draft ``version``, not yet stored, that continues an agreed one."""
    return Entry(version=version, continues=entry, position=entry.position, **asdict(content))
