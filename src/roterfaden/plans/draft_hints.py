"""The hints on a draft: what the words tell, what is still to be filled in, what is stopped.

A hint can be put aside ("passt so"). The draft keeps a mark of it: code, place and a digest of the
words, no person and no time. So it comes back when the words change, and all marks go when the plan
is agreed. Gaps and stopped offers cannot be put aside.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.plans import hints
from roterfaden.plans.hints import Code, Hint
from roterfaden.plans.models import Entry
from roterfaden.plans.offers import STOPPED_OFFER, Stopped, troubles_of
from roterfaden.plans.text_blocks.filling import open_gaps

OPEN_GAP = "open_gap"
"""The code of the hint on a gap of a text block that nobody has filled in."""

STAYING = frozenset({OPEN_GAP, STOPPED_OFFER})
"""Codes of hints that stay until something is done."""

_SAID_BY_LAW: dict[str, str] = {Code.NO_PROMISE: "rubrics/step_jobcentre"}
"""Hints that say no more than one on what the law wants at this place."""

_FIRST = frozenset({Code.GOAL_WITHOUT_STEP, Code.OVER_ONE_PAGE})


@dataclass(frozen=True)
class DraftHint:
    """A hint with the entry it is about, if it is about one, and its mark for putting it aside."""

    hint: Hint
    entry: Entry | None
    mark: str

    @property
    def code(self) -> str:
        """What kind of hint."""
        return self.hint.code

    @property
    def rubric(self) -> str:
        """The rubric it is about, or nothing for the plan as a whole."""
        if self.entry:
            return self.entry.rubric
        return self.hint.where.removeprefix("rubrics/") if "/" in self.hint.where else ""

    @property
    def can_be_passed(self) -> bool:
        """Whether it can be put aside."""
        return self.code not in STAYING


def draft_hints(
    entries: Sequence[Entry], data: Mapping[str, Any], standing: Stopped
) -> list[DraftHint]:
    """All hints on these entries, of which ``data`` is the ``plan.json``; asks no database.

    While there is no step yet, only what helps to go on is said; of an entry with an open gap only
    that it has one.
    """
    unfinished = {f"entries/{place}" for place, entry in enumerate(entries) if gaps_left(entry)}
    found = [one for one in hints.check(data, on=standing.on) if one.where not in unfinished]
    by_law = {one.where for one in found if one.code == Code.LAW_CONTENTS}
    found = [one for one in found if _SAID_BY_LAW.get(one.code, "") not in by_law]
    if not any(entry.kind == Entry.Kind.STEP for entry in entries):
        found = [one for one in found if one.where.startswith("entries/") or one.code in _FIRST]
    gaps = [
        Hint(OPEN_GAP, f"entries/{place}", _missing(names), _("Füllen Sie die Lücke aus."))
        for place, entry in enumerate(entries)
        if (names := gaps_left(entry))
    ]
    return [_placed(one, entries) for one in (*found, *gaps, *troubles_of(entries, standing))]


def not_passed(found: Sequence[DraftHint], passed: Collection[str]) -> list[DraftHint]:
    """Those that nobody put aside, or whose words have changed since."""
    return [one for one in found if not (one.can_be_passed and one.mark in passed)]


def gaps_left(entry: Entry) -> tuple[str, ...]:
    """The open gaps of an entry that was made from a text block."""
    return open_gaps(entry.text) if entry.text_block_id else ()


def _missing(names: Sequence[str]) -> str:
    return _("Hier fehlt noch: %(names)s.") % {"names": ", ".join(names)}


def _placed(hint: Hint, entries: Sequence[Entry]) -> DraftHint:
    place, _slash, number = hint.where.partition("/")
    if place == "entries":
        entry = entries[int(number)]
        return DraftHint(hint, entry, _mark(hint.code, str(entry.pk), [entry]))
    about = [entry for entry in entries if place == "plan" or entry.rubric == number]
    return DraftHint(hint, None, _mark(hint.code, hint.where, about))


def _mark(code: str, place: str, about: Sequence[Entry]) -> str:
    words = "\n".join(entry.text for entry in about)
    return f"{code} {place} {hashlib.sha256(words.encode()).hexdigest()[:12]}"
