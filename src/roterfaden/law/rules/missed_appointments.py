"""What each of several missed appointments leads to, each by the law of its own day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import WrongInput, german
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.inputs import YES, Input, Kind, yes_or_no
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status, weakest
from roterfaden.law.sources import BUERGERGELD_ACT, THIRTEENTH_ACT, TRANSITION
from roterfaden.law.validity import ONE_DAY

NAME = "missed-appointments"

_HEARING_BEFORE = Reference("§ 31a Abs. 2 Satz 2 SGB II", BUERGERGELD_ACT)
_HEARING_SINCE = Reference("§ 31a Abs. 2 Satz 3 SGB II", THIRTEENTH_ACT)
_INSTEAD = Reference("§ 32 Abs. 3 Satz 1 SGB II", THIRTEENTH_ACT)
INPUTS = (
    Input(
        name="missed",
        kind=Kind.DATES,
        label="Versäumte Termine",
        help="Mit Komma getrennt. Nur mit Belehrung und ohne wichtigen Grund; was zu lange her "
        "ist, lassen Sie weg.",
    ),
    Input(
        name="kept",
        kind=Kind.DATES,
        label="Wahrgenommene Termine",
        help="Mit Komma getrennt. Sie unterbrechen die Folge.",
        required=False,
    ),
    yes_or_no(
        "count_before_reform",
        "Versäumnisse vor dem 01.07.2026 zählen als Wiederholung",
        "Das Gesetz sagt es nicht. Ohne Angabe zählen sie nicht.",
    ),
)


@dataclass(frozen=True)
class Consequence:
    """What one missed appointment leads to: none, reduction, or not-reachable.

    ``personal_hearing``: before anything is determined, a hearing in person shall be offered.
    """

    missed_on: date
    consequence: str
    percent: int
    months: int
    personal_hearing: bool

    @property
    def said(self) -> str:
        """The consequence in German: 20.07.2026: Minderung um 30 Prozent für einen Monat."""
        what = {
            "none": "keine Folge",
            "reduction": f"Minderung um {self.percent} Prozent für einen Monat",
            "not-reachable": "Nichterreichbarkeit prüfen",
        }[self.consequence]
        hearing = ", vorher persönlich anhören" if self.personal_hearing else ""
        return f"{german(self.missed_on)}: {what}{hearing}"


@dataclass(frozen=True, kw_only=True)
class MissedAppointments(Result):
    """One consequence for each missed appointment, in the order of the calendar."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType({"consequences": "Folgen"})

    consequences: tuple[Consequence, ...]


def missed_appointments(
    *,
    missed: tuple[date, ...],
    kept: tuple[date, ...] = (),
    count_before_reform: str | None = None,
) -> MissedAppointments:
    """What missed appointments lead to; all with notice and without good cause.

    Raises:
        NoRuleInForce, NoRegimeInForce: one of them lies before 1 July 2023.
        WrongInput: a day is both missed and kept.
    """
    inputs = {"missed": missed, "kept": kept, "count_before_reform": count_before_reform}
    return cast(MissedAppointments, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Versäumte Termine",
    question="Was folgt aus versäumten Terminen?",
    inputs=INPUTS,
    in_force_from=NEW_LAW_FROM,
    hangs_on="missed",
    norms=("§ 32 SGB II", "§ 7b Abs. 4 SGB II", "§ 31a Abs. 2 SGB II"),
    status=Status.TEXT,
    parameters=("missed_percent", "missed_months", "missed_in_a_row"),
)
@rule(
    name=NAME,
    title="Versäumte Termine",
    question="Was folgt aus versäumten Terminen?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=NEW_LAW_FROM - ONE_DAY,
    hangs_on="missed",
    norms=("§ 32 SGB II", "§ 31a Abs. 2 SGB II"),
    status=Status.TEXT,
    parameters=("missed_percent", "missed_months"),
)
def consequences_of_misses(
    *,
    missed: tuple[date, ...],
    kept: tuple[date, ...] = (),
    count_before_reform: str | None = None,
) -> MissedAppointments:
    """Each miss by its own law; since 1 July 2026 repetition and the row decide.

    A kept appointment breaks the row, not the repetition, and misses under the old law count for
    neither, because the notice then told of other consequences: both are our interpretation.
    """
    _check_days(missed, kept)
    days = sorted(missed)
    found, reasons = [], []
    for number, day in enumerate(days):
        if day < NEW_LAW_FROM:
            each, why = _before(day, number)
        else:
            since = [earlier for earlier in days[:number] if earlier >= NEW_LAW_FROM]
            repeated = number if count_before_reform == YES else len(since)
            each, why = _since(day, since, kept, repeated)
        found.append(each)
        reasons.append(why)
    return MissedAppointments(
        rule=NAME,
        regime=regime_on(days[-1]),
        status=_status(days, kept),
        reasons=(*reasons, *_notes(days, kept)),
        references=_references(days),
        consequences=tuple(found),
    )


