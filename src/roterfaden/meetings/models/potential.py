"""What the potential analysis found: strengths and obstacles, each one line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.meetings.potential import FACTORS, Side, topics_of
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case


class PotentialFindingQuerySet(models.QuerySet["PotentialFinding"]):
    """Findings as people ask for them."""

    def present(self) -> PotentialFindingQuerySet:
        """Those that nobody has taken out."""
        return self.filter(removed_at__isnull=True)

    def topics(self) -> frozenset[str]:
        """The topics of plan entries that they speak for; one query."""
        return topics_of(self.order_by().values_list("code", flat=True))


class PotentialFinding(BaseModel):
    """One strength or obstacle: of the maintained list, or in own words (§ 15 Abs. 1 SGB II)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="potential")
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    code = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=120, blank=True)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PotentialFindingQuerySet.as_manager()

    personal_data = PersonalData(("side", "code", "words"), "§ 15 Abs. 1 SGB II", PLAN_RETENTION)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code="") ^ Q(words=""), name="finding_of_the_list_or_own_words"
            ),
            models.UniqueConstraint(
                fields=["case", "side", "code", "words"],
                condition=Q(removed_at__isnull=True),
                name="finding_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="potentialfinding_removed_at_with_removed_by",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(FACTORS[self.code].name if self.code in FACTORS else self.code)
