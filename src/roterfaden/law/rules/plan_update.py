"""When a cooperation plan must be updated together again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.calendar import (
    Place,
    is_working_day,
    last_working_day_on_or_before,
    weekday,
    why_no_working_day,
)
from roterfaden.law.errors import german
from roterfaden.law.inputs import LAND, MUNICIPALITY, Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.sources import CIVIL_CODE, TERMS
from roterfaden.law.terms import add_months

NAME = "plan-update-due"

INPUTS = (
    Input(
        name="agreed_on",
        kind=Kind.DATE,
        label="Vereinbart am",
        help="Der Tag, an dem der Plan gemeinsam gemacht oder zuletzt fortgeschrieben wurde.",
    ),
    LAND,
    MUNICIPALITY,
    Input(
        name="closed",
        kind=Kind.DATES,
        label="Schließtage",
        help="Tage, an denen das Haus geschlossen ist, mit Komma getrennt.",
        required=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class PlanUpdateDue(Result):
    """The latest day for the joint update, and the working day on which to remind of it."""

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType(
        {"remind_on": Status.INTERPRETATION}
    )

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"due_on": "Spätestens aktualisieren am", "remind_on": "Erinnern am"}
    )
    span: ClassVar[tuple[str, str] | None] = ("agreed_on", "due_on")

    due_on: date
    remind_on: date


def plan_update_due(
    *,
    agreed_on: date,
    land: str | None = None,
    municipality: str | None = None,
    closed: Collection[date] = (),
) -> PlanUpdateDue:
    """When the plan agreed on a day is due, by the law of that day.

    ``closed`` are days on which the office works as little as on a holiday.

    Raises:
        NoRuleInForce: there was no cooperation plan on that day.
        UnknownPlace: Land or municipality do not exist or do not match.
    """
    result = rules().apply(NAME, agreed_on, land=land, municipality=municipality, closed=closed)
    return cast(PlanUpdateDue, result)


@rule(
    name=NAME,
    title="Gemeinsame Aktualisierung des Kooperationsplans",
    question="Bis wann wird der Kooperationsplan gemeinsam aktualisiert?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="agreed_on",
    norms=("§ 15 Abs. 3 Satz 2 SGB II", "§ 26 Abs. 1 SGB X", "§§ 187, 188 BGB"),
    status=Status.TEXT,
    parameters=("plan_update_months",),
)
def plan_update_due_after_months(
    *,
    agreed_on: date,
    land: str | None = None,
    municipality: str | None = None,
    closed: Collection[date] = (),
) -> PlanUpdateDue:
    """Six months after the last joint agreement, under both regimes (§ 15 Abs. 3 SGB II).

    The duty is the office's ("soll spätestens"), so the day does not move to the next working day:
    that would be later than the law says. The reminder on the last working day before is our
    interpretation; it also comes before days on which the office is closed.
    """
    place = Place(land, municipality)
    months = parameter("plan_update_months").on(agreed_on)
    due_on = add_months(agreed_on, months.number)
    remind_on = last_working_day_on_or_before(due_on, place, closed=closed)
    return PlanUpdateDue(
        rule=NAME,
        regime=regime_on(agreed_on),
        status=Status.TEXT,
        reasons=(
            *_reasons_for_term(agreed_on, months.number, due_on),
            *_reasons_for_reminder(due_on, remind_on, place, closed),
        ),
        references=(months.reference, TERMS, CIVIL_CODE),
        due_on=due_on,
        remind_on=remind_on,
    )


def _reasons_for_term(agreed_on: date, months: int, due_on: date) -> tuple[str, ...]:
    end = f"Die {months} Monate enden am {weekday(due_on)}, {german(due_on)}"
    if due_on.day == agreed_on.day:
        end += ", dem Tag mit derselben Zahl (§ 188 Abs. 2 BGB)."
    else:
        end += f": Einen {agreed_on.day}. hat dieser Monat nicht, also zählt sein letzter Tag "
        end += "(§ 188 Abs. 3 BGB)."
    return (
        (
            f"Der Plan wurde am {german(agreed_on)} vereinbart. Dieser Tag zählt nicht mit "
            "(§ 26 Abs. 1 SGB X, § 187 Abs. 1 BGB)."
        ),
        (
            f"Spätestens nach {months} Monaten soll der Plan gemeinsam aktualisiert und "
            "fortgeschrieben werden (§ 15 Abs. 3 Satz 2 SGB II)."
        ),
        end,
    )


def _reasons_for_reminder(
    due_on: date, remind_on: date, place: Place, closed: Collection[date]
) -> tuple[str, ...]:
    if remind_on == due_on:
        return (f"Der {german(due_on)} ist ein Arbeitstag, erinnert wird an diesem Tag.",)
    where = "" if place.land else " Ohne Angabe des Landes zählen nur die bundesweiten Feiertage."
    return (
        (
            f"Der {german(due_on)} ist {_why_no_day_to_work(due_on, place)}. Der Tag verschiebt "
            "sich nicht nach hinten, denn die Pflicht trifft das Jobcenter."
        ),
        (
            f"Erinnert wird am letzten Arbeitstag davor: {weekday(remind_on)}, {german(remind_on)} "
            f"(unsere Auslegung).{where}"
        ),
    )


def _why_no_day_to_work(day: date, place: Place) -> str:
    """A day of the calendar says why itself; any other is one on which the office is closed."""
    if is_working_day(day, place):
        return "ein Tag, an dem das Haus geschlossen ist"
    return why_no_working_day(day, place)
