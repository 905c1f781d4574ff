"""A proof about which something is on record, and each word that was said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.plans.models.shared import paired
from roterfaden.proofs.states import NEEDS_REASON, STATE_NAMES, UNANSWERED, State
from roterfaden.recipients.models import Case

_LAW = "§ 15 Abs. 2 SGB II, § 67a SGB X"
_STATES = [(state.value, STATE_NAMES[state]) for state in State]


class ProofQuerySet(models.QuerySet["Proof"]):
    """Proofs as people ask for them."""

    def visible_to(self, staff: StaffMember) -> ProofQuerySet:
        """Those of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def unanswered(self) -> ProofQuerySet:
        """Those that came in and wait for a word."""
        return self.filter(state__in=[one.value for one in UNANSWERED])


class Proof(BaseModel):
    """One due day of a line about which something was said; days without a word have no row.

    ``line`` is the first entry of the line, ``entry`` the one that was in force, whose words count.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proofs")
    line = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="proofs")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=_STATES, default=State.OPEN)
    changed_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Proof]] = ProofQuerySet.as_manager()

    personal_data = PersonalData(("due_on", "state"), _LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["case", "changed_at"],
                name="proof_unanswered",
                condition=Q(state__in=[one.value for one in UNANSWERED]),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["line", "due_on"], name="proof_of_a_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry.proof} ({self.due_on:%d.%m.%Y})"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[State(self.state)])


class ProofRecord(BaseModel):
    """What was said about a proof on a day; the newest that was not taken back counts."""

    class Way(models.TextChoices):
        """How it came in."""

        DESK = "desk", _("persönlich abgegeben")
        POST = "post", _("mit der Post")
        EMAIL = "email", _("mit E-Mail")
        SCAN = "scan", _("hochgeladen oder eingescannt")

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="records")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=_STATES)
    happened_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[ProofRecord]] = models.Manager()

    personal_data = PersonalData(("happened_on", "way", "reason"), _LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["proof", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proof", "number"], name="proof_record_in_order"),
            models.CheckConstraint(condition=~Q(state=State.OPEN), name="proof_record_says_more"),
            models.CheckConstraint(
                condition=Q(state=State.RECEIVED) ^ Q(way=""), name="proof_received_some_way"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[one.value for one in NEEDS_REASON]) | ~Q(reason=""),
                name="proof_no_without_a_reason",
            ),
            paired("taken_back_at", "taken_back_by"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.happened_on:%d.%m.%Y}"
