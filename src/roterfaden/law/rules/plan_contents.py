"""What a cooperation plan contains by the law of the day on which it is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.errors import UnknownContent, german
from roterfaden.law.inputs import Choice, Input, Kind
from roterfaden.law.parameters import Contents, parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Result, Status

NAME = "plan-contents"

CONTENT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "personal_offer": "ein persönliches Angebot der Beratung, Unterstützung oder Vermittlung",
        "integration_goal": "das Eingliederungsziel",
        "essential_steps": "die wesentlichen Schritte zur Eingliederung",
        "occupation": "die Ausbildung, die Tätigkeit oder der Bereich, um die es geht",
        "own_efforts": "die Eigenbemühungen und ihr Nachweis",
        "services": "die Leistungen zur Eingliederung, die in Betracht kommen",
        "language_course": "ein vorgesehener Integrations- oder Berufssprachkurs",
        "other_bodies": "die Leistungen anderer Träger",
        "rehabilitation": "ein möglicher Bedarf an Rehabilitation",
        "participation_benefits": "das Hinwirken auf einen Antrag bei Bedarf an Teilhabe",
        "needs_of_disabled": "die besonderen Bedürfnisse von Menschen mit Behinderungen",
    }
)
"""The contents by code, in short German words; the law's own words stand in § 15 Abs. 2 SGB II."""
INPUTS = (
    Input(
        name="written_on",
        kind=Kind.DATE,
        label="Geschrieben am",
        help="Der Tag, an dem der Plan geschrieben wird.",
    ),
    Input(
        name="present",
        kind=Kind.CODES,
        label="Schon im Plan",
        help="Was schon im Plan steht, mit Komma getrennt.",
        required=False,
        choices=tuple(Choice(code, name) for code, name in CONTENT_NAMES.items()),
    ),
)


@dataclass(frozen=True, kw_only=True)
class PlanContents(Result):
    """What the plan must and shall contain, what only some plans need, and what is not there yet.

    ``missing_must`` and ``missing_shall`` name what the caller did not find. Whether a line of a
    plan is such a content is read by our interpretation and decided by a person. What applies to
    some only is never missing.
    """

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType(
        {"missing_must": Status.INTERPRETATION, "missing_shall": Status.INTERPRETATION}
    )

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "must": "Muss enthalten sein",
            "shall": "Soll festgelegt werden",
            "where_it_applies": "Nur wo es zutrifft",
            "missing_must": "Fehlt und muss hinein",
            "missing_shall": "Fehlt und soll hinein",
        }
    )

    must: tuple[str, ...]
    shall: tuple[str, ...]
    where_it_applies: tuple[str, ...]
    missing_must: tuple[str, ...]
    missing_shall: tuple[str, ...]


def plan_contents(*, written_on: date, present: Collection[str]) -> PlanContents:
    """What a plan written on a day contains, and what of it is not among ``present``.

    Raises:
        NoRuleInForce: there was no cooperation plan on that day.
        UnknownContent: a code in ``present`` is none of :data:`CONTENT_NAMES`.
    """
    return cast(PlanContents, rules().apply(NAME, written_on, present=present))


@rule(
    name=NAME,
    title="Inhalte des Kooperationsplans",
    question="Was gehört in den Kooperationsplan?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="written_on",
    norms=("§ 15 Abs. 2 SGB II",),
    status=Status.TEXT,
    parameters=("plan_contents",),
)
def plan_contents_by_list(*, written_on: date, present: Collection[str] = ()) -> PlanContents:
    """The list of § 15 Abs. 2 SGB II, which 1 July 2026 put in a new order.

    Since then the plan contains a personal offer (Satz 2). "Soll" leaves room: where a content
    does not fit the person, it may be left out for a reason.
    """
    if unknown := set(present) - CONTENT_NAMES.keys():
        raise UnknownContent(
            f"Den Inhalt „{min(unknown)}“ gibt es nicht. Bekannt: {', '.join(CONTENT_NAMES)}."
        )
    value = parameter("plan_contents").on(written_on)
    listed = value.contents
    missing_must = tuple(code for code in listed.must if code not in present)
    missing_shall = tuple(code for code in listed.shall if code not in present)
    return PlanContents(
        rule=NAME,
        regime=regime_on(written_on),
        status=Status.TEXT,
        reasons=(
            *_reasons_for_list(written_on, listed, value.norm),
            *_reasons_for_missing((*missing_must, *missing_shall)),
        ),
        references=(value.reference,),
        must=listed.must,
        shall=listed.shall,
        where_it_applies=listed.where_it_applies,
        missing_must=missing_must,
        missing_shall=missing_shall,
    )


def _reasons_for_list(written_on: date, listed: Contents, norm: str) -> tuple[str, ...]:
    return (
        f"Am {german(written_on)} enthält der Kooperationsplan: {_said(listed.must)} ({norm}).",
        f"Festgelegt werden sollen insbesondere: {_said(listed.shall)}.",
        f"Nur wo es zutrifft, gehören dazu: {_said(listed.where_it_applies)}.",
    )


def _reasons_for_missing(missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    return (f"Im Plan haben wir nicht gefunden (unsere Auslegung): {_said(missing)}.",)


def _said(codes: tuple[str, ...]) -> str:
    return "; ".join(CONTENT_NAMES[code] for code in codes)
