"""Where each case stands: one narrow row a case, from which every list is read.

Nobody writes it but the database: triggers on cases, people, versions and outcomes renew the row of
each case that changed, in the same statement. No column depends on the day: what is due or late
follows from comparing a stored day with today.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember, StandIn
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models.shared import PLAN_LAW
from roterfaden.recipients.models import Assignment, Case, ProtectedAccess


class CaseStandingQuerySet(models.QuerySet["CaseStanding"]):
    """Standings as people ask for them; the same adjectives as for cases."""

    def visible_to(self, staff: StaffMember) -> CaseStandingQuerySet:
        """Of the cases that :meth:`CaseQuerySet.visible_to` finds, and no others."""
        if not staff.has(Permission.VIEW_CASES):
            return self.none()
        named = ProtectedAccess.objects.filter(case=OuterRef("pk"), staff=staff)
        return self.filter(jobcentre_id=staff.jobcentre_id).filter(
            Q(is_protected=False) | Exists(named)
        )

    def open_on(self, day: date) -> CaseStandingQuerySet:
        """Of cases that run on this day."""
        return self.filter(begins_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def ended_before(self, day: date) -> CaseStandingQuerySet:
        """Of cases whose last day lies before this day."""
        return self.filter(ends_on__lt=day)

    def assigned_to(self, staff: StaffMember, day: date) -> CaseStandingQuerySet:
        """Of cases that this person is in charge of on this day."""
        held = Assignment.objects.in_force_on(day).filter(staff=staff)
        return self.filter(pk__in=held.values("case"))

    def stood_in_by(self, staff: StaffMember, day: date) -> CaseStandingQuerySet:
        """Of cases of those for whom this person stands in on this day."""
        absent = StandIn.objects.in_force_on(day).filter(substitute=staff).values("absent")
        held = Assignment.objects.in_force_on(day).filter(staff__in=absent)
        return self.filter(pk__in=held.values("case"))


class CaseStanding(models.Model):
    """Where the plan of one case stands, beside what its lists are sorted and narrowed by."""

    class Preparing(models.TextChoices):
        NOTHING = "", _("nichts")
        DRAFT = "draft", _("Entwurf")
        OFFERED = "offered", _("vorgelegt")

    case = models.OneToOneField(
        Case,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="standing",
    )
    jobcentre = models.ForeignKey(
        Jobcentre,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    sort_key = models.TextField(db_collation="C")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_protected = models.BooleanField()
    is_in_force = models.BooleanField()
    update_due_on = models.DateField(null=True)
    preparing = models.CharField(max_length=7, choices=Preparing)
    think_until_on = models.DateField(null=True)
    promise_due_on = models.DateField(null=True)

    objects: ClassVar[models.Manager[CaseStanding]] = CaseStandingQuerySet.as_manager()

    personal_data = PersonalData(
        ("sort_key", "is_protected", "begins_on", "ends_on"), PLAN_LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["sort_key", "begins_on", "case"]
        indexes = [
            models.Index(
                name="standing_by_name",
                fields=["jobcentre", "sort_key", "begins_on", "case"],
                include=["ends_on", "is_protected"],
            ),
            models.Index(
                name="standing_by_due_day",
                fields=["jobcentre", "update_due_on", "sort_key", "case"],
                include=["begins_on", "ends_on", "is_protected"],
            ),
            models.Index(
                name="standing_by_begin",
                fields=["jobcentre", "-begins_on", "sort_key", "case"],
                include=["ends_on", "is_protected"],
            ),
            models.Index(
                name="standing_ended",
                fields=["jobcentre", "-ends_on", "sort_key", "case"],
                include=["begins_on", "is_protected"],
                condition=Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
