"""When an act counts as made known: a fiction that hangs on a documented posting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law.ends import named
from roterfaden.law.errors import WrongInput, german
from roterfaden.law.inputs import Choice, Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status
from roterfaden.law.terms import add_days

NAME = "notification"

_POST = Reference("§ 37 Abs. 2 SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")
_PORTAL = Reference("§ 37 Abs. 2a SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")

_SENT = {
    "post": "Der Bescheid ging am {day} zur Post.",
    "email": "Der Bescheid wurde am {day} per E-Mail abgesendet.",
    "portal": "Die Nachricht über den neuen Bescheid im Portal wurde am {day} abgesendet.",
}
CHANNELS = (
    Choice("post", "Post"),
    Choice("email", "E-Mail"),
    Choice("portal", "Portal, mit Einwilligung"),
)
INPUTS = (
    Input(
        name="posted_on",
        kind=Kind.DATE,
        label="Abgesendet am",
        help="Der Tag, der auf dem Absendevermerk steht. Ohne Vermerk gibt es keine Fiktion.",
    ),
    Input(name="channel", kind=Kind.CHOICE, label="Weg", choices=CHANNELS),
    Input(
        name="received_on",
        kind=Kind.DATE,
        label="Nachweislich angekommen am",
        help="Nur wenn es feststeht. Ein späterer Zugang geht der Fiktion vor.",
        required=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Notification(Result):
    """The day on which the act counts as made known, unless it arrived later or not at all."""

    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"notified_on": "Gilt als bekannt gegeben am"}
    )
    span: ClassVar[tuple[str, str] | None] = ("posted_on", "notified_on")

    notified_on: date


def notification(*, posted_on: date, channel: str, received_on: date | None = None) -> Notification:
    """When an act posted on a day counts as made known, by the law of that day.

    Raises:
        NoRuleInForce: the day lies before 1 July 2023.
        WrongInput: it would have been received before it was posted.
    """
    inputs = {"posted_on": posted_on, "channel": channel, "received_on": received_on}
    return cast(Notification, rules().evaluate(NAME, inputs))


@rule(
    name=NAME,
    title="Bekanntgabe eines Bescheids",
    question="Wann gilt ein Bescheid als bekannt gegeben?",
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    hangs_on="posted_on",
    norms=("§ 37 Abs. 2 SGB X", "§ 37 Abs. 2a SGB X"),
    status=Status.TEXT,
    parameters=("notification_days",),
)
def notified_after_days(
    *, posted_on: date, channel: str, received_on: date | None = None
) -> Notification:
    """Days after posting, sending, or telling of the document in the portal (§ 37 SGB X).

    A fiction, not a term: it does not move on weekends or holidays. A later receipt counts, and in
    doubt the authority must prove it.
    """
    if received_on is not None and received_on < posted_on:
        raise WrongInput(
            "received_on",
            f"Der {german(received_on)} liegt vor dem Absenden ({german(posted_on)}).",
            "Prüfen Sie beide Tage.",
        )
    days = parameter("notification_days").on(posted_on)
    by_fiction = add_days(posted_on, days.number)
    notified_on = max(by_fiction, received_on or by_fiction)
    norm = _PORTAL if channel == "portal" else _POST
    return Notification(
        rule=NAME,
        regime=regime_on(posted_on),
        status=Status.TEXT,
        reasons=(
            _SENT[channel].format(day=german(posted_on)),
            (
                f"Am {days.number}. Tag danach gilt er als bekannt gegeben: {named(by_fiction)} "
                f"({norm.norm})."
            ),
            "Diese Fiktion verschiebt sich nicht am Wochenende und nicht am Feiertag.",
            _received(by_fiction, received_on),
        ),
        references=(Reference(norm.norm, days.citation),),
        notified_on=notified_on,
    )


def _received(by_fiction: date, received_on: date | None) -> str:
    if received_on is None:
        return (
            "Kam der Bescheid später an oder gar nicht, gilt die Fiktion nicht. Im Zweifel weist "
            "das Jobcenter den Zugang nach."
        )
    if received_on <= by_fiction:
        return f"Dass er schon am {german(received_on)} ankam, ändert daran nichts."
    return (
        f"Er kam nachweislich erst am {german(received_on)} an. Dieser spätere Tag zählt "
        "(§ 37 Abs. 2 Satz 3 SGB X)."
    )
