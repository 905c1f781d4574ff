"""From whom is drawn, what was drawn, and what the walk along the list found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import BaseModel, PersonalData, paired
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models.projects import Project
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class Frame(BaseModel):
    """The population to draw from: a table of ids and strata, as ``frame.csv`` holds it.

    Ids of the office's cases are keyed hashes; ``day_on`` is the day on which they ran. Never
    changed (a trigger holds it).
    """

    class Kind(models.TextChoices):
        OFFICE = "office", _("Fälle dieses Jobcenters")
        FILE = "file", _("hochgeladene Liste")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="frames")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=120)
    day_on = models.DateField(null=True, blank=True)
    content = models.TextField()
    size = models.PositiveIntegerField()
    strata = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("name", "content", "strata"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.name


class Draw(BaseModel):
    """One sample: the same frame, size, seed and algorithm give it again for ever."""

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="draws")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="draws")
    size = models.PositiveIntegerField()
    stop = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    strata_column = models.CharField(max_length=80, blank=True)
    algorithm = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("strata_column", "algorithm"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["-drawn_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stop__gte=1, stop__lte=models.F("size")), name="draw_stops_within_size"
            )
        ]

    def __str__(self) -> str:
        return f"Stichprobe {self.seed}"


class DrawnItem(BaseModel):
    """One number of the list in drawn order; ``has_plan`` says what the walk found there."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    ident = models.CharField(max_length=80)
    stratum = models.CharField(max_length=80, blank=True)
    has_plan = models.BooleanField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    personal_data = PersonalData(("ident", "stratum", "has_plan"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="drawn_position_once"),
            models.UniqueConstraint(fields=["draw", "ident"], name="drawn_ident_once"),
            paired("noted_at", "noted_by"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.ident}"
