"""For which kinds of letters an office wants a second person."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.organisations.models import Jobcentre


class FourEyes(BaseModel):
    """What an office decided about one kind; without a row the delivered setting holds."""

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.CASCADE, related_name="four_eyes")
    kind = models.CharField(max_length=20, choices=[(k.value, KINDS[k].name) for k in Kind])
    is_demanded = models.BooleanField()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "kind"], name="four_eyes_of_a_kind_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.is_demanded}"


def needs_four_eyes(jobcentre_id: UUID, kind: str) -> bool:
    """Whether a second person must check such a letter before it goes out."""
    decided = FourEyes.objects.filter(jobcentre_id=jobcentre_id, kind=kind).first()
    return KINDS[Kind(kind)].four_eyes if decided is None else decided.is_demanded
