"""The cooperation plan and its versions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models.shared import PLAN_LAW, paired
from roterfaden.plans.states import ONCE_AGREED_STATES, OPEN_STATES, STATE_NAMES, State
from roterfaden.recipients.models import Case, DateRange


class Plan(BaseModel):
    """The thread of versions of one case, from its first agreement to its end.

    Begin and end are statutory statistics (§ 51b-DatV § 1 Abs. 2 Nr. 4).
    """

    class EndReason(models.TextChoices):
        GOAL_REACHED = "goal_reached", _("Ziel erreicht")
        JOB = "job", _("Arbeit oder Ausbildung aufgenommen")
        MOVED = "moved", _("umgezogen oder ausgereist")
        NO_LONGER_ENTITLED = "no_longer_entitled", _("kein Leistungsbezug mehr")
        OFFICE_CHANGED = "office_changed", _("Zuständigkeit ging an ein anderes Amt über")
        OFFICE_CANNOT_KEEP = (
            "office_cannot_keep",
            _("Das Jobcenter kann seine Zusagen nicht einhalten"),
        )
        NEW_START = "new_start", _("Neuanfang nach einem Wechsel der Ansprechperson")
        DIED = "died", _("verstorben")
        OTHER = "other", _("anderer Grund")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    end_reason_words = models.CharField(max_length=120, blank=True)
    end_note = models.CharField(max_length=300, blank=True)

    personal_data = PersonalData(
        ("end_reason", "end_reason_words", "end_note"), PLAN_LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["began_on"]
        constraints = [
            ExclusionConstraint(
                name="one_plan_in_force_for_a_case",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(began_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_open_plan_for_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="plan_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="plan_ends_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Kooperationsplan seit {self.began_on}"

    @property
    def end_reason_said(self) -> str:
        """Why it ended in the office's words of that day; the category's name where none stand."""
        return self.end_reason_words or self.get_end_reason_display()

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended, even while no version is in force."""
        return self.began_on is not None and self.ended_on is None


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """Versions as people ask for them."""

    def visible_to(self, staff: StaffMember) -> PlanVersionQuerySet:
        """Versions of cases that the person may see."""
        return self.filter(plan__case__in=Case.objects.visible_to(staff))

    def in_force(self) -> PlanVersionQuerySet:
        """Versions that hold now."""
        return self.filter(state=State.AGREED)

    def in_preparation(self) -> PlanVersionQuerySet:
        """Drafts and offers."""
        return self.filter(state__in=OPEN_STATES)

    def once_agreed(self) -> PlanVersionQuerySet:
        """Versions that hold or held."""
        return self.filter(state__in=ONCE_AGREED_STATES)

    def due_by(self, day: date) -> PlanVersionQuerySet:
        """Versions in force whose joint update is due by this day."""
        return self.in_force().filter(update_due_on__lte=day)


class PlanVersion(BaseModel):
    """One version; once agreed it never changes (trigger as well as code)."""

    class WithdrawReason(models.TextChoices):
        WRONG_PERSON = "wrong_person", _("falsche Person")
        ERROR = "error", _("Irrtum")
        OUTDATED = "outdated", _("überholt, bevor er abgestimmt war")
        NOT_AGREED = "not_agreed", _("nicht abgestimmt, neuer Entwurf geplant")

    ONCE_AGREED_REASONS = (WithdrawReason.WRONG_PERSON, WithdrawReason.ERROR)
    """Only for these is taken back what was agreed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in State], default=State.DRAFT)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    think_until_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    update_due_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    in_force_until_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=20, choices=WithdrawReason, blank=True)
    withdraw_reason_words = models.CharField(max_length=120, blank=True)
    withdraw_note = models.CharField(max_length=300, blank=True)
    sheet = models.JSONField(null=True, blank=True)
    hints_passed = models.JSONField(default=list, blank=True)

    objects: ClassVar[models.Manager[PlanVersion]] = PlanVersionQuerySet.as_manager()

    personal_data = PersonalData(
        ("sheet", "withdraw_reason_words", "withdraw_note", "hints_passed"),
        PLAN_LAW,
        PLAN_RETENTION,
    )

    class Meta:
        ordering = ["plan", "number", "started_at"]
        indexes = [
            models.Index(
                fields=["update_due_on"], name="version_update_due", condition=Q(state="agreed")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[s.value for s in OPEN_STATES]),
                name="one_version_in_preparation",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="agreed"), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(agreed_at__isnull=False) & ~Q(state="withdrawn"),
                name="version_number_once",
            ),
            ExclusionConstraint(
                name="versions_in_force_apart",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (DateRange("agreed_on", "in_force_until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(agreed_on__isnull=False) & ~Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[s.value for s in ONCE_AGREED_STATES])
                | Q(
                    agreed_on__isnull=False,
                    agreed_at__isnull=False,
                    update_due_on__isnull=False,
                    sheet__isnull=False,
                ),
                name="agreed_version_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdraw_reason=""),
                name="withdrawn_with_reason",
            ),
            paired("offered_at", "offered_by"),
            paired("agreed_at", "agreed_by"),
            paired("closed_at", "closed_by"),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.number} ({self.state_name})"

    @property
    def withdraw_reason_said(self) -> str:
        """Why it was taken back, in the office's words of that day or by the category's name."""
        return self.withdraw_reason_words or self.get_withdraw_reason_display()

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[State(self.state)])

    @property
    def is_editable(self) -> bool:
        """Whether entries may change."""
        return self.state == State.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now."""
        return self.state == State.AGREED
