"""Whether the hearing before a reduction shall be in person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import german
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.inputs import YES, yes_or_no
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.rules.determination_limit import BREACH_ON
from roterfaden.law.sources import BUERGERGELD_ACT, THIRTEENTH_ACT
from roterfaden.law.validity import ONE_DAY

NAME = "hearing-in-person"

_BEFORE = Reference("§ 31a Abs. 2 SGB II", BUERGERGELD_ACT)
_SINCE = Reference("§ 31a Abs. 2 SGB II", THIRTEENTH_ACT)


INPUTS = (
    BREACH_ON,
    yes_or_no("requested", "Die Person verlangt es"),
    yes_or_no("repeated", "Pflichten oder Termine wiederholt verletzt"),
    yes_or_no(
        "writing_hard",
        "Schriftlich geht es nicht",
        "Eine psychische Erkrankung ist bekannt, oder schriftlich scheint es nicht möglich. Ja "
        "oder nein genügt; eine Diagnose gehört nicht hierher.",
    ),
    yes_or_no("third_in_a_row", "Geprüft wird ein drittes Versäumnis in Folge"),
)


@dataclass(frozen=True, kw_only=True)
class HearingInPerson(Result):
    """``shall`` be in person, an ``opportunity`` to it shall be given, or ``none``: in writing."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"in_person": "Anhörung persönlich"}
    )

    in_person: str


def hearing_in_person(*, breach_on: date, **others: str | None) -> HearingInPerson:
    """Whether the hearing about a breach shall be in person; ``others`` are yes or no.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
    """
    return cast(HearingInPerson, rules().evaluate(NAME, {"breach_on": breach_on, **others}))


@rule(
    name=NAME,
    title="Persönliche Anhörung",
    question="Soll die Anhörung vor einer Minderung persönlich sein?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=NEW_LAW_FROM - ONE_DAY,
    hangs_on="breach_on",
    norms=("§ 31a Abs. 2 SGB II",),
    status=Status.TEXT,
)
def on_request_or_repeated(
    *,
    breach_on: date,
    requested: str | None = None,
    repeated: str | None = None,
    writing_hard: str | None = None,
    third_in_a_row: str | None = None,
) -> HearingInPerson:
    """Until 30 June 2026 on request, and in repeated cases."""
    why = []
    if requested == YES:
        why.append("Die Person verlangt es (§ 31a Abs. 2 Satz 1 SGB II).")
    if YES in {repeated, third_in_a_row}:
        why.append(
            "Pflichten oder Termine wurden wiederholt nicht eingehalten (§ 31a Abs. 2 Satz 2 "
            "SGB II)."
        )
    return _answer(breach_on, tuple(why), (), _BEFORE)


@rule(
    name=NAME,
    title="Persönliche Anhörung",
    question="Soll die Anhörung vor einer Minderung persönlich sein?",
    inputs=INPUTS,
    in_force_from=NEW_LAW_FROM,
    hangs_on="breach_on",
    norms=("§ 31a Abs. 2 SGB II",),
    status=Status.TEXT,
)
def on_request_or_where_writing_is_hard(
    *,
    breach_on: date,
    requested: str | None = None,
    repeated: str | None = None,
    writing_hard: str | None = None,
    third_in_a_row: str | None = None,
) -> HearingInPerson:
    """Since 1 July 2026 on request, and where writing is hard; an opportunity at the third miss."""
    why, opportunity = [], []
    if requested == YES:
        why.append("Die Person verlangt es (§ 31a Abs. 2 Satz 1 SGB II).")
    if writing_hard == YES:
        why.append("Schriftlich scheint es nicht möglich (§ 31a Abs. 2 Satz 2 SGB II).")
    if third_in_a_row == YES:
        opportunity.append(
            "Geprüft wird ein drittes Versäumnis in Folge: Eine Gelegenheit zur persönlichen "
            "Anhörung soll es geben (§ 31a Abs. 2 Satz 3 SGB II)."
        )
    return _answer(breach_on, tuple(why), tuple(opportunity), _SINCE)


def _answer(
    breach_on: date, why: tuple[str, ...], opportunity: tuple[str, ...], reference: Reference
) -> HearingInPerson:
    in_person = "shall" if why else "opportunity" if opportunity else "none"
    said = {
        "shall": "Die Anhörung soll persönlich sein.",
        "opportunity": "Wer die Gelegenheit nicht nutzt, wird schriftlich angehört.",
        "none": "Die Anhörung kann schriftlich sein; auf Verlangen wird sie persönlich.",
    }
    return HearingInPerson(
        rule=NAME,
        regime=regime_on(breach_on),
        status=Status.TEXT,
        reasons=(
            (
                f"Vor jeder Minderung wird angehört (§ 24 Abs. 1 SGB X). Für den "
                f"{german(breach_on)} sagt {reference.norm}, wann persönlich."
            ),
            *why,
            *opportunity,
            said[in_person],
        ),
        references=(reference, Reference("§ 24 Abs. 1 SGB X", "SGB X i. d. F. v. 18.1.2001")),
        in_person=in_person,
    )
