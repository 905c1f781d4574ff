"""What the office may or must do when an agreement is not kept, a talk is missed, work refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import german
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.inputs import Choice, Input, Kind, yes_or_no
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.sources import BUERGERGELD_ACT, THIRTEENTH_ACT
from roterfaden.law.validity import ONE_DAY

NAME = "follow-up"

INPUTS = (
    Input(
        name="entry",
        kind=Kind.CHOICE,
        label="Anlass",
        choices=(
            Choice("step-not-done", "Ein Schritt aus dem Plan ist nicht gemacht"),
            Choice("missed-talk", "Ein Gespräch ist versäumt"),
            Choice("no-plan", "Ein Plan kommt nicht zustande"),
            Choice("offer-refused", "Arbeit oder Maßnahme ist abgelehnt oder abgebrochen"),
        ),
    ),
    Input(
        name="on",
        kind=Kind.DATE,
        label="Tag, der zählt",
        help="Der Tag, an dem es festgestellt wurde. Er bestimmt das Recht.",
    ),
    yes_or_no(
        "towards_work",
        "Schritt zur Arbeit",
        "Nur bei einem Schritt aus dem Plan: Führt er zur Eingliederung in Arbeit?",
    ),
)


@dataclass(frozen=True, kw_only=True)
class FollowUp(Result):
    """What comes next, and whether the office may or must.

    ``follow_up`` is ``request-with-notice``, ``written-obligation``, ``hearing`` or ``none``;
    ``degree`` is ``may``, ``must`` or ``none``; ``conciliation`` whether either side can ask for
    one. A person decides every step.
    """

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "follow_up": "Nächster Schritt",
            "degree": "Muss oder kann",
            "norm": "Grundlage",
            "conciliation": "Schlichtung möglich",
        }
    )

    follow_up: str
    degree: str
    norm: str
    conciliation: bool


@dataclass(frozen=True)
class _Path:
    follow_up: str
    degree: str
    norm: str
    why: str
    status: Status = Status.TEXT


_REFUSED = _Path(
    "hearing",
    "must",
    "§ 31 Abs. 1 Satz 1 Nr. 2 und 3 SGB II",
    "Wer Arbeit, Ausbildung oder Maßnahme trotz Belehrung ablehnt oder abbricht, verletzt eine "
    "Pflicht. Dafür braucht es keine eigene Aufforderung. Vor jeder Entscheidung wird angehört.",
)
_BEFORE: Mapping[str, _Path] = MappingProxyType(
    {
        "step-not-done": _Path(
            "request-with-notice",
            "must",
            "§ 15 Abs. 5 Satz 2 SGB II",
            "Aufforderungen, Absprachen aus dem Plan einzuhalten, erfolgen grundsätzlich mit "
            "Rechtsfolgenbelehrung.",
        ),
        "missed-talk": _Path(
            "hearing",
            "must",
            "§ 32 Abs. 1 SGB II",
            "Ein versäumter Termin kann mindern, wenn über die Folgen belehrt war; die erste "
            "Einladung zum Plan trägt keine Belehrung (§ 15 Abs. 4 SGB II). Zuerst wird angehört.",
        ),
        "no-plan": _Path(
            "request-with-notice",
            "must",
            "§ 15 Abs. 6 SGB II",
            "Aufforderungen zu erforderlichen Mitwirkungshandlungen erfolgen dann mit "
            "Rechtsfolgenbelehrung.",
        ),
        "offer-refused": _REFUSED,
    }
)
_SINCE: Mapping[str, _Path] = MappingProxyType(
    {
        "step-not-done": _Path(
            "written-obligation",
            "must",
            "§ 15a Abs. 2 SGB II",
            "Werden Schritte zur Eingliederung in Arbeit nicht gemacht, verpflichtet das Jobcenter "
            "durch schriftlichen Verwaltungsakt.",
        ),
        "missed-talk": _Path(
            "written-obligation",
            "may",
            "§ 15a Abs. 1 SGB II",
            "Nach einem Gespräch, das ohne wichtigen Grund versäumt wurde, kann das Jobcenter "
            "verpflichten. Das Ermessen braucht Gründe; ein Plan, der vorliegt, wird beachtet.",
        ),
        "no-plan": _Path(
            "written-obligation",
            "must",
            "§ 15a Abs. 3 SGB II",
            "Kommt ein Plan nicht zustande, verpflichtet das Jobcenter durch schriftlichen "
            "Verwaltungsakt. Das stellt ein Mensch fest, mit Gründen.",
        ),
        "offer-refused": _REFUSED,
    }
)
_NOT_TOWARDS_WORK = _Path(
    "none",
    "none",
    "§ 15a Abs. 2 SGB II",
    "Nur Schritte zur Eingliederung in Arbeit öffnen die Verpflichtung. Schritte zu Gesundheit, "
    "Familie oder Persönlichem tun das nicht (unsere Auslegung).",
    Status.INTERPRETATION,
)


def follow_up(*, entry: str, on: date, towards_work: str | None = None) -> FollowUp:
    """What the law of the day provides for an occasion.

    Raises:
        NoRuleInForce: there was no cooperation plan on that day.
    """
    inputs = {"entry": entry, "on": on, "towards_work": towards_work}
    return cast(FollowUp, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Vom Plan zur Pflicht",
    question="Was kann oder muss das Jobcenter tun, wenn etwas nicht geklappt hat?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=NEW_LAW_FROM - ONE_DAY,
    hangs_on="on",
    norms=("§ 15 Abs. 5 und 6 SGB II", "§ 31 Abs. 1 SGB II"),
    status=Status.TEXT,
)
def request_with_notice(*, entry: str, on: date, towards_work: str | None = None) -> FollowUp:
    """Until 30 June 2026 the office asked with a notice, whatever the step was for."""
    return _answer(on, _BEFORE[entry], BUERGERGELD_ACT, conciliation=entry == "no-plan")


@rule(
    name=NAME,
    title="Vom Plan zur Pflicht",
    question="Was kann oder muss das Jobcenter tun, wenn etwas nicht geklappt hat?",
    inputs=INPUTS,
    in_force_from=NEW_LAW_FROM,
    hangs_on="on",
    norms=("§ 15a SGB II", "§ 31 Abs. 1 SGB II"),
    status=Status.TEXT,
)
def obligation_by_act(*, entry: str, on: date, towards_work: str | None = None) -> FollowUp:
    """Since 1 July 2026 the office obliges by a written act; after a missed talk it may."""
    path = _SINCE[entry]
    if entry == "step-not-done" and towards_work == "no":
        path = _NOT_TOWARDS_WORK
    return _answer(on, path, THIRTEENTH_ACT, conciliation=False)


def _answer(on: date, path: _Path, citation: str, *, conciliation: bool) -> FollowUp:
    return FollowUp(
        rule=NAME,
        regime=regime_on(on),
        status=path.status,
        reasons=(
            f"Am {german(on)} gilt: {path.norm}.",
            path.why,
            "Zuerst wird nach einem wichtigen Grund gefragt. Jeden Schritt entscheidet ein Mensch.",
        ),
        references=(Reference(path.norm, citation),),
        follow_up=path.follow_up,
        degree=path.degree,
        norm=path.norm,
        conciliation=conciliation,
    )
