"""When a conciliation ends at the latest; there is none since 1 July 2026."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.ends import named
from roterfaden.law.errors import german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.sources import CIVIL_CODE, TERMS, THIRTEENTH_ACT
from roterfaden.law.terms import add_days

NAME = "conciliation-end"
LAST_DAY = date(2026, 6, 30)

_REPEALED = Reference("§ 15a SGB II", THIRTEENTH_ACT)
INPUTS = (
    Input(
        name="began_on",
        kind=Kind.DATE,
        label="Schlichtung begonnen am",
        help="Der Tag, an dem das Verfahren eingeleitet wurde.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class ConciliationEnd(Result):
    """The last day of a conciliation that found no agreement before."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType({"ends_on": "Endet spätestens am"})
    span: ClassVar[tuple[str, str] | None] = ("began_on", "ends_on")

    ends_on: date


def conciliation_end(*, began_on: date) -> ConciliationEnd:
    """When a conciliation begun on a day ends at the latest.

    Raises:
        NoRuleInForce: there was no conciliation on that day.
    """
    return cast(ConciliationEnd, rules().evaluate(NAME, {"began_on": began_on}))


@rule(
    name=NAME,
    title="Ende eines Schlichtungsverfahrens",
    question="Wann endet ein Schlichtungsverfahren?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=LAST_DAY,
    hangs_on="began_on",
    norms=("§ 15a Abs. 4 SGB II bis 30.06.2026",),
    status=Status.TEXT,
    parameters=("conciliation_weeks",),
)
def conciliation_ends(*, began_on: date) -> ConciliationEnd:
    """Four weeks after it began, and with the law that knew it: our interpretation.

    A longest duration, not a term in which somebody must act, so it does not move.
    """
    weeks = parameter("conciliation_weeks").on(began_on)
    by_weeks = add_days(began_on, 7 * weeks.number)
    reasons: tuple[str, ...] = (
        f"Das Verfahren begann am {german(began_on)}. Dieser Tag zählt nicht mit.",
        (
            f"Es endet mit einer Einigung, spätestens nach {weeks.number} Wochen ({weeks.norm}): "
            f"mit Ablauf von {named(by_weeks)}."
        ),
        "Solange es läuft, führen Pflichtverletzungen nicht zu Minderungen (§ 15a Abs. 3 SGB II).",
    )
    references: tuple[Reference, ...] = (weeks.reference, TERMS, CIVIL_CODE)
    status = Status.TEXT
    if by_weeks > LAST_DAY:
        status = Status.INTERPRETATION
        references = (*references, _REPEALED)
        reasons = (
            *reasons,
            (
                f"Seit 01.07.2026 gibt es kein Schlichtungsverfahren mehr, und eine "
                f"Übergangsregel fehlt. Es endet deshalb mit dem {german(LAST_DAY)}, "
                "weil die Rechtsgrundlage endet (unsere Auslegung)."
            ),
        )
    return ConciliationEnd(
        rule=NAME,
        regime=regime_on(began_on),
        status=status,
        reasons=reasons,
        references=references,
        ends_on=min(by_weeks, LAST_DAY),
    )
