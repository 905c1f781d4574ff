"""Hints as the editor shows them: a reason, one thing to press, and "passt so"."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.plans.draft_hints import OPEN_GAP, DraftHint
from roterfaden.plans.hints import Code
from roterfaden.plans.offers import STOPPED_OFFER

PLAN = "plan"


@dataclass(frozen=True)
class Way:
    """What can be pressed: opens the entry at ``field``, begins a new one, or takes it out."""

    words: str | Promise
    field: str = ""
    rubric: str = ""
    removes: bool = False
    swaps: bool = False


_WRITE = "text"
_WAYS = {
    Code.NO_DATE: Way(_("Datum setzen"), field="due_on"),
    Code.FILLER: Way(_("Genauer schreiben"), field=_WRITE),
    Code.ROUTINE_PROMISE: Way(_("Genauer schreiben"), field=_WRITE),
    Code.HARD_TO_READ: Way(_("Kürzen"), field=_WRITE),
    Code.SENSITIVE: Way(_("Umschreiben"), field=_WRITE),
    Code.STANDING_RULE: Way(_("Eintrag entfernen"), removes=True),
    OPEN_GAP: Way(_("Ausfüllen"), field=_WRITE),
    STOPPED_OFFER: Way(_("Zusage tauschen"), rubric="step_jobcentre", swaps=True),
}
_BEGIN = {
    "goal": Way(_("Ziel finden"), rubric="goal"),
    "step_recipient": Way(_("Schritt finden"), rubric="step_recipient"),
    "step_jobcentre": Way(_("Zusage finden"), rubric="step_jobcentre"),
}
_SAYS_ENOUGH = frozenset(
    {Code.NO_DATE, Code.STANDING_RULE, Code.LAW_CONTENTS, OPEN_GAP, STOPPED_OFFER}
)
"""Of these the reason alone tells what the button does."""


@dataclass(frozen=True)
class HintLine:
    """A hint ready to be shown."""

    found: DraftHint

    @property
    def code(self) -> str:
        """What kind of hint."""
        return self.found.code

    @property
    def place(self) -> str:
        """Where it stands: the id of its entry, its rubric, or the plan."""
        if self.found.entry:
            return str(self.found.entry.pk)
        return f"rubrik-{self.found.rubric}" if self.found.rubric else PLAN

    @property
    def text(self) -> str:
        """The words of the entry it is about."""
        return self.found.entry.text if self.found.entry else ""

    @property
    def reason(self) -> str:
        """Why."""
        return str(self.found.hint.reason)

    @property
    def advice(self) -> str:
        """What to think about, where the button does not say it."""
        return "" if self.code in _SAYS_ENOUGH else str(self.found.hint.act)

    @property
    def way(self) -> Way | None:
        """What can be pressed; nothing where only reading on helps."""
        if self.found.entry is None:
            return _BEGIN.get(self.found.rubric)
        if self.code == Code.SENSITIVE and "." not in self.text.rstrip(" ."):
            return Way(_("Satz entfernen"), removes=True)
        return _WAYS.get(self.code)


def hint_lines(found: Sequence[DraftHint]) -> list[HintLine]:
    """Hints ready to be shown."""
    return [HintLine(one) for one in found]


def at_place(lines: Sequence[HintLine], place: str) -> list[HintLine]:
    """Those that stand at one place."""
    return [line for line in lines if line.place == place]


def count_words(lines: Sequence[HintLine]) -> str:
    """``2 Hinweise``, or nothing."""
    if not lines:
        return ""
    words = ngettext("%(count)d Hinweis", "%(count)d Hinweise", len(lines))
    return words % {"count": len(lines)}
