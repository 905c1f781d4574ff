"""What the office decides where the law says nothing; each change holds from its day on."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from roterfaden.core.models import STAFF_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember


class HouseRulesQuerySet(models.QuerySet["HouseRules"]):
    """House rules as they are asked for."""

    def valid_on(self, jobcentre: Jobcentre, day: date) -> HouseRules:
        """Those of the office on this day; unsaved usual ones where nobody has set any."""
        found = self.filter(jobcentre=jobcentre, begins_on__lte=day).order_by("-begins_on").first()
        return found or HouseRules(jobcentre=jobcentre, begins_on=date.min)


class HouseRules(BaseModel):
    """The office's reading from ``begins_on`` on; an empty number means that nothing is set.

    Hearing: the statute knows no length (§ 24 SGB X). Missed talks: it knows neither how far back a
    repetition reaches nor whether misses before 1 July 2026 count (§ 32 SGB II).
    """

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="house_rules")
    begins_on = models.DateField()
    hearing_days = models.PositiveSmallIntegerField(
        default=14,
        validators=[MinValueValidator(7), MaxValueValidator(90)],
    )
    misses_within_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    counts_misses_before_reform = models.BooleanField(default=False)
    remind_working_days = models.PositiveSmallIntegerField(
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[HouseRulesQuerySet] = HouseRulesQuerySet.as_manager()  # type: ignore[assignment]

    personal_data = PersonalData(("set_by",), "§ 67c SGB X", STAFF_RETENTION)

    class Meta:
        ordering = ["-begins_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "begins_on"], name="house_rules_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jobcentre} {self.begins_on:%d.%m.%Y}"
