"""Cases that go from hand to hand together, with a protocol; and who opened which case lately."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, STAFF_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import Jobcentre, StaffMember, Team

_LAW = "§ 67c SGB X, § 14 Abs. 2 SGB II"


class HandOver(BaseModel):
    """Several cases given to others in one step: prepared, carried out, perhaps taken back.

    Once carried out it is the protocol: who had which case, who has it now, what stayed and why.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("vorbereitet")
        WORKING = "working", _("wird übergeben")
        DONE = "done", _("übergeben")
        UNDONE = "undone", _("rückgängig gemacht")
        FAILED = "failed", _("nicht übergeben")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="hand_overs")
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    personal_data = PersonalData(("prepared_by", "done_by", "undone_by"), _LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["-prepared_at"]
        indexes = [models.Index(fields=["jobcentre", "-prepared_at"], name="hand_over_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="handover_done_at_with_done_by",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="handover_undone_at_with_undone_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Übergabe ({self.get_state_display()})"


class HandedCase(BaseModel):
    """One case of a hand-over: to whom, what became of it, and what was before.

    ``former`` are the assignments that ended or fell away, as they were: ``id``, ``staff``,
    ``team``, ``begins_on``, ``ends_on`` each.
    """

    class Outcome(models.TextChoices):
        MOVED = "moved", _("übergeben")
        UNCHANGED = "unchanged", _("war schon dort")
        NOT_RUNNING = "not_running", _("läuft an diesem Tag nicht")
        NEEDS_PERSON = "needs_person", _("geschützt, braucht eine benannte Fachkraft")

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey("recipients.Case", on_delete=models.CASCADE, related_name="+")
    former_staff = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    staff = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    assignment = models.UUIDField(null=True, blank=True)
    former = models.JSONField(default=list)
    newly_named = models.BooleanField(default=False)

    personal_data = PersonalData(
        ("case", "former_staff", "staff", "team", "former"), _LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["hand_over", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "case"], name="handed_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_outcome_display()}"


class RecentCases(models.Model):
    """The ten cases that somebody opened last, newest first; for their own eyes only.

    The database keeps it beside the read log, which stays for review alone.
    """

    staff = models.OneToOneField(
        StaffMember,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="recent_cases",
    )
    cases = ArrayField(models.UUIDField())

    personal_data = PersonalData(("staff", "cases"), "§ 67c SGB X", STAFF_RETENTION)

    def __str__(self) -> str:
        return str(self.staff_id)
