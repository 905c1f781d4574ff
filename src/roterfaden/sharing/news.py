"""Telling open pages, on both sides, that something was said in a shared view."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Sum

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.notices import announce
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing.models import SharedView


def topic_of(version_id: UUID) -> str:
    """The topic of what is said beside a version, for web.events."""
    return f"sharing/{version_id}"


def revision_of(version_id: UUID) -> int:
    """How often something was said or changed beside a version; only grows. One query."""
    views = SharedView.objects.filter(version=version_id)
    total: int | None = views.aggregate(total=Sum("revision"))["total"]
    return total or 0


def touched(
    version: PlanVersion,
    change: Change,
    target: SharedView | PlanVersion,
    *,
    by: StaffMember | None,
    at: datetime,
    **facts: object,
) -> None:
    """Count the change at the newest view, announce it, and log it."""
    newest = SharedView.objects.filter(version=version).order_by("-started_at", "-id")[:1]
    SharedView.objects.filter(pk__in=newest.values("pk")).update(revision=F("revision") + 1)
    announce(topic_of(version.pk), revision_of(version.pk))
    jobcentre_id = version.plan.case.jobcentre_id
    record(change, jobcentre_id=jobcentre_id, by=by, target=target, at=at, facts=facts)
