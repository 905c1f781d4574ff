"""Until when a reduction can be determined after a breach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.calendar import is_working_day, why_no_working_day
from roterfaden.law.ends import named
from roterfaden.law.errors import german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.sources import CIVIL_CODE, TERMS
from roterfaden.law.terms import add_months

NAME = "determination-limit"

BREACH_ON = Input(
    name="breach_on",
    kind=Kind.DATE,
    label="Pflichtverletzung am",
    help="Der Tag der Pflichtverletzung oder des versäumten Termins. Er bestimmt das Recht.",
)


@dataclass(frozen=True, kw_only=True)
class DeterminationLimit(Result):
    """The last day on which a reduction may be determined."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"latest_on": "Feststellung spätestens am"}
    )
    span: ClassVar[tuple[str, str] | None] = ("breach_on", "latest_on")

    latest_on: date


def determination_limit(*, breach_on: date) -> DeterminationLimit:
    """Until when a reduction for the breach of a day can be determined.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
    """
    return cast(DeterminationLimit, rules().evaluate(NAME, {"breach_on": breach_on}))


@rule(
    name=NAME,
    title="Letzter Tag für die Feststellung einer Minderung",
    question="Bis wann darf eine Minderung festgestellt werden?",
    inputs=(BREACH_ON,),
    in_force_from=date(2023, 7, 1),
    hangs_on="breach_on",
    norms=("§ 31b Abs. 1 Satz 3 SGB II",),
    status=Status.TEXT,
    parameters=("determination_months",),
)
def determination_within_months(*, breach_on: date) -> DeterminationLimit:
    """Six months after the breach; on a weekend it does not move to Monday, our interpretation.

    The limit protects the person, so it binds the office as it stands.
    """
    months = parameter("determination_months").on(breach_on)
    latest_on = add_months(breach_on, months.number)
    moved, status = _not_moved(latest_on)
    return DeterminationLimit(
        rule=NAME,
        regime=regime_on(breach_on),
        status=status,
        reasons=(
            f"Die Pflichtverletzung war am {german(breach_on)}. Dieser Tag zählt nicht mit.",
            (
                f"Eine Minderung darf nur innerhalb von {months.number} Monaten festgestellt "
                f"werden ({months.norm}): bis {named(latest_on)}."
            ),
            *moved,
        ),
        references=(months.reference, TERMS, CIVIL_CODE),
        latest_on=latest_on,
    )


def _not_moved(latest_on: date) -> tuple[tuple[str, ...], Status]:
    if is_working_day(latest_on):
        return (), Status.TEXT
    said = (
        f"Der {german(latest_on)} ist {why_no_working_day(latest_on)}. Die Grenze schützt die "
        "Person; sie verschiebt sich nicht auf den nächsten Arbeitstag (unsere Auslegung)."
    )
    return (said,), Status.INTERPRETATION
