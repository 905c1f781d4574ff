"""What awaits whoever keeps the texts of an office: numbers about texts, none about people."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from roterfaden.organisations.models import Jobcentre
from roterfaden.plans.models import Leaflet, SupportOffer, TextBlock, TextBlockTranslation

SOON = timedelta(days=28)
"""So long before its last day a text or an offer is told to run out."""


@dataclass(frozen=True)
class Awaiting:
    """How much waits, by what it is, and the leaflet that comes next."""

    proposals: int
    blocks_ending: int
    translations: int
    stopped_offers: int
    offers_ending: int
    coming_leaflet: Leaflet | None

    @property
    def any(self) -> bool:
        """Whether something asks for a decision."""
        return bool(self.proposals or self.blocks_ending or self.translations or self.offers_ending)


def running_out(today: date) -> Q:
    """Blocks in use whose last day is near."""
    soon = Q(valid_until_on__range=(today, today + SOON))
    return soon & Q(state=TextBlock.State.APPROVED)


def with_drafts() -> Q:
    """Blocks of an office with a translation that nobody has held against the German.

    Delivered ones are left out: an office cannot review their translations.
    """
    drafts = TextBlockTranslation.objects.filter(state=TextBlockTranslation.State.DRAFT)
    withdrawn = Q(state=TextBlock.State.WITHDRAWN)
    return Q(jobcentre__isnull=False, pk__in=drafts.values("block")) & ~withdrawn


def awaiting(jobcentre: Jobcentre, today: date) -> Awaiting:
    """The numbers of an office on a day; three queries."""
    shown = TextBlock.objects.of(jobcentre).not_hidden_at(jobcentre)
    blocks = shown.aggregate(
        proposals=Count("pk", filter=Q(state=TextBlock.State.PROPOSED)),
        ending=Count("pk", filter=running_out(today)),
        drafted=Count("pk", filter=with_drafts()),
    )
    offers = list(SupportOffer.objects.of(jobcentre))
    promised = [offer for offer in offers if offer.can_be_promised_on(today)]
    ending = [o for o in promised if o.until_on is not None and o.until_on <= today + SOON]
    coming = Leaflet.objects.of(jobcentre).filter(valid_from_on__gt=today)
    return Awaiting(
        proposals=blocks["proposals"],
        blocks_ending=blocks["ending"],
        translations=blocks["drafted"],
        stopped_offers=len(offers) - len(promised),
        offers_ending=len(ending),
        coming_leaflet=coming.order_by("valid_from_on").first(),
    )
