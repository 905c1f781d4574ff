"""The audit trail of one study, exported as ``audit.jsonl``."""

from __future__ import annotations

from django.db import models

from roterfaden.core.models import BaseModel, PersonalData
from roterfaden.research.models.projects import Project
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class TrailEntry(BaseModel):
    """One action; each holds the hash of the one before, and none is ever changed (trigger)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="trail")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    author = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    what = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    personal_data = PersonalData(("author", "action", "what"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["project", "sequence"], name="trail_sequence_once")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
