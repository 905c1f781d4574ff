"""The kinds of letters: what each is in law, what it must know, and under which law it exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core.errors import Refused
from roterfaden.delivery import kind_facts
from roterfaden.delivery.facts import Fact, Facts, holds
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import BUERGERGELD, GRUNDSICHERUNGSGELD, REGIMES, Regime, regime_on


class Kind(StrEnum):
    """What the office writes."""

    INVITATION = "invitation"
    JOB_PROPOSAL = "job_proposal"
    ASSIGNMENT = "assignment"
    REQUEST = "request"
    OBLIGATION = "obligation"
    HEARING = "hearing"
    DECISION = "decision"
    LIFTING = "lifting"


NEVER: Mapping[str, tuple[object, ...]] = {"": ("never",)}
"""No facts are like this."""
ALWAYS: Mapping[str, tuple[object, ...]] = {}
WITH_NOTICE: Mapping[str, tuple[object, ...]] = {"with_notice": (True,)}

_TAKES_NOTHING: Mapping[str, tuple[object, ...]] = {"outcome": ("none",)}


@dataclass(frozen=True)
class Description:
    """What holds for one kind.

    ``act_when`` and ``notice_when`` name the facts under which the letter is an administrative act
    (reasons, instruction on objection, written form: §§ 31, 33, 35, 36 SGB X) and carries a notice
    of legal consequences. ``act_is_read`` is False where the law does not say it in so many words.
    """

    name: str | Promise
    facts: tuple[Fact, ...]
    act_when: Mapping[str, tuple[object, ...]]
    notice_when: Mapping[str, tuple[object, ...]]
    act_is_read: bool = True
    regimes: tuple[Regime, ...] = REGIMES
    norm: str = ""
    four_eyes: bool = False


KINDS: Mapping[Kind, Description] = {
    Kind.INVITATION: Description(
        gettext_lazy("Einladung"),
        kind_facts.INVITATION,
        act_when=WITH_NOTICE,
        notice_when=WITH_NOTICE,
        act_is_read=False,
        norm="§ 59 SGB II",
    ),
    Kind.JOB_PROPOSAL: Description(
        gettext_lazy("Stellenvorschlag"),
        kind_facts.JOB_PROPOSAL,
        act_when=NEVER,
        notice_when=WITH_NOTICE,
        act_is_read=False,
        norm="§ 31 Abs. 1 Satz 1 Nr. 2 SGB II",
    ),
    Kind.ASSIGNMENT: Description(
        gettext_lazy("Zuweisung zu einer Maßnahme"),
        kind_facts.ASSIGNMENT,
        act_when=WITH_NOTICE,
        notice_when=WITH_NOTICE,
        act_is_read=False,
        norm="§ 31 Abs. 1 Satz 1 Nr. 3 SGB II",
    ),
    Kind.REQUEST: Description(
        gettext_lazy("Aufforderung"),
        kind_facts.REQUEST,
        act_when=NEVER,
        notice_when=ALWAYS,
        act_is_read=False,
        regimes=(BUERGERGELD,),
        norm="§ 15 Abs. 5 und 6 SGB II",
    ),
    Kind.OBLIGATION: Description(
        gettext_lazy("Verpflichtung"),
        kind_facts.OBLIGATION,
        act_when=ALWAYS,
        notice_when=ALWAYS,
        regimes=(GRUNDSICHERUNGSGELD,),
        norm="§ 15a SGB II",
    ),
    Kind.HEARING: Description(
        gettext_lazy("Anhörung"),
        kind_facts.HEARING,
        act_when=NEVER,
        notice_when=NEVER,
        norm="§ 24 SGB X",
    ),
    Kind.DECISION: Description(
        gettext_lazy("Bescheid"),
        kind_facts.DECISION,
        act_when={"outcome": ("reduce",)},
        notice_when=NEVER,
        norm="§§ 31a, 31b, 32 SGB II",
        four_eyes=True,
    ),
    Kind.LIFTING: Description(
        gettext_lazy("Aufhebung einer Minderung"),
        kind_facts.LIFTING,
        act_when=ALWAYS,
        notice_when=NEVER,
        norm="§ 31b Abs. 2 SGB II",
    ),
}


def name_of(kind: str, facts: Facts) -> str:
    """What such a letter is called; a decision that takes nothing is told as a result."""
    if holds(_TAKES_NOTHING, facts):
        return _("Ergebnis der Anhörung")
    return str(KINDS[Kind(kind)].name)


def is_act(kind: str, facts: Facts) -> bool:
    """Whether such a letter is an administrative act."""
    return holds(KINDS[Kind(kind)].act_when, facts)


def has_notice(kind: str, facts: Facts) -> bool:
    """Whether such a letter says what may follow in law."""
    return holds(KINDS[Kind(kind)].notice_when, facts)


def check_exists(kind: Kind, on: date, facts: Facts) -> None:
    """Raise :class:`Refused` where the law of the day knows no such letter, and name the norm."""
    described = KINDS[kind]
    try:
        regime = regime_on(on)
    except LawError as error:
        raise Refused(error.message) from None
    if regime not in described.regimes:
        law = described.regimes[0]
        raise Refused(
            _("„%(kind)s“ (%(norm)s) gibt es nur im Recht %(validity)s. Wählen Sie einen anderen.")
            % {"kind": described.name, "norm": described.norm, "validity": law.validity}
        )
    if regime == BUERGERGELD and facts.get("consequence") in kind_facts.ONLY_NEW_LAW:
        raise Refused(
            _("Dass jemand als nicht erreichbar gilt, gibt es erst seit 01.07.2026 (%(norm)s).")
            % {"norm": "§ 7b Abs. 4 SGB II"}
        )
    is_first = kind == Kind.INVITATION and facts.get("is_first") and facts.get("with_notice")
    if is_first and regime == BUERGERGELD:
        raise Refused(
            _(
                "Die erste Einladung ging bis 30.06.2026 ohne Rechtsfolgenbelehrung hinaus "
                "(§ 15 Abs. 4 SGB II). Nehmen Sie die Belehrung heraus."
            )
        )
