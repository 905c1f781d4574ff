"""Who codes what, the codings of each person, and what was decided where they differ."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models.documents import StudyDocument
from roterfaden.research.models.projects import Member, Project
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class Task(BaseModel):
    """A document in somebody's queue."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tasks")
    document = models.ForeignKey(StudyDocument, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField()

    personal_data = PersonalData(("member",), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "document"], name="document_in_a_queue_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.document_id}"


class CodingQuerySet(models.QuerySet["Coding"]):
    """Codings as they may be asked for: by their coder, or for a comparison that is open."""

    def by(self, member: Member) -> CodingQuerySet:
        """The own ones; the only way in which the page of a coder asks."""
        return self.filter(member=member)

    def finished(self) -> CodingQuerySet:
        """Those that their coder called finished."""
        return self.filter(finished_at__isnull=False)


class Coding(BaseModel):
    """What one person gave to one document in one dimension.

    ``marks`` is a list of ``[code, start, end]``; start and end are null where the whole document
    is meant, else they count characters, half open. ``history`` holds former states, the newest
    last, for undoing.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="codings")
    document = models.ForeignKey(StudyDocument, on_delete=models.CASCADE, related_name="codings")
    dimension = models.CharField(max_length=60)
    marks = models.JSONField(default=list)
    memo = models.TextField(blank=True)
    is_doubtful = models.BooleanField(default=False)
    history = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Coding]] = CodingQuerySet.as_manager()

    personal_data = PersonalData(
        ("member", "dimension", "marks", "memo", "history"), STUDY_LAW, STUDY_RETENTION
    )

    class Meta:
        ordering = ["document", "dimension", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "document", "dimension"], name="coding_once_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.codes}"

    @property
    def codes(self) -> list[str]:
        """Each category once, in the order given."""
        return list(dict.fromkeys(code for code, _start, _end in self.marks))


class Comparison(BaseModel):
    """That the lead opened the comparison of a dimension: from then on finished codings are fixed.

    Without this row nobody sees the codings of anybody else, the lead included.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="comparisons")
    dimension = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("dimension",), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "dimension"], name="comparison_once")
        ]

    def __str__(self) -> str:
        return self.dimension


class Decision(BaseModel):
    """What was agreed on where codings differ; the newest counts, none is ever changed."""

    class Kind(models.TextChoices):
        LIKE_FIRST = "like_first", _("wie die erste Codierung")
        LIKE_SECOND = "like_second", _("wie die zweite Codierung")
        DIFFERENT = "different", _("anders")

    document = models.ForeignKey(StudyDocument, on_delete=models.CASCADE, related_name="decisions")
    dimension = models.CharField(max_length=60)
    codes = ArrayField(models.CharField(max_length=60))
    kind = models.CharField(max_length=12, choices=Kind)
    why = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("dimension", "codes", "why"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["-decided_at", "id"]
        indexes = [models.Index(fields=["document", "dimension"], name="decision_by_document")]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.codes}"


class PassageDecision(BaseModel):
    """What was agreed on for a place where passages differ; the newest counts, none is changed.

    ``start`` and ``end`` are the place, ``marks`` what counts there: a list of
    ``[code, start, end]``, empty where nothing does.
    """

    document = models.ForeignKey(
        StudyDocument, on_delete=models.CASCADE, related_name="passage_decisions"
    )
    dimension = models.CharField(max_length=60)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    marks = models.JSONField(default=list)
    kind = models.CharField(max_length=12, choices=Decision.Kind)
    why = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("dimension", "marks", "why"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["-decided_at", "id"]
        indexes = [models.Index(fields=["document", "dimension"], name="passages_by_document")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="place_begins_before_its_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.start}-{self.end}"
