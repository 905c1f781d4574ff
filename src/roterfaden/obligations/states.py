"""The life of a procedure under both laws: one table for code, pages, tests and docs.

A procedure runs on a track, which the occasion and the law of its day choose. The newest move that
was not taken back says where it stands; nothing moves by itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused


class State(StrEnum):
    """Where a procedure stands."""

    CLARIFYING = "clarifying"
    OBLIGING = "obliging"
    AWAITING = "awaiting"
    HEARING = "hearing"
    HEARD = "heard"
    DECIDING = "deciding"
    REDUCED = "reduced"
    UNREACHABLE = "unreachable"
    CONCILIATING = "conciliating"
    ENDED = "ended"


class Track(StrEnum):
    """By which way it goes."""

    DUTY = "duty"
    DIRECT = "direct"
    UNREACHABLE = "unreachable"
    CONCILIATION = "conciliation"


class Ending(StrEnum):
    """What ended it."""

    GOOD_CAUSE = "good_cause"
    HARDSHIP = "hardship"
    FULFILLED = "fulfilled"
    NOT_PURSUED = "not_pursued"
    PLAN_CAME_ABOUT = "plan_came_about"
    LAPSED = "lapsed"
    LIFTED = "lifted"
    OBJECTION_UPHELD = "objection_upheld"
    HEALED = "healed"
    AGREED = "agreed"
    TIME_OVER = "time_over"
    LAW_ENDED = "law_ended"
    MISTAKEN = "mistaken"


class Writing(StrEnum):
    """Which letter a stage writes; the law of the day says its kind."""

    DUTY = "duty"
    HEARING = "hearing"
    DECISION = "decision"
    LIFTING = "lifting"


@dataclass(frozen=True)
class Transition:
    """One lawful step: on which tracks, what it means, which letter must be in the post before.

    A step to the end names everything that may end it there.
    """

    source: State
    target: State
    tracks: tuple[Track, ...]
    meaning: str
    posted: Writing | None = None
    endings: tuple[Ending, ...] = ()


_DUTY = (Track.DUTY,)
_UNREACHABLE = (Track.UNREACHABLE,)
_DIRECT = (Track.DIRECT, Track.UNREACHABLE)
_HEARD = (Track.DUTY, Track.DIRECT, Track.UNREACHABLE)
_REDUCING = (Track.DUTY, Track.DIRECT)
_ANY_TIME = (Ending.GOOD_CAUSE, Ending.NOT_PURSUED, Ending.PLAN_CAME_ABOUT)
_UPHELD = (Ending.OBJECTION_UPHELD,)

TRANSITIONS = (
    Transition(State.CLARIFYING, State.OBLIGING, _DUTY, "kein wichtiger Grund, also verpflichten"),
    Transition(
        State.CLARIFYING,
        State.ENDED,
        _HEARD,
        "zurück zum Plan",
        endings=(*_ANY_TIME, Ending.FULFILLED, Ending.MISTAKEN),
    ),
    Transition(
        State.OBLIGING,
        State.AWAITING,
        _DUTY,
        "Schreiben in der Post, die Frist läuft",
        posted=Writing.DUTY,
    ),
    Transition(
        State.OBLIGING,
        State.ENDED,
        _DUTY,
        "zurück zum Plan",
        endings=(*_ANY_TIME, Ending.FULFILLED, Ending.MISTAKEN),
    ),
    Transition(State.AWAITING, State.HEARING, _DUTY, "nicht nachgewiesen, also anhören"),
    Transition(
        State.AWAITING,
        State.ENDED,
        _DUTY,
        "nachgewiesen oder nicht weiter verfolgt",
        endings=(*_ANY_TIME, Ending.FULFILLED, *_UPHELD),
    ),
    Transition(State.CLARIFYING, State.HEARING, _DIRECT, "kein wichtiger Grund, also anhören"),
    Transition(
        State.HEARING,
        State.HEARD,
        _HEARD,
        "Anhörung in der Post, die Zeit für die Antwort läuft",
        posted=Writing.HEARING,
    ),
    Transition(
        State.HEARING,
        State.ENDED,
        _HEARD,
        "zurück zum Plan",
        endings=(*_ANY_TIME, Ending.HARDSHIP, *_UPHELD, Ending.LAPSED, Ending.MISTAKEN),
    ),
    Transition(State.HEARD, State.DECIDING, _HEARD, "Antwort da oder Zeit vorbei"),
    Transition(
        State.HEARD,
        State.ENDED,
        _HEARD,
        "zurück zum Plan",
        endings=(*_ANY_TIME, Ending.HARDSHIP, *_UPHELD, Ending.LAPSED),
    ),
    Transition(
        State.DECIDING,
        State.REDUCED,
        _REDUCING,
        "Bescheid in der Post",
        posted=Writing.DECISION,
    ),
    Transition(
        State.DECIDING,
        State.UNREACHABLE,
        _UNREACHABLE,
        "Feststellung in der Post",
        posted=Writing.DECISION,
    ),
    Transition(
        State.DECIDING,
        State.ENDED,
        _HEARD,
        "keine Minderung, zurück zum Plan",
        endings=(*_ANY_TIME, Ending.HARDSHIP, *_UPHELD, Ending.LAPSED),
    ),
    Transition(
        State.REDUCED,
        State.ENDED,
        _HEARD,
        "Aufhebung in der Post, früher zu Ende",
        posted=Writing.LIFTING,
        endings=(Ending.LIFTED,),
    ),
    Transition(
        State.REDUCED,
        State.ENDED,
        _HEARD,
        "Minderung vorbei oder aufgehoben",
        endings=(Ending.TIME_OVER, *_UPHELD),
    ),
    Transition(
        State.UNREACHABLE, State.REDUCED, _UNREACHABLE, "Meldung heilt, ein Monat gemindert"
    ),
    Transition(
        State.UNREACHABLE,
        State.ENDED,
        _UNREACHABLE,
        "Anspruch entfallen oder Feststellung aufgehoben",
        endings=(Ending.TIME_OVER, Ending.HEALED, *_UPHELD),
    ),
    Transition(
        State.CONCILIATING,
        State.ENDED,
        (Track.CONCILIATION,),
        "geeinigt, Zeit vorbei oder Rechtsgrundlage entfallen",
        endings=(Ending.AGREED, Ending.TIME_OVER, Ending.LAW_ENDED, Ending.MISTAKEN),
    ),
)

STATE_NAMES: dict[State, str | Promise] = {
    State.CLARIFYING: _("Gründe klären"),
    State.OBLIGING: _("Verpflichtung schreiben"),
    State.AWAITING: _("Frist läuft"),
    State.HEARING: _("Anhörung schreiben"),
    State.HEARD: _("Antwort abwarten"),
    State.DECIDING: _("entscheiden"),
    State.REDUCED: _("gemindert"),
    State.UNREACHABLE: _("nicht erreichbar"),
    State.CONCILIATING: _("Schlichtung"),
    State.ENDED: _("beendet"),
}

TRACK_NAMES: dict[Track, str | Promise] = {
    Track.DUTY: _("erst verpflichten, dann anhören"),
    Track.DIRECT: _("gleich anhören"),
    Track.UNREACHABLE: _("prüfen, ob nicht erreichbar"),
    Track.CONCILIATION: _("schlichten"),
}

ENDING_NAMES: dict[Ending, str | Promise] = {
    Ending.GOOD_CAUSE: _("wichtiger Grund"),
    Ending.HARDSHIP: _("außergewöhnliche Härte"),
    Ending.FULFILLED: _("nachgeholt oder nachgewiesen"),
    Ending.NOT_PURSUED: _("nicht weiter verfolgt"),
    Ending.PLAN_CAME_ABOUT: _("ein Plan kam zustande"),
    Ending.LAPSED: _("Zeit für eine Entscheidung vorbei"),
    Ending.LIFTED: _("Minderung früher beendet"),
    Ending.OBJECTION_UPHELD: _("Widerspruch hatte Erfolg"),
    Ending.HEALED: _("durch Meldung geheilt"),
    Ending.AGREED: _("geeinigt"),
    Ending.TIME_OVER: _("Zeit vorbei"),
    Ending.LAW_ENDED: _("Rechtsgrundlage entfallen"),
    Ending.MISTAKEN: _("irrtümlich begonnen"),
}

WRITES: dict[State, Writing] = {
    State.OBLIGING: Writing.DUTY,
    State.HEARING: Writing.HEARING,
    State.DECIDING: Writing.DECISION,
    State.REDUCED: Writing.LIFTING,
}
"""What is drafted in a state; once it is posted, the move into that state stays."""


CLAIM_IN_QUESTION = (
    State.HEARING,
    State.HEARD,
    State.DECIDING,
    State.REDUCED,
    State.UNREACHABLE,
)
"""Here the benefit department may have stopped the payment for the time being."""


def first_state(track: str) -> State:
    """Where a procedure of this track begins."""
    return State.CONCILIATING if track == Track.CONCILIATION else State.CLARIFYING


def steps_from(source: str, track: str) -> list[Transition]:
    """The lawful steps from here on this track."""
    return [one for one in TRANSITIONS if one.source == source and track in one.tracks]


def endings_from(source: str, track: str) -> list[Ending]:
    """What may end it here, each once, in the order of the table."""
    found = (ending for step in steps_from(source, track) for ending in step.endings)
    return list(dict.fromkeys(found))


def step(track: str, source: str, target: State, ending: str = "") -> Transition:
    """The row of the table for this step; raises :class:`StateRefused` where there is none."""
    for one in steps_from(source, track):
        if one.target == target and (ending in one.endings if one.endings else not ending):
            return one
    raise not_now(source)


def onward(source: str, track: str) -> Transition | None:
    """The one step from here that does not end it, if there is one."""
    return next((one for one in steps_from(source, track) if one.target != State.ENDED), None)


def not_now(source: str) -> StateRefused:
    """That something does not fit this state."""
    return StateRefused(
        str(_("Das geht in diesem Verfahren jetzt nicht. Sein Stand: %(state)s."))
        % {"state": STATE_NAMES[State(source)]}
    )
