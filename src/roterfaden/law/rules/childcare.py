"""Until when raising a child makes work unreasonable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import WrongInput, german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.parameters import Value, parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.sources import CIVIL_CODE_AGES, TERMS
from roterfaden.law.terms import last_day_of_months
from roterfaden.law.validity import ONE_DAY

NAME = "childcare-exempt"

_AGES = {36: "das dritte Lebensjahr", 14: "den 14. Lebensmonat"}
INPUTS = (
    Input(name="born_on", kind=Kind.DATE, label="Kind geboren am"),
    Input(
        name="on",
        kind=Kind.DATE,
        label="Tag, der zählt",
        help="Der Tag, an dem die Arbeit aufzunehmen wäre. Er bestimmt das Recht.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class ChildcareExempt(Result):
    """Whether upbringing stands against work, and until which day by the law of the day asked for.

    ``care_must_be_secured``: afterwards work is as a rule reasonable, but only as far as the child
    is cared for.
    """

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "exempt": "Arbeit wegen der Erziehung nicht zumutbar",
            "until": "Längstens bis",
            "care_must_be_secured": "Betreuung muss gesichert sein",
        }
    )
    field_keys: ClassVar[Mapping[str, str]] = MappingProxyType({"until_on": "until"})
    span: ClassVar[tuple[str, str] | None] = ("born_on", "until")

    exempt: bool
    until_on: date
    care_must_be_secured: bool


def childcare_exempt(*, born_on: date, on: date) -> ChildcareExempt:
    """Whether raising the child stands against work on a day.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
        WrongInput: the child was not yet born.
    """
    return cast(ChildcareExempt, rules().evaluate(NAME, {"born_on": born_on, "on": on}))


@rule(
    name=NAME,
    title="Erziehung eines kleinen Kindes",
    question="Ist Arbeit wegen der Erziehung eines Kindes nicht zumutbar?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="on",
    norms=("§ 10 Abs. 1 Nr. 3 SGB II",),
    status=Status.TEXT,
    parameters=("childcare_months",),
)
def childcare_by_age(*, born_on: date, on: date) -> ChildcareExempt:
    """The third year of life until 30 June 2026, the fourteenth month since; birthdays count."""
    if on < born_on:
        raise WrongInput(
            "on",
            f"Am {german(on)} ist das Kind noch nicht geboren ({german(born_on)}).",
            "Prüfen Sie beide Tage.",
        )
    age = parameter("childcare_months").on(on)
    until_on = last_day_of_months(born_on, age.number)
    exempt = on <= until_on
    return ChildcareExempt(
        rule=NAME,
        regime=regime_on(on),
        status=Status.TEXT,
        reasons=_reasons(born_on, on, age, until_on),
        references=(age.reference, TERMS, CIVIL_CODE_AGES),
        exempt=exempt,
        until_on=until_on,
        care_must_be_secured=not exempt,
    )


def _reasons(born_on: date, on: date, age: Value, until_on: date) -> tuple[str, ...]:
    completes = _AGES.get(age.number, f"{age.number} Lebensmonate")
    first = (
        (
            f"Das Kind ist am {german(born_on)} geboren. Der Tag der Geburt zählt mit "
            "(§ 187 Abs. 2 BGB)."
        ),
        (
            f"Nach dem Recht vom {german(on)} kommt es darauf an, ob das Kind {completes} "
            f"vollendet hat ({age.norm}). Das ist mit Ablauf des {german(until_on)} so."
        ),
    )
    if on <= until_on:
        return (
            *first,
            (
                f"Am {german(on)} ist das noch nicht der Fall. Arbeit, die die Erziehung gefährden "
                "würde, ist nicht zumutbar."
            ),
            *_before_change(on, until_on),
        )
    return (
        *first,
        (
            f"Seit {german(until_on + ONE_DAY)} ist die Erziehung durch Arbeit in der Regel nicht "
            "gefährdet, aber nur, soweit die Betreuung gesichert ist."
        ),
        "Ob die Betreuung gesichert ist und ob dieser Fall anders liegt, prüft ein Mensch.",
    )


def _before_change(on: date, until_on: date) -> tuple[str, ...]:
    ends_on = parameter("childcare_months").on(on).validity.ends_on
    if ends_on is None or until_on <= ends_on:
        return ()
    return (
        (
            f"Dieses Recht gilt nur bis {german(ends_on)}. Ab dem Tag danach zählt das neue Recht; "
            "rechnen Sie dann neu."
        ),
    )
