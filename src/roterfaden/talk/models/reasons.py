"""Why a plan is not raised, as an office words it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.audit.events import Change
from roterfaden.organisations.models import Jobcentre
from roterfaden.organisations.reasons import Changes, OfficeReason


class NotRaisedReason(OfficeReason):
    """A reason not to raise the plan in a talk, with the ground on which it stands.

    An office without own reasons has none of these; then the delivered ones stand on forms.
    """

    class Category(models.TextChoices):
        """Report 5.4, and what else practice knows."""

        NOTHING_CHANGED = "nothing_changed", gettext_lazy("nichts Neues, ein Plan gilt")
        TOO_MUCH = "too_much", gettext_lazy("zu viel auf einmal")
        SMALL_TASK_FIRST = "small_task_first", gettext_lazy("erst eine kleine Aufgabe")
        LEAVING_BENEFITS = "leaving_benefits", gettext_lazy("Leistungsbezug endet bald")
        PLAN_OPTIONAL = "plan_optional", gettext_lazy("Plan ist freiwillig")
        OTHER = "other", gettext_lazy("anderer Grund")

    class Ground(models.TextChoices):
        """On what the reason stands."""

        LAW = "law", gettext_lazy("Gesetz")
        DIRECTIVE = "directive", gettext_lazy("Weisung")
        OFFICE = "office", gettext_lazy("eigene Regel des Hauses")

    jobcentre = models.ForeignKey(
        Jobcentre, on_delete=models.PROTECT, related_name="not_raised_reasons"
    )
    category = models.CharField(max_length=20, choices=Category)
    ground = models.CharField(max_length=10, choices=Ground)
    ground_words = models.CharField(max_length=120, blank=True)

    objects: ClassVar[models.Manager[NotRaisedReason]] = models.Manager()

    changes = Changes(
        Change.NOT_RAISED_REASON_ADDED,
        Change.NOT_RAISED_REASON_CHANGED,
        Change.NOT_RAISED_REASONS_ARRANGED,
    )

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

    @property
    def ground_said(self) -> str:
        """The ground in words: ``Gesetz: § 10 Abs. 1 Nr. 3 SGB II``."""
        name = str(self.get_ground_display())
        return f"{name}: {self.ground_words}" if self.ground_words else name

    def lacking(self) -> dict[str, list[str]]:
        """A law or a directive is named."""
        if self.ground == self.Ground.OFFICE or self.ground_words:
            return {}
        return {"ground_words": [_("Nennen Sie die Stelle, zum Beispiel § 10 Abs. 1 SGB II.")]}
