"""What every list of reasons has in common that an office words for itself.

Each reason stands under a fixed category, by which figures count and offices can be compared; words
and order are the office's matter.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple, Self

from django.db import models

from roterfaden.audit.events import Change
from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel


class Changes(NamedTuple):
    """How the log calls what happens to the reasons of a list."""

    added: Change
    changed: Change
    arranged: Change


class OfficeReason(BaseModel):
    """A reason as an office words it. Unsaved ones are the delivered reasons of a list."""

    jobcentre = models.ForeignKey(
        "organisations.Jobcentre", on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    valid_from_on = models.DateField(null=True, blank=True)
    valid_until_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[Self]]

    personal_data = NO_PERSONAL_DATA
    changes: ClassVar[Changes]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    def of_its_list(self) -> models.QuerySet[Self]:
        """The reasons among which it stands, in their order."""
        return type(self).objects.filter(jobcentre=self.jobcentre)

    def lacking(self) -> dict[str, list[str]]:
        """What its own kind of reason still needs, by field."""
        return {}

    @property
    def facts(self) -> dict[str, object]:
        """What the log keeps of it."""
        return {"category": str(self.category), "active": self.is_active}

    def is_offered_on(self, day: date) -> bool:
        """Whether forms show it on this day."""
        has_begun = self.valid_from_on is None or self.valid_from_on <= day
        has_ended = self.valid_until_on is not None and self.valid_until_on < day
        return self.is_active and has_begun and not has_ended
