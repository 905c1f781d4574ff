"""The cooperation plan: plan, versions, entries, what became of them, answers, text blocks."""

from roterfaden.plans.models.answers import Answer, ChangeWish
from roterfaden.plans.models.entries import Entry, EntryOutcome, EntryQuerySet
from roterfaden.plans.models.leaflets import Leaflet
from roterfaden.plans.models.offers import OfferChange, SupportOffer
from roterfaden.plans.models.plan import Plan, PlanVersion, PlanVersionQuerySet
from roterfaden.plans.models.reasons import Reason
from roterfaden.plans.models.standings import CaseStanding, CaseStandingQuerySet
from roterfaden.plans.models.text_blocks import (
    BlockAtOffice,
    FavouriteBlock,
    TextBlock,
    TextBlockChange,
    TextBlockTranslation,
)

__all__ = [
    "Answer",
    "BlockAtOffice",
    "CaseStanding",
    "CaseStandingQuerySet",
    "ChangeWish",
    "Entry",
    "EntryOutcome",
    "EntryQuerySet",
    "FavouriteBlock",
    "Leaflet",
    "OfferChange",
    "Plan",
    "PlanVersion",
    "PlanVersionQuerySet",
    "Reason",
    "SupportOffer",
    "TextBlock",
    "TextBlockChange",
    "TextBlockTranslation",
]
