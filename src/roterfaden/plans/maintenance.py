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


def awaiting(jobcentre: Jobcentre, today: date) -> Awaiting:
    """The numbers of an office on a day; four queries."""
    soon = Q(valid_until_on__range=(today, today + SOON))
    blocks = TextBlock.objects.of(jobcentre).aggregate(
        proposals=Count("pk", filter=Q(state=TextBlock.State.PROPOSED)),
        ending=Count("pk", filter=soon & Q(state=TextBlock.State.APPROVED)),
    )
    drafts = TextBlockTranslation.objects.filter(
        Q(block__jobcentre=jobcentre) | Q(block__jobcentre__isnull=True),
        state=TextBlockTranslation.State.DRAFT,
    ).exclude(block__state=TextBlock.State.WITHDRAWN)
    offers = list(SupportOffer.objects.of(jobcentre))
    promised = [offer for offer in offers if offer.can_be_promised_on(today)]
    ending = [o for o in promised if o.until_on is not None and o.until_on <= today + SOON]
    coming = Leaflet.objects.of(jobcentre).filter(valid_from_on__gt=today)
    return Awaiting(
        proposals=blocks["proposals"],
        blocks_ending=blocks["ending"],
        translations=drafts.count(),
        stopped_offers=len(offers) - len(promised),
        offers_ending=len(ending),
        coming_leaflet=coming.order_by("valid_from_on").first(),
    )
