"""That a plan does not come about: found by a person, never by the calendar."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models.shared import paired
from roterfaden.recipients.models import Case


class NoPlanFindingQuerySet(models.QuerySet["NoPlanFinding"]):
    """Findings as people ask for them."""

    def visible_to(self, staff: StaffMember) -> NoPlanFindingQuerySet:
        """Those of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def standing(self) -> NoPlanFindingQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class NoPlanFinding(BaseModel):
    """A person's finding, with reasons, that a plan does not come about or cannot go on.

    It opens nothing by itself: what follows is a decision of its own, by the law of its day. The
    mere absence of a plan is never such a finding (our reading of § 15a Abs. 3 SGB II).
    """

    class Kind(models.TextChoices):
        NONE = "none", _("Es kommt kein Plan zustande")
        CANNOT_GO_ON = "cannot_go_on", _("Der Plan kann nicht fortgeschrieben werden")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="no_plan_findings")
    kind = models.CharField(max_length=12, choices=Kind)
    found_on = models.DateField()
    reasons = models.TextField(max_length=1500)
    first_attempt_on = models.DateField()
    second_attempt_on = models.DateField()
    norm = models.CharField(max_length=60)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[NoPlanFinding]] = NoPlanFindingQuerySet.as_manager()

    personal_data = PersonalData(
        ("kind", "reasons", "norm"), "§§ 15, 15a SGB II, § 67a SGB X", PLAN_RETENTION
    )

    class Meta:
        ordering = ["-found_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "found_on"],
                condition=Q(taken_back_at__isnull=True),
                name="one_finding_a_day",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="finding_with_reasons"),
            models.CheckConstraint(
                condition=Q(second_attempt_on__gte=F("first_attempt_on"))
                & Q(found_on__gte=F("second_attempt_on")),
                name="finding_after_second_attempt",
            ),
            paired("taken_back_at", "taken_back_by"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_standing(self) -> bool:
        """Whether it was not taken back."""
        return self.taken_back_at is None
