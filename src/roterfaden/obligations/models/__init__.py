"""Procedures, what is written down on the way, and proposals of work and measures."""

from roterfaden.obligations.models.facts import Duty, GoodCause, Hearing
from roterfaden.obligations.models.house_rules import HouseRules
from roterfaden.obligations.models.offers import Offer
from roterfaden.obligations.models.procedure import Move, Procedure
from roterfaden.obligations.models.results import Decision, Objection, PaymentStop, Reduction

__all__ = [
    "Decision",
    "Duty",
    "GoodCause",
    "Hearing",
    "HouseRules",
    "Move",
    "Objection",
    "Offer",
    "PaymentStop",
    "Procedure",
    "Reduction",
]
