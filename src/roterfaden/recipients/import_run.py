"""One file of cases on its way through the browser: looked at first, then read in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import BaseModel, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember

STALLED_AFTER = timedelta(minutes=2)


class ImportRun(BaseModel):
    """An uploaded file, what it would change, and what it changed.

    The bytes of the file live until the run is over; the rejected rows, with their reasons, until
    they are tidied away. Only who uploaded the file sees its rows.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("wird geprüft")
        CHECKED = "checked", _("geprüft")
        IMPORTING = "importing", _("wird eingelesen")
        DONE = "done", _("eingelesen")
        FAILED = "failed", _("nicht eingelesen")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="import_runs")
    uploaded_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="import_runs"
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.CHECKING)
    filename = models.CharField(max_length=255)
    content = models.BinaryField(null=True)
    ignored_columns = models.JSONField(default=list)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejects = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    moved_at = models.DateTimeField()

    personal_data = PersonalData(
        fields=("uploaded_by", "filename", "content", "ignored_columns", "rejects", "problem"),
        legal_basis="§ 67a SGB X, §§ 50, 51b SGB II",
        retention="Datei bis zum Ende des Einlesens, abgelehnte Zeilen 30 Tage",
    )

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["jobcentre", "-uploaded_at"], name="import_run_latest")]

    def __str__(self) -> str:
        return f"{self.filename} ({self.get_state_display()})"

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has still to do something."""
        return self.state in {self.State.CHECKING, self.State.IMPORTING}

    def has_stalled(self, now: datetime) -> bool:
        """Whether nothing has moved for so long that the worker must be gone."""
        return self.is_at_work and now - self.moved_at > STALLED_AFTER
