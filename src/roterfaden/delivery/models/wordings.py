"""The words of a kind of letter in one office, valid from a day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel, paired
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.organisations.models import Jobcentre, StaffMember


class DateRange(Func):
    """``daterange(begin, end)`` with both days inside; no end means open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class WordingQuerySet(models.QuerySet["Wording"]):
    """Wordings as people ask for them."""

    def of(self, jobcentre: Jobcentre) -> WordingQuerySet:
        """Those of this office that nobody took back."""
        return self.filter(jobcentre=jobcentre, withdrawn_at__isnull=True)

    def valid_on(self, day: date) -> WordingQuerySet:
        """The one that holds on this day, for each kind."""
        return self.filter(begins_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Wording(BaseModel):
    """One text of an office: named paragraphs with gaps, in German.

    A delivered text becomes a row of the office once a letter needs it or somebody approves it.
    Until the office approves a text, no letter with it can be posted.
    """

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="wordings")
    kind = models.CharField(max_length=20, choices=[(k.value, KINDS[k].name) for k in Kind])
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    paragraphs = models.JSONField()
    is_delivered = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Wording]] = WordingQuerySet.as_manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["kind", "begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="wording_ends_after_begin",
            ),
            ExclusionConstraint(
                name="one_wording_of_a_kind_at_a_time",
                expressions=[
                    ("jobcentre", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        DateRange(
                            "begins_on",
                            "ends_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True),
            ),
            paired("approved_at", "approved_by"),
            paired("withdrawn_at", "withdrawn_by"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ab {self.begins_on:%d.%m.%Y}"

    @property
    def is_approved(self) -> bool:
        """Whether the office stands for these words."""
        return self.approved_at is not None
