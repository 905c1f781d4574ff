"""What follows when a third missed appointment in a row has been determined."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import WrongInput, german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.sources import THIRTEENTH_ACT
from roterfaden.law.terms import first_of_next_month, last_day_of_months
from roterfaden.law.validity import ONE_DAY

NAME = "not-reachable"
WHOLE = 100

_LAPSES = Reference("§ 7b Abs. 4 Satz 2 bis 5 SGB II", THIRTEENTH_ACT)
INPUTS = (
    Input(
        name="determined_on",
        kind=Kind.DATE,
        label="Festgestellt am",
        help="Der Tag der Feststellung. Welcher Akt das ist, sagt das Gesetz nicht: "
        "Ein Mensch setzt den Tag.",
    ),
    Input(
        name="reported_on",
        kind=Kind.DATE,
        label="Persönlich gemeldet am",
        help="Der Tag, an dem die Person wieder ins Jobcenter kam.",
        required=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class NotReachable(Result):
    """When the claim ends, and whether reporting in person has healed it.

    ``claim_ends_on`` is the first day without a claim, ``percent`` the share of the standard need
    that is not paid in the month from then on, ``report_until`` the last day that heals.
    """

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "claim_ends_on": "Der Anspruch entfällt ab",
            "healed": "Durch Meldung geheilt",
            "percent": "Vom Regelbedarf fehlen im ersten Monat (Prozent)",
            "report_until": "Meldung heilt bis",
        }
    )
    span: ClassVar[tuple[str, str] | None] = ("claim_ends_on", "report_until")

    claim_ends_on: date
    healed: bool
    percent: int
    report_until: date


def not_reachable(*, determined_on: date, reported_on: date | None = None) -> NotReachable:
    """What follows from the determination of a day.

    Raises:
        NoRuleInForce: the day lies before 1 July 2026.
        WrongInput: the report lies before the determination.
    """
    inputs = {"determined_on": determined_on, "reported_on": reported_on}
    return cast(NotReachable, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Nicht erreichbar nach drei versäumten Terminen in Folge",
    question="Wann endet der Anspruch, wenn jemand als nicht erreichbar gilt?",
    inputs=INPUTS,
    in_force_from=date(2026, 7, 1),
    hangs_on="determined_on",
    norms=("§ 7b Abs. 4 SGB II", "§ 32 Abs. 3 SGB II"),
    status=Status.TEXT,
    parameters=("healed_percent",),
)
def claim_lapses(*, determined_on: date, reported_on: date | None = None) -> NotReachable:
    """The claim lapses with the next month; reporting in person within that month heals it."""
    if reported_on is not None and reported_on < determined_on:
        raise WrongInput(
            "reported_on",
            f"Der {german(reported_on)} liegt vor der Feststellung ({german(determined_on)}).",
            "Wer sich vorher gemeldet hat, ist erreichbar. Prüfen Sie beide Tage.",
        )
    claim_ends_on = first_of_next_month(determined_on)
    report_until = last_day_of_months(claim_ends_on, 1)
    healed = reported_on is not None and reported_on <= report_until
    reduced = parameter("healed_percent").on(determined_on)
    early = reported_on is not None and reported_on < claim_ends_on
    return NotReachable(
        rule=NAME,
        regime=regime_on(determined_on),
        status=Status.INTERPRETATION if early else Status.TEXT,
        reasons=(
            *_reasons(determined_on, claim_ends_on, report_until),
            *_report(reported_on, claim_ends_on, report_until, reduced.number),
        ),
        references=(_LAPSES, reduced.reference),
        claim_ends_on=claim_ends_on,
        healed=healed,
        percent=reduced.number if healed else WHOLE,
        report_until=report_until,
    )


def _reasons(determined_on: date, claim_ends_on: date, report_until: date) -> tuple[str, ...]:
    return (
        (
            f"Das dritte Versäumnis in Folge wurde am {german(determined_on)} festgestellt. "
            "Welcher Akt die Feststellung ist, sagt das Gesetz nicht: Ein Mensch setzt den Tag."
        ),
        (
            f"Der Anspruch entfällt mit Beginn des Monats danach: ab {german(claim_ends_on)}. Der "
            f"letzte Tag mit Anspruch ist der {german(claim_ends_on - ONE_DAY)} "
            "(§ 7b Abs. 4 Satz 2 SGB II)."
        ),
        (
            f"Von {german(claim_ends_on)} bis {german(report_until)} wird noch gezahlt, nur nicht "
            "der Regelbedarf. Bliebe gar nichts, wird 1 Euro bewilligt (§ 7b Abs. 4 Satz 4 SGB II)."
        ),
        f"Eine persönliche Meldung bis {german(report_until)} heilt (§ 7b Abs. 4 Satz 5 SGB II).",
    )


def _report(
    reported_on: date | None, claim_ends_on: date, report_until: date, percent: int
) -> tuple[str, ...]:
    if reported_on is None:
        return ("Eine Meldung ist nicht angegeben.",)
    came = f"Die Person hat sich am {german(reported_on)} persönlich gemeldet"
    if reported_on > report_until:
        return (
            (
                f"{came}, also nach diesem Monat. Das heilt nicht rückwirkend; von der Meldung an "
                "gilt sie nicht mehr als nicht erreichbar (§ 7b Abs. 4 Satz 3 SGB II)."
            ),
        )
    healed = (
        (
            f"{came}. Sie gilt als durchgehend erreichbar. Der Regelbedarf wird für einen Monat um "
            f"{percent} Prozent gemindert (§ 32 Abs. 3 Satz 2 SGB II)."
        ),
    )
    if reported_on < claim_ends_on:
        early = (
            "Das Gesetz nennt nur die Meldung innerhalb des Monats; eine frühere heilt erst recht "
            "(unsere Auslegung). Ob dann gemindert wird, prüft ein Mensch."
        )
        return (*healed, early)
    return healed
