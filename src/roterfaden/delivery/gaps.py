"""What stands in the gaps of a wording: facts, names, and amounts that follow from the law."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from roterfaden.core import clock
from roterfaden.delivery.facts import Fact, Form
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.speech import GERMAN, SPEECH, Speech
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import BUERGERGELD, regime_on
from roterfaden.law.rules.reduction import Reduction, reduction

GAP = re.compile(r"\{([a-z0-9_]+)\}")
_KEPT_TOGETHER = re.compile(r"(§§?|Abs\.|Satz|Nr\.|Artikel) (?=\d)|(?<=SGB) (?=[IVX])")
_WHOLE = 100
_LAW_KIND = {Kind.INVITATION: "missed-appointment"}
"""What would be reduced for; all other notices speak of a breach."""

REGIME_ENDS_ON = BUERGERGELD.validity.ends_on or date.max
LAW_GAPS = ("percent", "months", "amount", "work_amount", "work_months")
PEOPLE_GAPS = (
    *("person", "office", "office_address", "office_phone", "writer", "phone"),
    *("benefit", "transition"),
)


def gaps_of(letter: Letter, language: str = GERMAN) -> dict[str, str]:
    """Each gap and what is printed there; a needed fact that is missing shows its name.

    The letter speaks its own language, whatever the person at the screen reads.
    """
    speech = SPEECH[language]
    said = dict.fromkeys((*LAW_GAPS, *PEOPLE_GAPS), "")
    with translation.override(language):
        for fact in KINDS[Kind(letter.kind)].facts:
            said |= _fact_gaps(fact, letter.facts, speech)
    return said | _people(letter, speech) | _law(letter, speech)


def known_gaps(kind: Kind) -> frozenset[str]:
    """Every gap that a wording of this kind may have."""
    facts = KINDS[kind].facts
    long = (f"{fact.code}_long" for fact in facts if fact.form == Form.DAY)
    return frozenset({*LAW_GAPS, *PEOPLE_GAPS, *(fact.code for fact in facts), *long})


def fill(text: str, gaps: Mapping[str, str]) -> list[str]:
    """The lines of a text, filled; a line with a gap for which there is nothing is left out."""
    lines = (line.strip() for line in text.splitlines())
    return [
        bound(GAP.sub(lambda found: gaps[found[1]], line))
        for line in lines
        if line and all(gaps.get(name) for name in GAP.findall(line))
    ]


def bound(text: str) -> str:
    """The text with norms that no line end cuts apart: ``§ 31b Abs. 4 SGB II``."""
    return _KEPT_TOGETHER.sub(lambda found: (found[1] or "") + "\N{NO-BREAK SPACE}", text)


def fact_words(fact: Fact, value: Any, speech: Speech) -> str:
    """One fact as it is printed: ``04.01.2027``, ``168,90 Euro``."""
    if value in (None, "", []):
        return ""
    match fact.form:
        case Form.DAY:
            return speech.day(date.fromisoformat(value))
        case Form.DAYS:
            return speech.listed([speech.day(date.fromisoformat(one)) for one in value])
        case Form.MONEY:
            return speech.euros(Decimal(value))
        case Form.CHOICE:
            return str(fact.choices[value])
        case Form.YES_NO:
            return speech.yes
        case Form.TIME:
            return speech.clock.format(value)
    return str(value)


def _fact_gaps(fact: Fact, facts: Mapping[str, Any], speech: Speech) -> dict[str, str]:
    value = facts.get(fact.code)
    if fact.is_missing(facts):
        return {fact.code: f"[{fact.label}]", f"{fact.code}_long": f"[{fact.label}]"}
    if fact.code == "months" and value:
        return {fact.code: speech.term(int(value))}
    said = {fact.code: fact_words(fact, value, speech)}
    if fact.form == Form.DAY:
        said[f"{fact.code}_long"] = speech.long_day(date.fromisoformat(value)) if value else ""
    return said


def _people(letter: Letter, speech: Speech) -> dict[str, str]:
    office, writer = letter.case.jobcentre, letter.drafted_by
    city = f"{office.postcode} {office.city}".strip()
    is_old = regime_on(letter.event_on) == BUERGERGELD
    is_late = is_old and clock.day_of(letter.changed_at) > REGIME_ENDS_ON
    return {
        "person": str(letter.case.recipient),
        "office": office.name,
        "office_address": f"{office.street}, {city}" if office.street and city else "",
        "office_phone": office.phone,
        "writer": f"{writer.first_name} {writer.last_name}",
        "phone": writer.phone or office.phone,
        "benefit": "Bürgergeld" if is_old else "Grundsicherungsgeld",
        "transition": speech.transition if is_late else "",
    }


def _law(letter: Letter, speech: Speech) -> dict[str, str]:
    """What the notice must name: percent, months and the person's own amount where it is known."""
    if not letter.has_notice:
        return {}
    said = {}
    if found := _reduction(letter, _LAW_KIND.get(Kind(letter.kind), "breach")):
        said = {
            "percent": str(found.percent),
            "months": speech.term(found.months),
            "amount": _amount(found, speech),
        }
    refused = _reduction(letter, "work-refusal")
    if refused and refused.percent == _WHOLE:
        said |= {
            "work_amount": _amount(refused, speech),
            "work_months": speech.term(refused.months),
        }
    return said


def _amount(found: Reduction, speech: Speech) -> str:
    return "" if found.monthly_amount is None else speech.euros(found.monthly_amount)


def _reduction(letter: Letter, kind: str) -> Reduction | None:
    need = letter.facts.get("standard_need")
    earlier = int(letter.facts.get("earlier") or 0)
    least = 1 if kind == "missed-appointment" else 0
    try:
        return reduction(
            kind=kind,
            breach_on=letter.event_on,
            notified_on=letter.event_on,
            earlier=max(earlier, least),
            standard_need=Decimal(need) if need else None,
        )
    except LawError:
        return None
