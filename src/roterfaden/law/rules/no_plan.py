"""What follows when a person finds that no cooperation plan comes about or can go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import german
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status

NAME = "no-plan-comes-about"

_BEFORE = Reference("§ 15 Abs. 6 SGB II", "Bürgergeld-Gesetz v. 16.12.2022, BGBl. I S. 2328")
_CONCILIATION = Reference("§ 15a Abs. 1 SGB II", "Bürgergeld-Gesetz v. 16.12.2022, BGBl. I S. 2328")
_SINCE = Reference(
    "§ 15a Abs. 3 SGB II", "13. SGB-II-Änderungsgesetz v. 16.4.2026, BGBl. 2026 I Nr. 107"
)
_A_PERSON = (
    "Das stellt ein Mensch fest, mit Gründen; dass kein Plan da ist, genügt nicht "
    "(unsere Auslegung)."
)
INPUTS = (
    Input(
        name="found_on",
        kind=Kind.DATE,
        label="Festgestellt am",
        help="Der Tag, an dem ein Mensch das festgestellt hat.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class NoPlan(Result):
    """The norm of the day, what the office may or must then do, and that nothing happens by itself.

    ``follow_up`` is ``request_with_notice`` or ``written_obligation``; somebody decides on it in a
    step of its own.
    """

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType(
        {"found_by_a_person": Status.INTERPRETATION}
    )

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "norm": "Grundlage",
            "follow_up": "Nächster Schritt",
            "conciliation": "Schlichtung möglich",
            "found_by_a_person": "Ein Mensch stellt es fest",
        }
    )

    norm: str
    follow_up: str
    conciliation: bool
    found_by_a_person: bool = True


def no_plan(*, found_on: date) -> NoPlan:
    """What the law of the day of the finding says.

    Raises:
        NoRuleInForce: there was no cooperation plan on that day.
    """
    return cast(NoPlan, rules().apply(NAME, found_on))


@rule(
    name=NAME,
    title="Ein Kooperationsplan kommt nicht zustande",
    question="Was folgt, wenn kein Kooperationsplan zustande kommt?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=date(2026, 6, 30),
    hangs_on="found_on",
    norms=("§ 15 Abs. 6 SGB II", "§ 15a Abs. 1 SGB II"),
    status=Status.TEXT,
)
def requests_with_notice(*, found_on: date) -> NoPlan:
    """Requests to cooperate were made with a notice; either side could ask for a conciliation."""
    return NoPlan(
        rule=NAME,
        regime=regime_on(found_on),
        status=Status.TEXT,
        reasons=(
            (
                f"Am {german(found_on)} erfolgen Aufforderungen dann mit Rechtsfolgenbelehrung "
                "(§ 15 Abs. 6 SGB II)."
            ),
            (
                "Bei Meinungsverschiedenheiten kann jede Seite ein Schlichtungsverfahren verlangen "
                "(§ 15a Abs. 1 SGB II)."
            ),
            _A_PERSON,
        ),
        references=(_BEFORE, _CONCILIATION),
        norm=_BEFORE.norm,
        follow_up="request_with_notice",
        conciliation=True,
    )


@rule(
    name=NAME,
    title="Ein Kooperationsplan kommt nicht zustande",
    question="Was folgt, wenn kein Kooperationsplan zustande kommt?",
    inputs=INPUTS,
    in_force_from=date(2026, 7, 1),
    hangs_on="found_on",
    norms=("§ 15a Abs. 3 SGB II",),
    status=Status.TEXT,
)
def written_obligation(*, found_on: date) -> NoPlan:
    """The office obliges the person by a written act; § 15a no longer means conciliation."""
    return NoPlan(
        rule=NAME,
        regime=regime_on(found_on),
        status=Status.TEXT,
        reasons=(
            (
                f"Am {german(found_on)} verpflichtet das Jobcenter dann durch schriftlichen "
                "Verwaltungsakt zu den erforderlichen Mitwirkungshandlungen (§ 15a Abs. 3 SGB II)."
            ),
            "Ein Schlichtungsverfahren gibt es seit 01.07.2026 nicht mehr.",
            _A_PERSON,
        ),
        references=(_SINCE,),
        norm=_SINCE.norm,
        follow_up="written_obligation",
        conciliation=False,
    )
