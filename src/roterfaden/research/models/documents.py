"""What is coded, and with which categories."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import BaseModel, PersonalData, paired
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models.projects import Project
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class StudyDocument(BaseModel):
    """A plan or a transcript without names; ``content`` is that of ``documents/ID.json``.

    ``number`` is its place in the study, ``ident`` its name in files. Positions of codings count
    the characters of :func:`roterfaden.research.reading.text_of`; therefore the content never
    changes (a trigger holds it).
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Kooperationsplan")
        TRANSCRIPT = "transcript", _("Transkript")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField()
    ident = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    content = models.JSONField()
    comparison_type = models.CharField(max_length=8, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    flags = models.JSONField(default=list)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        ("ident", "content", "comparison_type", "flags"), STUDY_LAW, STUDY_RETENTION
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["project", "ident"], name="document_ident_once"),
        ]

    def __str__(self) -> str:
        return str(_("Dokument %(number)s")) % {"number": self.number}


class BookVersionQuerySet(models.QuerySet["BookVersion"]):
    """Versions of codebooks as they are asked for."""

    def published(self) -> BookVersionQuerySet:
        """Those that may be coded with, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-made_at")


class BookVersion(BaseModel):
    """One version of a codebook, as YAML; published it never changes (a trigger holds it)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="books")
    version = models.CharField(max_length=20)
    content = models.TextField()
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_versions"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[BookVersion]] = BookVersionQuerySet.as_manager()

    personal_data = PersonalData(("version", "content"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="book_version_once"),
            paired("published_at", "published_by"),
        ]

    def __str__(self) -> str:
        return self.version
