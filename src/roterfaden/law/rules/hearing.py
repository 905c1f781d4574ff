"""Until when somebody can answer in a hearing before a reduction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.calendar import Place
from roterfaden.law.ends import end_on_working_day, named
from roterfaden.law.errors import german
from roterfaden.law.inputs import LAND, MUNICIPALITY, NOTIFIED_ON, Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status, weakest
from roterfaden.law.sources import AUTHORITYS_TERM, CIVIL_CODE_DAYS, WORKING_DAYS
from roterfaden.law.terms import add_days

NAME = "hearing-end"

INPUTS = (
    NOTIFIED_ON,
    Input(
        name="days",
        kind=Kind.WHOLE,
        label="Frist in Tagen",
        help="Das Gesetz nennt keine Zahl. Ohne Angabe zählen die üblichen 14 Tage.",
        required=False,
        smallest=1,
        largest=365,
    ),
    LAND,
    MUNICIPALITY,
)


@dataclass(frozen=True, kw_only=True)
class HearingEnd(Result):
    """The last day for an answer; later ones are read as long as nothing has been decided."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"ends_on": "Äußerung möglich bis"}
    )
    span: ClassVar[tuple[str, str] | None] = ("notified_on", "ends_on")

    ends_on: date


def hearing_end(
    *,
    notified_on: date,
    days: int | None = None,
    land: str | None = None,
    municipality: str | None = None,
) -> HearingEnd:
    """When the time for an answer ends; ``days`` is what the office sets.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
        UnknownPlace: Land or municipality do not exist or do not match.
    """
    inputs = {
        "notified_on": notified_on,
        "days": days,
        "land": land,
        "municipality": municipality,
    }
    return cast(HearingEnd, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Frist für die Äußerung in der Anhörung",
    question="Bis wann kann sich jemand in der Anhörung äußern?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="notified_on",
    norms=("§ 24 Abs. 1 SGB X", "§ 26 SGB X"),
    status=Status.CONFIGURABLE,
    parameters=("hearing_days",),
)
def hearing_ends(
    *,
    notified_on: date,
    days: int | None = None,
    land: str | None = None,
    municipality: str | None = None,
) -> HearingEnd:
    """The statute knows no length: what the office sets, else the usual two weeks."""
    usual = parameter("hearing_days").on(notified_on)
    length = days or usual.number
    last_day = add_days(notified_on, length)
    end = end_on_working_day(last_day, Place(land, municipality), norm=WORKING_DAYS.norm)
    return HearingEnd(
        rule=NAME,
        regime=regime_on(notified_on),
        status=weakest(Status.CONFIGURABLE, end.status),
        reasons=(
            f"Die Anhörung wurde am {german(notified_on)} bekannt gegeben.",
            (
                "Wie lang die Frist ist, legt das Jobcenter fest; sie muss zum Überlegen reichen. "
                f"Gerechnet ist mit {length} Tagen: bis {named(last_day)}."
            ),
            *end.reasons,
            "Was später kommt, wird noch gelesen, solange nichts entschieden ist.",
        ),
        references=(usual.reference, AUTHORITYS_TERM, CIVIL_CODE_DAYS, WORKING_DAYS),
        ends_on=end.on,
    )
