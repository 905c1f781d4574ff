"""Strengths and obstacles of the potential analysis: a small list, each with its topics.

The topics are those of the plan's entries; prepared wordings of these topics come first when
somebody writes. The list is code, so that a change of it is a reviewed change; what it lacks is
said in own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(StrEnum):
    """What helps, and what is in the way."""

    STRENGTH = "strength"
    OBSTACLE = "obstacle"


@dataclass(frozen=True)
class Factor:
    """One line of the list and the topics of plan entries that it speaks for."""

    code: str
    side: Side
    name: str | Promise
    topics: frozenset[str]


def _factor(code: str, side: Side, name: str | Promise, *topics: str) -> Factor:
    return Factor(code, side, name, frozenset(topics))


_S, _O = Side.STRENGTH, Side.OBSTACLE

FACTORS: dict[str, Factor] = {
    factor.code: factor
    for factor in (
        _factor("experience", _S, _("Berufserfahrung"), "work", "job_search", "find_jobs"),
        _factor("qualified", _S, _("abgeschlossene Ausbildung"), "work", "job_search", "find_jobs"),
        _factor("aim", _S, _("klares Berufsziel"), "work", "training"),
        _factor("languages", _S, _("mehrere Sprachen"), "work", "job_search"),
        _factor("licence", _S, _("Führerschein"), "work", "job_search", "find_jobs"),
        _factor("digital", _S, _("sicher am Computer"), "job_search"),
        _factor("helpers", _S, _("Familie oder Freunde helfen"), "family", "care"),
        _factor("working", _S, _("arbeitet schon in Teilzeit"), "keep_job", "work"),
        _factor(
            "german", _O, _("Deutsch reicht noch nicht"), "language", "learn_german",
            "support_language",
        ),
        _factor(
            "recognition", _O, _("Abschluss nicht anerkannt"), "training", "measures",
            "support_training",
        ),
        _factor(
            "unqualified", _O, _("ohne Berufsabschluss"), "training", "measures",
            "support_training",
        ),
        _factor("health", _O, _("gesundheitlich eingeschränkt"), "health"),
        _factor("childcare", _O, _("Kinderbetreuung fehlt"), "family", "care", "advice"),
        _factor("caring", _O, _("pflegt Angehörige"), "family", "care", "advice"),
        _factor("housing", _O, _("Wohnung unsicher"), "family", "care", "advice"),
        _factor("debts", _O, _("Schulden"), "family", "care", "advice"),
        _factor("mobility", _O, _("schwer erreichbar ohne Auto"), "costs", "job_search"),
        _factor("long_out", _O, _("lange ohne Arbeit"), "work", "measures", "support_training"),
    )
}  # fmt: skip
"""The list by code, in the order in which it is shown."""


def listed(side: Side) -> list[Factor]:
    """The list of one side."""
    return [factor for factor in FACTORS.values() if factor.side == side]


def topics_of(codes: Iterable[str]) -> frozenset[str]:
    """The topics that these findings speak for; own words speak for none."""
    known = [FACTORS[code].topics for code in codes if code in FACTORS]
    return frozenset().union(*known)
