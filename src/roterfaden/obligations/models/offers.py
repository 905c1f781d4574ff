"""Job proposals and assignments to measures: what was proposed, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData, paired
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.recipients.models import Case


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers as people ask for them."""

    def visible_to(self, staff: StaffMember) -> OfferQuerySet:
        """Those of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def turned_down(self) -> OfferQuerySet:
        """Those that were refused or broken off: a second entry into a procedure, in both laws."""
        return self.filter(outcome__in=TURNED_DOWN)


class Offer(BaseModel):
    """A job or a measure that the jobcentre proposed; linked to a step, it shows that it acted.

    Without a notice of the consequences, or knowledge of them, nothing follows from a refusal
    (§ 31 Abs. 1 Satz 1 SGB II): ``known_because`` says how the person knew of them all the same.
    """

    class Kind(models.TextChoices):
        JOB = "job", _("Stelle oder Ausbildung")
        MEASURE = "measure", _("Maßnahme oder Kurs")

    class Channel(models.TextChoices):
        POST = "post", _("mit der Post")
        HANDED_OVER = "handed_over", _("im Gespräch übergeben")
        PORTAL = "portal", _("über das Postfach")
        EMAIL = "email", _("mit E-Mail")

    class Outcome(models.TextChoices):
        APPLIED = "applied", _("beworben oder angemeldet")
        BEGAN = "began", _("angefangen")
        REFUSED = "refused", _("abgelehnt")
        BROKEN_OFF = "broken_off", _("abgebrochen")
        CANCELLED_BY_OTHER = "cancelled_by_other", _("von der anderen Seite abgesagt")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind)
    provider = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    sent_on = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel)
    with_notice = models.BooleanField(default=False)
    known_because = models.CharField(max_length=300, blank=True)
    step = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Offer]] = OfferQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("kind", "provider", "title", "sent_on", "channel", "with_notice", "known_because"),
            *("step", "outcome", "outcome_on", "reason"),
        ),
        "§§ 16, 31 SGB II, § 67a SGB X",
        ACT_RETENTION,
    )

    class Meta:
        ordering = ["-sent_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") ^ Q(outcome_on__isnull=False),
                name="proposal_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(provider=""), name="proposal_says_what_and_who"
            ),
            paired("told_at", "told_by"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.provider}"

    @property
    def knew_the_consequences(self) -> bool:
        """Whether there was a notice, or the person knew of the consequences."""
        return self.with_notice or bool(self.known_because)

    @property
    def is_turned_down(self) -> bool:
        """Whether it was refused or broken off."""
        return self.outcome in TURNED_DOWN


TURNED_DOWN = (Offer.Outcome.REFUSED, Offer.Outcome.BROKEN_OFF)
