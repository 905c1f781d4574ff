"""A talk in which the plan was not raised: a full outcome, with reason and a small task."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models.shared import paired
from roterfaden.recipients.models import Case
from roterfaden.talk.models.reasons import NotRaisedReason

_LAW = "§ 15 Abs. 3 SGB II, § 67a SGB X"


class NotRaised(BaseModel):
    """Why the plan did not come up in a talk, in the words and on the ground of that day.

    It belongs to the case and stands in its history; it opens no procedure and renews no term.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="not_raised")
    category = models.CharField(max_length=20, choices=NotRaisedReason.Category)
    reason_words = models.CharField(max_length=120)
    ground = models.CharField(max_length=10, choices=NotRaisedReason.Ground)
    ground_words = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[NotRaised]] = models.Manager()

    personal_data = PersonalData(
        ("category", "reason_words", "ground_words", "note"), _LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason_words=""), name="not_raised_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(category="other") | ~Q(note=""), name="not_raised_other_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.reason_words

    @property
    def ground_said(self) -> str:
        """The ground in words: ``Gesetz: § 10 Abs. 1 Nr. 3 SGB II``."""
        name = str(self.get_ground_display())
        return f"{name}: {self.ground_words}" if self.ground_words else name


class SmallTaskQuerySet(models.QuerySet["SmallTask"]):
    """Small tasks as people ask for them; the nearest first."""

    def of_case(self, case: Case) -> SmallTaskQuerySet:
        """All of one case."""
        return self.filter(not_raised__meeting__case=case)

    def visible_to(self, staff: StaffMember) -> SmallTaskQuerySet:
        """Those of cases that the person may see."""
        return self.filter(not_raised__meeting__case__in=Case.objects.visible_to(staff))

    def still_open(self) -> SmallTaskQuerySet:
        """Those of which nobody has said that they are done."""
        return self.filter(done_at__isnull=True)


class SmallTask(BaseModel):
    """What one side does until a day, agreed in the talk; no step of a plan, and no duty."""

    class Owner(models.TextChoices):
        RECIPIENT = "recipient", _("leistungsberechtigte Person")
        JOBCENTRE = "jobcentre", _("Jobcenter")

    not_raised = models.OneToOneField(NotRaised, on_delete=models.CASCADE, related_name="task")
    owner = models.CharField(max_length=10, choices=Owner)
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[SmallTask]] = SmallTaskQuerySet.as_manager()

    personal_data = PersonalData(("owner", "text"), _LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="small_task_says_what"),
            paired("done_at", "done_by"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        """Whether somebody said that it is done."""
        return self.done_at is not None

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody said that it is done."""
        return not self.is_done and self.due_on < today
