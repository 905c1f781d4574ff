"""Loading what a page is about; what a person may not see does not exist for them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, PlanVersion, SupportOffer
from roterfaden.plans.policies import people_who_may_be_involved
from roterfaden.recipients.models import Recipient
from roterfaden.web.components.access import StaffRequest


def version_or_404(request: StaffRequest, version_id: UUID) -> PlanVersion:
    """The version with plan, case, recipient and office."""
    versions = PlanVersion.objects.visible_to(request.staff).select_related(
        "plan__case__recipient", "plan__case__jobcentre", "started_by"
    )
    return get_object_or_404(versions, pk=version_id)


def entry_or_404(version: PlanVersion, entry_id: UUID) -> Entry:
    """An entry of this version, with the version as it is loaded already."""
    entries = version.entries.select_related("text_block")
    entry: Entry = get_object_or_404(entries, pk=entry_id)
    entry.version = version
    return entry


def people_of(version: PlanVersion, staff: StaffMember) -> list[Recipient]:
    """Who of the household may be named; asks the database only where there is a household."""
    case = version.plan.case
    if case.recipient.household_id is None:
        return []
    return list(people_who_may_be_involved(case, staff))


def offers_of(version: PlanVersion, rubric: str) -> list[SupportOffer]:
    """What the office offers, to be chosen at its own steps; asks the database only for those."""
    if rubric != "step_jobcentre":
        return []
    return list(SupportOffer.objects.of(version.plan.case.jobcentre))
