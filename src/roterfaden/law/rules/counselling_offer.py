"""Until when somebody under 25 gets an offer of counselling after a reduction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.ends import named
from roterfaden.law.errors import WrongInput, german
from roterfaden.law.inputs import NOTIFIED_ON, Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.sources import CIVIL_CODE, CIVIL_CODE_AGES, TERMS
from roterfaden.law.terms import add_days, last_day_of_months

NAME = "counselling-offer-due"

INPUTS = (NOTIFIED_ON, Input(name="born_on", kind=Kind.DATE, label="Geboren am"))


@dataclass(frozen=True, kw_only=True)
class CounsellingOfferDue(Result):
    """The last day for the offer; None for people who have turned 25."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"due_on": "Beratungsangebot spätestens am"}
    )
    span: ClassVar[tuple[str, str] | None] = ("notified_on", "due_on")

    due_on: date | None


def counselling_offer_due(*, notified_on: date, born_on: date) -> CounsellingOfferDue:
    """Until when somebody gets an offer of counselling after the determination of a reduction.

    Raises:
        NoRuleInForce: the determination lies before 1 July 2023.
        WrongInput: born after the determination.
    """
    inputs = {"notified_on": notified_on, "born_on": born_on}
    return cast(CounsellingOfferDue, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Beratungsangebot für Menschen unter 25",
    question="Bis wann bekommt ein Mensch unter 25 nach einer Minderung ein Beratungsangebot?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="notified_on",
    norms=("§ 31a Abs. 6 SGB II",),
    status=Status.TEXT,
    parameters=("counselling_offer_weeks", "counselling_offer_age"),
)
def offer_within_weeks(*, notified_on: date, born_on: date) -> CounsellingOfferDue:
    """Four weeks after the determination for people who have not completed their 25th year.

    The duty is the office's, so the day does not move to a later working day.
    """
    if notified_on < born_on:
        raise WrongInput(
            "born_on",
            f"Der {german(born_on)} liegt nach der Bekanntgabe ({german(notified_on)}).",
            "Prüfen Sie beide Tage.",
        )
    weeks = parameter("counselling_offer_weeks").on(notified_on)
    age = parameter("counselling_offer_age").on(notified_on)
    young_until = last_day_of_months(born_on, 12 * age.number)
    due_on = add_days(notified_on, 7 * weeks.number) if notified_on <= young_until else None
    return CounsellingOfferDue(
        rule=NAME,
        regime=regime_on(notified_on),
        status=Status.TEXT,
        reasons=(
            (
                f"Wer am {german(born_on)} geboren ist, vollendet das {age.number}. Lebensjahr "
                f"mit Ablauf des {german(young_until)} (§ 187 Abs. 2 BGB)."
            ),
            f"Die Minderung wurde am {german(notified_on)} festgestellt und bekannt gegeben.",
            _what_follows(due_on, weeks.number),
        ),
        references=(weeks.reference, TERMS, CIVIL_CODE, CIVIL_CODE_AGES),
        due_on=due_on,
    )


def _what_follows(due_on: date | None, weeks: int) -> str:
    if due_on is None:
        return "An diesem Tag war die Person nicht mehr unter 25. Die besondere Pflicht gilt nicht."
    return (
        f"Innerhalb von {weeks} Wochen soll es ein Beratungsangebot geben, das den "
        f"Kooperationsplan überprüft: bis {named(due_on)} (§ 31a Abs. 6 SGB II)."
    )
