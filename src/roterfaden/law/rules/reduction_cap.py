"""How much of a further reduction still fits under the cap of all reductions together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.rules.determination_limit import BREACH_ON

NAME = "reduction-cap"

INPUTS = (
    BREACH_ON,
    Input(
        name="running",
        kind=Kind.WHOLE,
        label="Laufende Minderungen in Prozent",
        help="Was im selben Monat schon gemindert wird, zusammen.",
        largest=100,
    ),
    Input(
        name="percent",
        kind=Kind.WHOLE,
        label="Weitere Minderung in Prozent",
        largest=100,
    ),
)


@dataclass(frozen=True, kw_only=True)
class ReductionCap(Result):
    """What of the further reduction remains, in percent of the standard need."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"allowed": "Davon noch möglich (Prozent)", "cap": "Grenze (Prozent)"}
    )

    allowed: int
    cap: int


def reduction_cap(*, breach_on: date, running: int, percent: int) -> ReductionCap:
    """What remains of a further reduction in a month in which others run.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
    """
    inputs = {"breach_on": breach_on, "running": running, "percent": percent}
    return cast(ReductionCap, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Grenze aller Minderungen zusammen",
    question="Wie viel darf eine weitere Minderung im selben Monat noch ausmachen?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="breach_on",
    norms=("§ 31a Abs. 4 Satz 1 SGB II",),
    status=Status.TEXT,
    parameters=("cap_percent",),
)
def capped(*, breach_on: date, running: int, percent: int) -> ReductionCap:
    """Together at most 30 percent; refused work stands apart (§ 31a Abs. 7 SGB II)."""
    cap = parameter("cap_percent").on(breach_on)
    apart = percent > cap.number
    limit = 100 if apart else cap.number
    allowed = max(0, min(percent, limit - running))
    return ReductionCap(
        rule=NAME,
        regime=regime_on(breach_on),
        status=Status.INTERPRETATION if apart else Status.TEXT,
        reasons=(
            (
                f"Am {german(breach_on)} sind alle Minderungen zusammen auf {cap.number} Prozent "
                f"des Regelbedarfs begrenzt ({cap.norm})."
            ),
            _counted(running, percent, allowed, apart=apart),
            "Unterkunft und Heizung dürfen nicht gemindert werden (§ 31a Abs. 4 Satz 2 SGB II).",
        ),
        references=(cap.reference,),
        allowed=allowed,
        cap=cap.number,
    )


def _counted(running: int, percent: int, allowed: int, *, apart: bool) -> str:
    if apart:
        return (
            "Bei verweigerter Arbeit gilt diese Grenze nicht (§ 31a Abs. 7 SGB II). Mehr als der "
            f"ganze Regelbedarf kann nicht entfallen: Es bleiben {allowed} Prozent "
            "(unsere Auslegung)."
        )
    return (
        f"{running} Prozent laufen schon, {percent} Prozent kämen hinzu. Möglich sind davon noch "
        f"{allowed} Prozent."
    )
