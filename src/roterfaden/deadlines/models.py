"""A deadline that is open, and one that a changed holiday or law has moved.

The rows say what :func:`roterfaden.obligations.deadlines.deadlines` computes. They are kept so that
a list over many cases is one query, and so that a move is noticed. Practice has none.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData, paired
from roterfaden.deadlines.names import NAMES
from roterfaden.obligations.deadlines import Binds
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.policies import read_by
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import CaseQuerySet

_LAW = "§§ 15, 15a, 31 bis 32, 7b SGB II, § 67a SGB X"
_CODES = list(NAMES.items())


class OpenDeadlineQuerySet(models.QuerySet["OpenDeadline"]):
    """Open deadlines as people ask for them."""

    def of_cases(self, cases: CaseQuerySet) -> OpenDeadlineQuerySet:
        """Those of these cases, with what a list shows of them."""
        found = self.filter(procedure__case__in=cases)
        return found.select_related("procedure__case__recipient").order_by("due_on", "pk")

    def to_remind_of(self, day: date) -> OpenDeadlineQuerySet:
        """Those whose reminder has come."""
        return self.filter(remind_on__lte=day)


class OpenDeadline(BaseModel):
    """One day until which something is open in a procedure that runs."""

    procedure = models.ForeignKey(
        Procedure, on_delete=models.CASCADE, related_name="open_deadlines"
    )
    code = models.CharField(max_length=20, choices=_CODES)
    binds = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Binds])
    due_on = models.DateField()
    remind_on = models.DateField()

    objects: ClassVar[models.Manager[OpenDeadline]] = OpenDeadlineQuerySet.as_manager()

    personal_data = PersonalData(("code", "binds", "due_on", "remind_on"), _LAW, ACT_RETENTION)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], name="open_deadline_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "code"], name="open_deadline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.due_on:%d.%m.%Y}"

    @property
    def binds_office(self) -> bool:
        """Whether the office has to act by then, and not the person."""
        return self.binds == Binds.OFFICE


class MovedDeadlineQuerySet(models.QuerySet["MovedDeadline"]):
    """Moves as people ask for them."""

    def readable_by(self, staff: StaffMember, day: date) -> MovedDeadlineQuerySet:
        """Those of cases whose procedures this person reads, the nearest first."""
        found = self.filter(procedure__case__in=read_by(staff, day))
        return found.select_related("procedure__case__recipient").order_by("to_on", "pk")

    def unseen(self) -> MovedDeadlineQuerySet:
        """Those nobody has marked as seen."""
        return self.filter(seen_at__isnull=True)


class MovedDeadline(BaseModel):
    """That a deadline lies on another day than before, though nobody changed the procedure."""

    procedure = models.ForeignKey(
        Procedure, on_delete=models.CASCADE, related_name="moved_deadlines"
    )
    code = models.CharField(max_length=20, choices=_CODES)
    from_on = models.DateField()
    to_on = models.DateField()
    why = models.CharField(max_length=300, blank=True)
    noticed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[MovedDeadline]] = MovedDeadlineQuerySet.as_manager()

    personal_data = PersonalData(("code", "from_on", "to_on", "why"), _LAW, ACT_RETENTION)

    class Meta:
        ordering = ["-noticed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_on=models.F("to_on")), name="moved_deadline_moved"
            ),
            paired("seen_at", "seen_by"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.from_on:%d.%m.%Y} -> {self.to_on:%d.%m.%Y}"
