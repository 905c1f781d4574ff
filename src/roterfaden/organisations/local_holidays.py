"""Days on which an office is closed beside the holidays of its Land."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel


class LocalHoliday(BaseModel):
    """One day or a run of days, once or every year on the same dates.

    Neither kind moves a legal deadline (§ 26 Abs. 3 SGB X knows statutory holidays only); both move
    what the office plans for itself, such as the day of a reminder.
    """

    class Kind(models.TextChoices):
        MUNICIPAL_HOLIDAY = "municipal_holiday", _("örtlicher Feiertag")
        OFFICE_CLOSED = "office_closed", _("Haus geschlossen")

    jobcentre = models.ForeignKey(
        "organisations.Jobcentre", on_delete=models.PROTECT, related_name="local_holidays"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=80)
    begins_on = models.DateField()
    ends_on = models.DateField()
    is_yearly = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[LocalHoliday]] = models.Manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["begins_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "begins_on", "name"], name="local_holiday_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="local_holiday_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def days_in(self, year: int) -> Iterator[date]:
        """Its days in this year; a yearly 29 February falls out of common years."""
        if not self.is_yearly:
            yield from (day for day in _run(self.begins_on, self.ends_on) if day.year == year)
            return
        for day in _run(self.begins_on, self.ends_on):
            try:
                yield day.replace(year=year)
            except ValueError:
                continue


def _run(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
