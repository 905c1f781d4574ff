"""Notes about a case, apart from the plan."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.meetings.models.meeting import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case

LONGEST_NOTE = 4000


class CaseNote(BaseModel):
    """What somebody in charge wants to remember; never on the sheet, never in an export.

    Its author changes it within the day on which it was written. Afterwards it stays as it is and
    is amended by a note of its own, which names the one it amends.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    text = models.TextField(max_length=LONGEST_NOTE)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[CaseNote]] = models.Manager()

    personal_data = PersonalData(("text",), "§ 67a SGB X, § 15 SGB II", PLAN_RETENTION)

    class Meta:
        ordering = ["-written_at", "id"]
        indexes = [models.Index(fields=["case", "-written_at"], name="notes_of_a_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return _("Notiz vom %(day)s") % {"day": f"{self.on:%d.%m.%Y}"}

    @property
    def on(self) -> date:
        """The day on which it was written, in Berlin."""
        return clock.day_of(self.written_at)

    @property
    def as_of(self) -> str:
        """Names the moment of its present words, for a page that wants to change them."""
        return (self.changed_at or self.written_at).isoformat()

    def can_be_changed(self, staff: StaffMember, today: date) -> bool:
        """Whether it is this person's own and of this day."""
        return self.written_by_id == staff.pk and self.on == today
