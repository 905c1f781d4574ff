"""The office's own words for reasons, each under a fixed category that figures count by."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel
from roterfaden.organisations.models import Jobcentre


class Reason(BaseModel):
    """A reason as an office words it. The category is fixed: statistics hang on it.

    An office without own reasons has none of these; then the categories speak for themselves.
    """

    class Purpose(models.TextChoices):
        END = "end", _("Einen Plan beenden")
        WITHDRAW = "withdraw", _("Eine Fassung zurückziehen")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="reasons")
    purpose = models.CharField(max_length=10, choices=Purpose)
    category = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    valid_from_on = models.DateField(null=True, blank=True)
    valid_until_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[Reason]] = models.Manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["purpose", "position", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "purpose", "label"], name="reason_label_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until_on__isnull=True)
                | Q(valid_from_on__isnull=True)
                | Q(valid_until_on__gte=F("valid_from_on")),
                name="reason_valid_from_before_until",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_offered_on(self, day: date) -> bool:
        """Whether forms show it on this day."""
        has_begun = self.valid_from_on is None or self.valid_from_on <= day
        has_ended = self.valid_until_on is not None and self.valid_until_on < day
        return self.is_active and has_begun and not has_ended
