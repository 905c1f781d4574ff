"""What was decided, what follows from it, and what was objected."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData
from roterfaden.obligations.models.procedure import Procedure
from roterfaden.obligations.models.shared import LAW
from roterfaden.obligations.states import Writing
from roterfaden.organisations.models import StaffMember

_WRITINGS = [
    (Writing.DUTY.value, _("Verpflichtung")),
    (Writing.DECISION.value, _("Bescheid")),
    (Writing.LIFTING.value, _("Aufhebung")),
]


class Decision(BaseModel):
    """What a person decides, with the fields that must be answered; ``law`` keeps what it said."""

    class Outcome(models.TextChoices):
        REDUCE = "reduce", _("Minderung")
        UNREACHABLE = "unreachable", _("Feststellung: nicht erreichbar")
        NONE = "none", _("keine Minderung")

    class Kind(models.TextChoices):
        BREACH = "breach", _("Pflichtverletzung")
        MISSED = "missed-appointment", _("versäumter Termin")
        REFUSAL = "work-refusal", _("willentlich verweigerte Arbeit")

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.BREACH)
    good_cause_considered = models.CharField(max_length=1500)
    hardship = models.BooleanField()
    hardship_considered = models.CharField(max_length=1500)
    earlier = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(99)])
    running_percent = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(100)]
    )
    standard_need = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    law = models.JSONField(default=dict, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Decision]] = models.Manager()

    personal_data = PersonalData(
        (
            *("outcome", "kind", "good_cause_considered", "hardship", "hardship_considered"),
            *("earlier", "running_percent", "standard_need", "law"),
        ),
        LAW,
        ACT_RETENTION,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(good_cause_considered="") & ~Q(hardship_considered=""),
                name="decision_answers_cause_and_hardship",
            ),
            models.CheckConstraint(
                condition=Q(outcome="none") | Q(hardship=False),
                name="hardship_leads_to_no_reduction",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def takes_something(self) -> bool:
        """Whether a reduction or the end of the claim follows."""
        return self.outcome != self.Outcome.NONE


class Reduction(BaseModel):
    """By how much, from when to when; compliance ends it earlier, after a month at least."""

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="reduction")
    begins_on = models.DateField()
    ends_on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    monthly_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    complied_on = models.DateField(null=True, blank=True)
    job_gone_on = models.DateField(null=True, blank=True)
    law = models.JSONField(default=dict, blank=True)

    objects: ClassVar[models.Manager[Reduction]] = models.Manager()

    personal_data = PersonalData(
        (
            *("begins_on", "ends_on", "percent", "monthly_amount", "complied_on", "job_gone_on"),
            "law",
        ),
        LAW,
        ACT_RETENTION,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="reduction_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %, {self.begins_on:%d.%m.%Y} bis {self.ends_on:%d.%m.%Y}"


class PaymentStop(BaseModel):
    """That the benefit department stopped the payment for the time being, and when it went on.

    Its act (§ 40 Abs. 2 Nr. 4 SGB II, § 331 SGB III): recorded here, never proposed.
    """

    procedure = models.OneToOneField(
        Procedure, on_delete=models.PROTECT, related_name="payment_stop"
    )
    stopped_on = models.DateField()
    paid_again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[PaymentStop]] = models.Manager()

    personal_data = PersonalData(("stopped_on", "paid_again_on"), LAW, ACT_RETENTION)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_again_on__isnull=True) | Q(paid_again_on__gte=F("stopped_on")),
                name="payment_goes_on_after_its_stop",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stopped_on:%d.%m.%Y}"


class Objection(BaseModel):
    """That somebody objected to a letter, and what became of it. It does not suspend (§ 39)."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("noch offen")
        UPHELD = "upheld", _("hatte Erfolg")
        REJECTED = "rejected", _("zurückgewiesen")
        WITHDRAWN = "withdrawn", _("zurückgenommen")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="objections")
    against = models.CharField(max_length=10, choices=_WRITINGS)
    received_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Objection]] = models.Manager()

    personal_data = PersonalData(
        ("against", "received_on", "outcome", "decided_on"), LAW, ACT_RETENTION
    )

    class Meta:
        ordering = ["received_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open") ^ Q(decided_on__isnull=False),
                name="objection_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())
