"""Until when an objection can be lodged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.calendar import Place
from roterfaden.law.ends import End, end_on_working_day, named
from roterfaden.law.errors import german
from roterfaden.law.inputs import LAND, MUNICIPALITY, NOTIFIED_ON, Choice, Input, Kind
from roterfaden.law.parameters import Value, parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.terms import add_months

NAME = "objection"

_MOVED = Reference("§ 64 Abs. 2 und 3 SGG", "SGG i. d. F. v. 23.9.1975, BGBl. I S. 2535")
INPUTS = (
    NOTIFIED_ON,
    Input(
        name="instruction",
        kind=Kind.CHOICE,
        label="Rechtsbehelfsbelehrung",
        help="Steht im Bescheid richtig, wie, wo und bis wann man widersprechen kann?",
        choices=(Choice("given", "richtig erteilt"), Choice("missing", "fehlt oder ist falsch")),
    ),
    LAND,
    MUNICIPALITY,
)


@dataclass(frozen=True, kw_only=True)
class Objection(Result):
    """The last day on which an objection comes in time."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"ends_on": "Widerspruch möglich bis"}
    )
    span: ClassVar[tuple[str, str] | None] = ("notified_on", "ends_on")

    ends_on: date


def objection(
    *,
    notified_on: date,
    instruction: str,
    land: str | None = None,
    municipality: str | None = None,
) -> Objection:
    """Until when an act made known on a day can be objected to.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
        UnknownPlace: Land or municipality do not exist or do not match.
    """
    inputs = {
        "notified_on": notified_on,
        "instruction": instruction,
        "land": land,
        "municipality": municipality,
    }
    return cast(Objection, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Widerspruch gegen einen Bescheid",
    question="Bis wann ist ein Widerspruch möglich?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="notified_on",
    norms=("§ 84 Abs. 1 SGG", "§ 66 SGG", "§ 64 SGG"),
    status=Status.TEXT,
    parameters=("objection_months", "objection_years_without_instruction"),
)
def objection_ends(
    *,
    notified_on: date,
    instruction: str,
    land: str | None = None,
    municipality: str | None = None,
) -> Objection:
    """One month after notification, one year where the instruction is missing or wrong."""
    if instruction == "given":
        term = parameter("objection_months").on(notified_on)
        months, said = term.number, "einen Monat"
        why = "Die Belehrung über den Widerspruch ist richtig erteilt"
    else:
        term = parameter("objection_years_without_instruction").on(notified_on)
        months, said = 12 * term.number, "ein Jahr"
        why = "Die Belehrung über den Widerspruch fehlt oder ist falsch"
    last_day = add_months(notified_on, months)
    end = end_on_working_day(last_day, Place(land, municipality), norm="§ 64 Abs. 3 SGG")
    reasons = (
        (
            f"Der Bescheid gilt am {german(notified_on)} als bekannt gegeben. Dieser Tag zählt "
            "nicht mit (§ 64 Abs. 1 SGG)."
        ),
        f"{why}. Die Frist beträgt deshalb {said} ({term.norm}).",
        f"Rechnerisch endet sie am {named(last_day)}.",
    )
    return _answer(notified_on, term, reasons, end)


def _answer(notified_on: date, term: Value, reasons: tuple[str, ...], end: End) -> Objection:
    stays = "Der Widerspruch schiebt eine Minderung nicht auf (§ 39 Nr. 1 SGB II)."
    return Objection(
        rule=NAME,
        regime=regime_on(notified_on),
        status=end.status,
        reasons=(*reasons, *end.reasons, stays),
        references=(term.reference, _MOVED),
        ends_on=end.on,
    )
