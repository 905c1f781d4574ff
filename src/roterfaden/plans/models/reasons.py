"""The office's own words for reasons, each under a fixed category that figures count by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.audit.events import Change
from roterfaden.organisations.models import Jobcentre
from roterfaden.organisations.reasons import Changes, OfficeReason


class Reason(OfficeReason):
    """Why a plan ends, or a version is taken back.

    An office without own reasons has none of these; then the categories speak for themselves.
    """

    class Purpose(models.TextChoices):
        END = "end", _("Einen Plan beenden")
        WITHDRAW = "withdraw", _("Eine Fassung zurückziehen")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="reasons")
    purpose = models.CharField(max_length=10, choices=Purpose)

    objects: ClassVar[models.Manager[Reason]] = models.Manager()

    changes = Changes(Change.REASON_ADDED, Change.REASON_CHANGED, Change.REASONS_ARRANGED)

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

    def of_its_list(self) -> models.QuerySet[Reason]:
        """Those of the same office for the same purpose."""
        return Reason.objects.filter(jobcentre=self.jobcentre, purpose=self.purpose)

    @property
    def facts(self) -> dict[str, object]:
        """What the log keeps of it."""
        return {"purpose": str(self.purpose), **super().facts}
