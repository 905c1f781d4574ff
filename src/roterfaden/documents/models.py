"""The case file: documents stored once, never changed, each with its hash."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember


class StoredFile(models.Model):
    """Bytes under their own SHA-256; the same bytes are kept once."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()

    personal_data = PersonalData(("content",), "§ 67c SGB X", PLAN_RETENTION)

    def __str__(self) -> str:
        return self.sha256

    def is_intact(self) -> bool:
        """Whether the bytes still have the hash under which they were stored."""
        return hashlib.sha256(bytes(self.content)).hexdigest() == self.sha256


class Document(BaseModel):
    """One entry in a case file; the file is known by the case's id only."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Kooperationsplan")
        LEAFLET = "leaflet", _("Merkblatt")
        LETTER = "letter", _("Schreiben")
        ACT = "act", _("Bescheid")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="documents")
    case_file = models.UUIDField(db_index=True)
    subject = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    filename = models.CharField(max_length=120)
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Document]] = models.Manager()

    personal_data = PersonalData(
        ("title", "filename", "case_file"), "§ 67c SGB X, § 15 Abs. 3 SGB II", PLAN_RETENTION
    )

    class Meta:
        ordering = ["-filed_at", "title"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind"], name="one_document_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.title
