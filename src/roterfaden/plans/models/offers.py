"""What the office can promise now."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS


class SupportOfferQuerySet(models.QuerySet["SupportOffer"]):
    """Offers as people ask for them."""

    def of(self, jobcentre: Jobcentre) -> SupportOfferQuerySet:
        """The offers of this office."""
        return self.filter(jobcentre=jobcentre)

    def stopped_on(self, day: date) -> SupportOfferQuerySet:
        """Offers that cannot be promised on this day."""
        return self.filter(Q(state=SupportOffer.State.STOPPED) | Q(until_on__lt=day))


class SupportOffer(BaseModel):
    """A support that the office may promise, or must not promise any more.

    Money runs out within the year, and so counsellors stop promising anything specific (report
    3.3). What stands here can be promised without fear.
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        LIMITED = "limited", _("begrenzt")
        STOPPED = "stopped", _("gestoppt")

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=30, choices=[(k.code, k.name) for k in OFFER_KINDS])
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    condition = models.CharField(max_length=300, blank=True)
    until_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[SupportOffer]] = SupportOfferQuerySet.as_manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "name"], name="offer_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def can_be_promised_on(self, day: date) -> bool:
        """Whether it may stand in a plan that is agreed on this day."""
        return self.state != self.State.STOPPED and (self.until_on is None or day <= self.until_on)


class OfferChange(BaseModel):
    """How an offer stood from a moment on: its history, one line a change, never rewritten."""

    offer = models.ForeignKey(SupportOffer, on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=SupportOffer.State)
    condition = models.CharField(max_length=300, blank=True)
    until_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.get_state_display()
