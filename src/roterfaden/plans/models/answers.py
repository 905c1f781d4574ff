"""What the recipient said to a version."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models.plan import PlanVersion
from roterfaden.plans.models.shared import PLAN_LAW


class Answer(BaseModel):
    """What the recipient said to a version, and how the answer was sought. No signature."""

    class Outcome(models.TextChoices):
        YES = "yes", _("Passt")
        NOT_AGREED = "not_agreed", _("Nicht einverstanden")
        COULD_NOT_ANSWER = "could_not_answer", _("Konnte noch nicht antworten")

    class SoughtBy(models.TextChoices):
        READ_ALOUD = "read_aloud", _("vorgelesen")
        PRINTOUT = "printout", _("Ausdruck gezeigt")
        ON_SCREEN = "on_screen", _("gemeinsam am Bildschirm")
        MAILBOX = "mailbox", _("über das Postfach")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=16, choices=Outcome)
    reason = models.CharField(max_length=300, blank=True)
    sought_by = ArrayField(models.CharField(max_length=10, choices=SoughtBy))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("outcome", "reason"), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="yes") | ~Q(reason=""), name="no_without_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def ways(self) -> list[str]:
        """How the answer was sought, in words."""
        return [str(self.SoughtBy(way).label) for way in self.sought_by]


class ChangeWish(BaseModel):
    """Something the recipient wanted to be different, and whether it was taken up."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    text = models.CharField(max_length=300)
    taken_up = models.BooleanField()

    personal_data = PersonalData(("text",), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text
