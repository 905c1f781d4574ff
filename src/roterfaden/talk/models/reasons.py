"""Why a plan is not raised, as an office words it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel
from roterfaden.organisations.models import Jobcentre


class NotRaisedReason(BaseModel):
    """A reason not to raise the plan in a talk, with the ground on which it stands.

    The category is fixed, so that reasons can be told apart across offices. An office without
    own reasons has none of these; then the delivered ones stand on forms.
    """

    class Category(models.TextChoices):
        """Report 5.4, and what else practice knows."""

        NOTHING_CHANGED = "nothing_changed", _("nichts Neues, ein Plan gilt")
        TOO_MUCH = "too_much", _("zu viel auf einmal")
        SMALL_TASK_FIRST = "small_task_first", _("erst eine kleine Aufgabe")
        LEAVING_BENEFITS = "leaving_benefits", _("Leistungsbezug endet bald")
        PLAN_OPTIONAL = "plan_optional", _("Plan ist freiwillig")
        OTHER = "other", _("anderer Grund")

    class Ground(models.TextChoices):
        """On what the reason stands."""

        LAW = "law", _("Gesetz")
        DIRECTIVE = "directive", _("Weisung")
        OFFICE = "office", _("eigene Regel des Hauses")

    jobcentre = models.ForeignKey(
        Jobcentre, on_delete=models.PROTECT, related_name="not_raised_reasons"
    )
    category = models.CharField(max_length=20, choices=Category)
    label = models.CharField(max_length=120)
    ground = models.CharField(max_length=10, choices=Ground)
    ground_words = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    valid_from_on = models.DateField(null=True, blank=True)
    valid_until_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[NotRaisedReason]] = models.Manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "label"], name="not_raised_reason_label_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until_on__isnull=True)
                | Q(valid_from_on__isnull=True)
                | Q(valid_until_on__gte=F("valid_from_on")),
                name="not_raised_reason_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(ground="office") | ~Q(ground_words=""),
                name="not_raised_reason_names_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_offered_on(self, day: date) -> bool:
        """Whether the form shows it on this day."""
        has_begun = self.valid_from_on is None or self.valid_from_on <= day
        has_ended = self.valid_until_on is not None and self.valid_until_on < day
        return self.is_active and has_begun and not has_ended
