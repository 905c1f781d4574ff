"""A study as a project: what for, with whose permission, until when, and who takes part."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import NO_PERSONAL_DATA, STAFF_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class ProjectQuerySet(models.QuerySet["Project"]):
    """Studies as people ask for them."""

    def visible_to(self, staff: StaffMember) -> ProjectQuerySet:
        """Those in which the person takes part; any other does not exist for them."""
        own = Member.objects.filter(staff=staff, left_at__isnull=True)
        return self.filter(jobcentre=staff.jobcentre_id, pk__in=own.values("project"))


class Project(BaseModel):
    """One study with its record after § 75 SGB X.

    ``permitted_until_on`` is its last day: after it nothing is changed, only read and exported.
    ``settings`` holds what the method needs (:mod:`roterfaden.research.method`).
    """

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="studies")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=500, blank=True)
    purpose = models.CharField(max_length=500)
    permission_number = models.CharField(max_length=80)
    permission_by = models.CharField(max_length=120)
    permitted_until_on = models.DateField()
    with_protected = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    settings = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Project]] = ProjectQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("title", "question", "purpose", "permission_number", "permission_by"),
            *("source", "settings"),
        ),
        STUDY_LAW,
        STUDY_RETENTION,
    )

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.title

    def runs_on(self, day: date) -> bool:
        """Whether the permission still holds on this day."""
        return day <= self.permitted_until_on


class Member(BaseModel):
    """Somebody who takes part; ``code`` is the letter under which codings appear.

    Who leads draws, assigns and decides; who codes sees the own codings and no others.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=1)
    leads = models.BooleanField(default=False)
    codes = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(("staff", "code"), "§ 26 BDSG", STAFF_RETENTION)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "staff"], name="member_once"),
            models.UniqueConstraint(fields=["project", "code"], name="member_code_once"),
            models.CheckConstraint(
                condition=Q(leads=True) | Q(codes=True), name="member_has_something_to_do"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Codierende %(code)s")) % {"code": self.code}


class PseudonymKey(BaseModel):
    """The secret with which one study names the cases of the office; without it no way leads back.

    No name is stored: the import layer counts the keyed hash of a case anew each time. The
    database role of research cannot read this table, and deleting the row ends the link for ever.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="pseudonym_key")
    secret = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    personal_data = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return f"Schlüssel vom {self.made_at:%d.%m.%Y}"
