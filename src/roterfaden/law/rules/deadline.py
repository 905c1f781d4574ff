"""When a term ends that the authority set in days, weeks or months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.calendar import Place
from roterfaden.law.ends import End, end_on_working_day, named
from roterfaden.law.errors import WrongInput, german
from roterfaden.law.inputs import LAND, MUNICIPALITY, NOTIFIED_ON, YES, Input, Kind, yes_or_no
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.sources import (
    AUTHORITYS_TERM,
    CIVIL_CODE,
    CIVIL_CODE_DAYS,
    TERMS,
    WORKING_DAYS,
)
from roterfaden.law.terms import add_days, add_months

NAME = "deadline-end"
_GROUP = "days=14"
_NAMED = (
    "Der Brief nennt den {day} und verweist auf die Regel. Deshalb verschiebt sich das Ende nicht "
    "(§ 26 Abs. 3 Satz 2 SGB X)."
)


def _length(name: str, label: str, largest: int) -> Input:
    return Input(
        name=name,
        kind=Kind.WHOLE,
        label=label,
        help="Genau eine der drei Angaben: Tage, Wochen oder Monate.",
        required=False,
        smallest=1,
        largest=largest,
        one_of=_GROUP,
    )


INPUTS = (
    NOTIFIED_ON,
    _length("days", "Frist in Tagen", 3650),
    _length("weeks", "Frist in Wochen", 520),
    _length("months", "Frist in Monaten", 120),
    LAND,
    MUNICIPALITY,
    yes_or_no(
        "named_day",
        "Der Brief nennt diesen Tag",
        "Er nennt den Tag und verweist auf § 26 Abs. 3 SGB X. Dann verschiebt er sich nicht.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class DeadlineEnd(Result):
    """The last day of a term."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType({"ends_on": "Die Frist endet am"})
    span: ClassVar[tuple[str, str] | None] = ("notified_on", "ends_on")

    ends_on: date


def deadline_end(
    *,
    notified_on: date,
    days: int | None = None,
    weeks: int | None = None,
    months: int | None = None,
    land: str | None = None,
    municipality: str | None = None,
    named_day: str | None = None,
) -> DeadlineEnd:
    """When a term ends that was made known on a day; exactly one length is given.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
        UnknownPlace: Land or municipality do not exist or do not match.
        ImpossibleTerm: the term leads out of the calendar.
        WrongInput: no length is given, or several.
    """
    inputs = {
        "notified_on": notified_on,
        "days": days,
        "weeks": weeks,
        "months": months,
        "land": land,
        "municipality": municipality,
        "named_day": named_day,
    }
    return cast(DeadlineEnd, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Ende einer gesetzten Frist",
    question="Wann endet eine Frist, die das Jobcenter gesetzt hat?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="notified_on",
    norms=("§ 26 SGB X", "§§ 187, 188 BGB"),
    status=Status.TEXT,
)
def deadline_ends(
    *,
    notified_on: date,
    days: int | None = None,
    weeks: int | None = None,
    months: int | None = None,
    land: str | None = None,
    municipality: str | None = None,
    named_day: str | None = None,
) -> DeadlineEnd:
    """The day of notification does not count; the end moves to the next working day.

    Unless the letter named the day and cited the rule (§ 26 Abs. 3 Satz 2 SGB X).
    """
    last_day, said, norm = _last_day(notified_on, days, weeks, months)
    place = Place(land, municipality)
    if named_day == YES:
        end = End(last_day, (_NAMED.format(day=german(last_day)),), Status.TEXT)
    else:
        end = end_on_working_day(last_day, place, norm=WORKING_DAYS.norm)
    return DeadlineEnd(
        rule=NAME,
        regime=regime_on(notified_on),
        status=end.status,
        reasons=(
            (
                f"Die Frist wurde am {german(notified_on)} bekannt gegeben. Sie beginnt am Tag "
                "danach (§ 26 Abs. 2 SGB X)."
            ),
            f"{said} später ist der {named(last_day)} ({norm.norm}).",
            *end.reasons,
            (
                "Eine Frist, die das Jobcenter gesetzt hat, kann es verlängern, auch nachträglich "
                "(§ 26 Abs. 7 SGB X)."
            ),
        ),
        references=(AUTHORITYS_TERM, TERMS, norm, WORKING_DAYS),
        ends_on=end.on,
    )


def _last_day(
    notified_on: date, days: int | None, weeks: int | None, months: int | None
) -> tuple[date, str, Reference]:
    match days, weeks, months:
        case int(), None, None:
            return add_days(notified_on, days), _said(days, "Tag", "Tage"), CIVIL_CODE_DAYS
        case None, int(), None:
            last_day = add_days(notified_on, 7 * weeks)
            return last_day, _said(weeks, "Woche", "Wochen"), CIVIL_CODE
        case None, None, int():
            return add_months(notified_on, months), _said(months, "Monat", "Monate"), CIVIL_CODE
    raise WrongInput("days", "Nötig ist genau eine Länge: Tage, Wochen oder Monate.", _GROUP)


def _said(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
