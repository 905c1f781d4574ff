"""The leaflet of standing rules that goes with each plan: both sides, one page, no threat.

Rules such as "tell us about changes" fill plans where they say nothing about the person (report
3.2). They stand here once, beside what the office does, so that the plan stays free for the two.
"""

from roterfaden.plans.leaflet.checking import Finding, findings
from roterfaden.plans.leaflet.delivered import delivered
from roterfaden.plans.leaflet.model import (
    LANGUAGES,
    SECTIONS,
    Office,
    Rules,
    Section,
    Text,
    sentences,
)
from roterfaden.plans.leaflet.setting import Leaflet, TooLong, Unprintable, preview, typeset

__all__ = [
    "LANGUAGES",
    "SECTIONS",
    "Finding",
    "Leaflet",
    "Office",
    "Rules",
    "Section",
    "Text",
    "TooLong",
    "Unprintable",
    "delivered",
    "findings",
    "preview",
    "sentences",
    "typeset",
]
