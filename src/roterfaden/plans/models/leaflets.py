"""The leaflet of an office: how both sides work together, one version after the other."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from roterfaden.core.models import NO_PERSONAL_DATA, BaseModel
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.models.shared import paired


class LeafletQuerySet(models.QuerySet["Leaflet"]):
    """Leaflets as people ask for them."""

    def of(self, jobcentre: Jobcentre) -> LeafletQuerySet:
        """Those that this office wrote and did not take back before they held."""
        return self.filter(jobcentre=jobcentre, withdrawn_at__isnull=True)

    def valid_on(self, day: date) -> LeafletQuerySet:
        """Those that hold or held by this day, the one that counts first."""
        held = self.filter(valid_from_on__lte=day)
        return held.order_by("-valid_from_on", "-written_at")


class Leaflet(BaseModel):
    """One version of an office's own leaflet; holds from a day until the next one does.

    ``rules`` has for each section (:mod:`roterfaden.plans.leaflet`) a list of sentences, each in
    German and, where somebody translated it, in other languages: ``{"office": [{"de": "Wir …"}]}``.
    The words never change (a trigger guards them): plans were agreed beside them.
    """

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="leaflets")
    valid_from_on = models.DateField()
    rules = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Leaflet]] = LeafletQuerySet.as_manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-valid_from_on", "-written_at"]
        constraints = [paired("withdrawn_at", "withdrawn_by")]

    def __str__(self) -> str:
        return f"Merkblatt ab {self.valid_from_on}"
