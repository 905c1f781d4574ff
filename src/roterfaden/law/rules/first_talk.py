"""Whether the first talk must be held in person, and what it takes to hold it otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import NoRuleInForce, german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status

NAME = "first-talk-in-person"

_BEFORE = Reference("§ 15 Abs. 4 SGB II", "Bürgergeld-Gesetz v. 16.12.2022, BGBl. I S. 2328")
_SINCE = Reference(
    "§ 15 Abs. 4 SGB II", "13. SGB-II-Änderungsgesetz v. 16.4.2026, BGBl. 2026 I Nr. 107"
)
INPUTS = (
    Input(
        name="talk_on",
        kind=Kind.DATE,
        label="Gespräch am",
        help="Der Tag des ersten Gesprächs.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class FirstTalk(Result):
    """Whether a first talk is held in person; if so, any other way needs a written reason."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"must_be_in_person": "Muss persönlich sein"}
    )

    must_be_in_person: bool


def first_talk(*, talk_on: date) -> FirstTalk:
    """What the law of the day of the talk says about its way.

    Raises:
        NoRuleInForce: there was no cooperation plan on that day.
    """
    return cast(FirstTalk, rules().apply(NAME, talk_on))


def needs_reason(*, is_first: bool, in_person: bool, talk_on: date) -> bool:
    """Whether this talk needs a reason for its way; never before there were cooperation plans."""
    if in_person or not is_first:
        return False
    try:
        return first_talk(talk_on=talk_on).must_be_in_person
    except NoRuleInForce:
        return False


@rule(
    name=NAME,
    title="Erstes Gespräch persönlich im Jobcenter",
    question="Muss das erste Gespräch persönlich im Jobcenter sein?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=date(2026, 6, 30),
    hangs_on="talk_on",
    norms=("§ 15 Abs. 4 SGB II",),
    status=Status.TEXT,
)
def first_talk_in_any_way(*, talk_on: date) -> FirstTalk:
    """Until 30 June 2026 § 15 Abs. 4 spoke of the invitation only; the way was free."""
    return FirstTalk(
        rule=NAME,
        regime=regime_on(talk_on),
        status=Status.TEXT,
        reasons=(
            f"Am {german(talk_on)} schreibt das Gesetz für das erste Gespräch keinen Weg vor.",
            "§ 15 Abs. 4 SGB II regelt bis 30.06.2026 nur die erste Einladung.",
        ),
        references=(_BEFORE,),
        must_be_in_person=False,
    )


@rule(
    name=NAME,
    title="Erstes Gespräch persönlich im Jobcenter",
    question="Muss das erste Gespräch persönlich im Jobcenter sein?",
    inputs=INPUTS,
    in_force_from=date(2026, 7, 1),
    hangs_on="talk_on",
    norms=("§ 15 Abs. 4 SGB II",),
    status=Status.TEXT,
)
def first_talk_in_person(*, talk_on: date) -> FirstTalk:
    """Since 1 July 2026 in person; otherwise in justified exceptional cases only (Satz 2)."""
    return FirstTalk(
        rule=NAME,
        regime=regime_on(talk_on),
        status=Status.TEXT,
        reasons=(
            (
                "Das erste Gespräch zur Erstellung der Potenzialanalyse und des Kooperationsplans "
                "findet persönlich im Jobcenter statt (§ 15 Abs. 4 Satz 1 SGB II)."
            ),
            (
                "Davon kann nur in begründeten Ausnahmefällen abgewichen werden (Satz 2). "
                f"Am {german(talk_on)} gehört der Grund deshalb zum Termin."
            ),
        ),
        references=(_SINCE,),
        must_be_in_person=True,
    )
