"""A file of staff on its way through the browser: looked at first, then read in."""

from __future__ import annotations

from django.db import models

from roterfaden.core.models import BaseModel, PersonalData


class StaffFile(BaseModel):
    """An uploaded file of staff and, once it was read in, what that changed.

    ``content`` lives until the file is read in or a day has passed; ``rejects`` and ``changes``
    (who is new or gets other roles) 30 days. Only who uploaded the file sees its rows.
    """

    jobcentre = models.ForeignKey(
        "organisations.Jobcentre", on_delete=models.PROTECT, related_name="staff_files"
    )
    uploaded_by = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.PROTECT, related_name="staff_files"
    )
    uploaded_at = models.DateTimeField()
    filename = models.CharField(max_length=255)
    content = models.BinaryField(null=True)
    ignored_columns = models.JSONField(default=list)
    read_in_at = models.DateTimeField(null=True, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejects = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    personal_data = PersonalData(
        fields=("uploaded_by", "filename", "content", "ignored_columns", "rejects", "changes"),
        legal_basis="§ 67a SGB X, § 26 BDSG",
        retention="Datei bis zum Einlesen, höchstens einen Tag; abgelehnte Zeilen 30 Tage",
    )

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.filename