def _check_days(missed: tuple[date, ...], kept: tuple[date, ...]) -> None:
    both = sorted(set(missed) & set(kept))
    if both:
        raise WrongInput(
            "kept",
            f"Der {german(both[0])} steht bei den versäumten und bei den wahrgenommenen Terminen.",
            "Lassen Sie den Tag an einer der beiden Stellen weg.",
        )


def _before(day: date, earlier: int) -> tuple[Consequence, str]:
    percent = parameter("missed_percent").on(day)
    months = parameter("missed_months").on(day).step(earlier)
    level = percent.step(earlier)
    hearing = (
        " Versäumt jemand wiederholt Termine, soll die Anhörung persönlich sein (§ 31a Abs. 2 "
        "Satz 2 SGB II)."
    )
    why = f"{german(day)}: Minderung um {level} Prozent für einen Monat ({percent.norm})."
    return (
        Consequence(day, "reduction", level, months, personal_hearing=earlier > 0),
        why + hearing if earlier else why,
    )


def _since(
    day: date, earlier: list[date], kept: tuple[date, ...], repeated: int
) -> tuple[Consequence, str]:
    last_kept = max((each for each in kept if each < day), default=date.min)
    row = 1 + sum(1 for each in earlier if each > last_kept)
    limit = parameter("missed_in_a_row").on(day)
    if row >= limit.number:
        return Consequence(day, "not-reachable", 0, 0, personal_hearing=True), (
            f"{german(day)}: das {row}. Versäumnis in Folge. Statt einer Minderung kommt in "
            f"Betracht, dass die Person als nicht erreichbar gilt ({limit.norm}). Vorher soll es "
            "eine Gelegenheit zur persönlichen Anhörung geben (§ 31a Abs. 2 Satz 3 SGB II)."
        )
    percent = parameter("missed_percent").on(day)
    level, months = percent.step(repeated), parameter("missed_months").on(day)
    if not level:
        return Consequence(day, "none", 0, 0, personal_hearing=False), (
            f"{german(day)}: das erste Versäumnis. Gemindert wird erst, wenn Termine wiederholt "
            f"versäumt werden ({percent.norm})."
        )
    reduced = months.step(repeated)
    return Consequence(day, "reduction", level, reduced, personal_hearing=False), (
        f"{german(day)}: wiederholt versäumt. Minderung um {level} Prozent für einen Monat "
        f"({percent.norm})."
    )


def _status(days: list[date], kept: tuple[date, ...]) -> Status:
    since = [day for day in days if day >= NEW_LAW_FROM]
    counted = Status.CONFIGURABLE if len(since) > 1 else Status.TEXT
    broken = since and any(day < since[-1] for day in kept)
    across = since and len(since) < len(days)
    ours = Status.INTERPRETATION if broken or across else Status.TEXT
    return weakest(counted, ours)


def _notes(days: list[date], kept: tuple[date, ...]) -> tuple[str, ...]:
    since = [day for day in days if day >= NEW_LAW_FROM]
    notes = []
    if since and len(since) < len(days):
        notes.append(
            f"Versäumnisse vor dem {german(NEW_LAW_FROM)} behalten ihre alte Folge (§ 65a Abs. 2 "
            "SGB II). In die Folge zählen sie nicht, als Wiederholung nur, wenn ein Mensch das "
            "so entscheidet: Die Belehrung nannte damals andere Rechtsfolgen (unsere Auslegung)."
        )
    if since and any(day < since[-1] for day in kept):
        notes.append(
            "Ein wahrgenommener Termin unterbricht die Folge, nicht die Wiederholung "
            "(unsere Auslegung)."
        )
    if len(since) > 1:
        notes.append(
            "Wie weit zurück ein früheres Versäumnis zählt, sagt das Gesetz nicht. Ein Mensch "
            "entscheidet, welche zählen."
        )
    notes.append(
        "Vorausgesetzt ist jedes Mal eine Belehrung und kein wichtiger Grund. Das prüft ein Mensch."
    )
    return tuple(notes)


def _references(days: list[date]) -> tuple[Reference, ...]:
    found: tuple[Reference, ...] = ()
    if days[0] < NEW_LAW_FROM:
        found = (parameter("missed_percent").on(days[0]).reference, _HEARING_BEFORE)
    if days[0] < NEW_LAW_FROM <= days[-1]:
        found = (*found, TRANSITION)
    if days[-1] >= NEW_LAW_FROM:
        percent = parameter("missed_percent").on(days[-1]).reference
        row = parameter("missed_in_a_row").on(days[-1]).reference
        found = (*found, percent, row, _INSTEAD, _HEARING_SINCE)
    return found
