"""What the jobcentre proposed to keep its own steps: jobs and measures, by step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max

from roterfaden.obligations.models import Offer


@dataclass(frozen=True)
class Proposed:
    """How many proposals keep a step, and when the last one went out."""

    number: int
    last_on: date


def proposed(steps: Collection[UUID]) -> dict[UUID, Proposed]:
    """By step, for those steps that a proposal keeps; one query."""
    kept = Offer.objects.filter(step__in=steps).order_by().values_list("step")
    counted = kept.annotate(number=Count("pk"), last_on=Max("sent_on"))
    return {step: Proposed(number, last_on) for step, number, last_on in counted}
