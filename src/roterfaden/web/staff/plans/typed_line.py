"""The line in the field "Was haben Sie besprochen?": how it is understood, and what it becomes.

What somebody corrected by hand counts more than the words; an empty correction takes a part out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import german
from roterfaden.core.errors import Refused
from roterfaden.core.spoken import long_day_with_year, rhythm_words
from roterfaden.plans.capture import from_block, other_body, split_rubric
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Entry, SupportOffer, TextBlock
from roterfaden.plans.text_blocks.gaps import find
from roterfaden.talk.capture import (
    Captured,
    Doubt,
    Kind,
    Owner,
    Part,
    parts_of,
    read,
    read_as,
    read_when,
)

NONE = "-"
"""What the page sends for a part that somebody emptied by hand."""

PART_NAMES = {
    Part.KIND: gettext_lazy("Was"),
    Part.OWNER: gettext_lazy("Wer"),
    Part.TEXT: gettext_lazy("Wortlaut"),
    Part.DUE_ON: gettext_lazy("Bis"),
    Part.RHYTHM: gettext_lazy("Bis"),
    Part.COUNT: gettext_lazy("Anzahl"),
    Part.PROOF: gettext_lazy("Nachweis"),
}
_FIELDS = {
    Part.KIND: "rubric",
    Part.OWNER: "who",
    Part.DUE_ON: "when",
    Part.RHYTHM: "when",
    Part.PROOF: "proof",
}
_NUMBER_GAP = "anzahl"


class UnreadableWhen(Refused):
    """The day or rhythm that was typed into its own place names none."""

    code = "unreadable-when"


@dataclass(frozen=True)
class Corrections:
    """What was set by hand, each None where the words decide."""

    rubric: str = ""
    when: str | None = None
    proof: str | None = None
    owner_name: str | None = None

    @classmethod
    def sent(cls, data: Mapping[str, str], rubric: str = "") -> "Corrections":
        """Those in a request. Empty fields of the form without scripts correct nothing."""
        said = {name: data.get(name, "").strip() for name in ("when", "proof", "owner_name")}
        values = {name: "" if text == NONE else text for name, text in said.items() if text}
        return cls(rubric, **values)


@dataclass(frozen=True)
class TypedLine:
    """One entry of the line as it would be taken."""

    entry: Captured

    @property
    def rubric(self) -> str:
        """The rubric in which it would stand."""
        entry = self.entry
        return f"step_{entry.owner}" if entry.kind == Kind.STEP else str(entry.kind)

    @property
    def text(self) -> str:
        """The words as they would stand in the plan."""
        return _with_kept(self.entry.text, self.entry.kept_on)

    @property
    def search_words(self) -> str:
        """What to look for among the text blocks: no number, which is a gap there."""
        words = self.entry.text.split()
        return " ".join(word for word in words if not (self.entry.count and word[0].isdigit()))

    @property
    def when(self) -> str:
        """The day or rhythm in German words that can be typed in again."""
        entry = self.entry
        if entry.due_on:
            return f"{german.WEEKDAYS[entry.due_on.weekday()][:2]}, {german.day(entry.due_on)}"
        return german.rhythm_words(entry.rhythm) if entry.rhythm else ""

    @property
    def unsure(self) -> str:
        """The fields of the row that are to be checked, divided by spaces."""
        fields = {_FIELDS.get(part, "text") for part in self.entry.unsure}
        if self.entry.owner is None and "who" in fields:
            fields = fields - {"who"} | {"rubric"}
        return " ".join(sorted(fields))

    @property
    def doubts(self) -> str:
        """What is to be checked and why, in words."""
        return " ".join(_doubt_in_words(doubt) for doubt in self.entry.doubts)

    @property
    def in_short(self) -> str:
        """The entry where another one of the line is being typed: words, time and proof."""
        proof = _("Nachweis: %(proof)s") % {"proof": self.entry.proof} if self.entry.proof else ""
        when = _("bis %(day)s") % {"day": self.when} if self.entry.due_on else self.when
        parts = [self.entry.owner_name, self.text, when, proof]
        return ", ".join(part for part in parts if part)


def read_line(
    line: str, on: date, *, filled: Collection[str], corrections: Corrections | None = None
) -> list[TypedLine]:
    """The entries of a line; corrections hold for the last, which is the one being typed.

    A plan begins with its goal: words without any mark are one while there is none. Raises
    :class:`UnreadableWhen` for a correction that names neither day nor rhythm.
    """
    entries = [_first_a_goal(entry, filled) for entry in read(line, on)]
    if entries and corrections:
        entries[-1] = _corrected(entries[-1], parts_of(line)[-1], on, corrections)
    return [TypedLine(entry) for entry in entries]


def as_content(line: TypedLine) -> EntryContent:
    """The entry that these words make."""
    entry = line.entry
    body = entry.owner_name or other_body(entry.text) if entry.owner == Owner.OTHER else ""
    return EntryContent(
        kind=str(entry.kind),
        owner=str(entry.owner or ""),
        owner_name=body,
        text=line.text,
        due_on=entry.due_on,
        rhythm=entry.rhythm,
        proof=entry.proof,
        words_of=Entry.WordsOf.RECIPIENT if entry.own_words else "",
    )


def block_content(
    block: TextBlock, line: TypedLine | None, offers: list[SupportOffer], on: date
) -> EntryContent:
    """The entry that a block makes, with day, rhythm, proof and number of the typed line."""
    entry = line.entry if line else None
    values = {}
    if entry and entry.count and _NUMBER_GAP in find(block.text):
        values[_NUMBER_GAP] = str(entry.count)
    content = from_block(block, offers, on, values)
    if entry is None:
        return content
    kind, _owner = split_rubric(block.rubric)
    if kind == Entry.Kind.STEP:
        content = replace(content, rhythm=entry.rhythm, proof=entry.proof)
    if kind != Entry.Kind.ASPECT:
        content = replace(content, due_on=entry.due_on)
    if content.owner == Entry.Owner.OTHER and entry.owner_name:
        content = replace(content, owner_name=entry.owner_name)
    return replace(content, text=_with_kept(content.text, entry.kept_on))


def in_words(lines: list[TypedLine], names: Mapping[str, object]) -> str:
    """What was understood, for the ear: what it is, until when, with which proof, what to check."""
    line = lines[-1]
    entry = line.entry
    said = [
        _("%(count)d Einträge, zuletzt:") % {"count": len(lines)} if len(lines) > 1 else "",
        f"{names[line.rubric]}." if not entry.owner_name else f"{entry.owner_name}.",
        _("Bis %(day)s.") % {"day": long_day_with_year(entry.due_on)} if entry.due_on else "",
        f"{rhythm_words(entry.rhythm)}." if entry.rhythm else "",
        _("Nachweis: %(proof)s.") % {"proof": entry.proof} if entry.proof else "",
        _("Bitte prüfen: %(doubts)s") % {"doubts": doubts} if (doubts := all_doubts(lines)) else "",
    ]
    return _("Verstanden: %(parts)s") % {"parts": " ".join(part for part in said if part)}


def all_doubts(lines: list[TypedLine]) -> str:
    """What is to be checked in all entries of the line, the earlier ones named by their words."""
    *earlier, last = lines
    named = [f"„{line.text}“: {line.doubts}" for line in earlier if line.doubts]
    return " ".join(part for part in [*named, last.doubts] if part)


def _first_a_goal(entry: Captured, filled: Collection[str]) -> Captured:
    is_plain = entry.kind == Kind.STEP and not entry.has_marker and not entry.doubts
    if is_plain and "goal" not in filled and not (entry.due_on or entry.rhythm or entry.proof):
        return replace(entry, kind=Kind.GOAL, owner=None, count=None)
    return entry


def _corrected(entry: Captured, words: str, on: date, corrections: Corrections) -> Captured:
    if corrections.rubric:
        kind, owner = split_rubric(corrections.rubric)
        entry = read_as(words, on, Kind(kind), Owner(owner) if owner else None)
    if corrections.owner_name is not None and entry.owner == Owner.OTHER:
        entry = replace(_without(entry, Part.OWNER), owner_name=corrections.owner_name)
    if corrections.proof is not None and entry.kind == Kind.STEP:
        entry = replace(_without(entry, Part.PROOF), proof=corrections.proof)
    if corrections.when is not None and entry.kind != Kind.ASPECT:
        entry = _with_when(entry, corrections.when, on)
    return entry


def _with_when(entry: Captured, text: str, on: date) -> Captured:
    when = read_when(text, on)
    if not when.is_read or (when.rhythm and entry.kind != Kind.STEP):
        raise UnreadableWhen(
            _(
                "„%(text)s“ nennt keinen Tag. Schreiben Sie zum Beispiel 26.11. oder "
                "in zwei Wochen, bei Schritten auch jeden Montag."
            )
            % {"text": text}
        )
    entry = _without(entry, Part.DUE_ON, Part.RHYTHM)
    doubts = (*entry.doubts, *when.doubts)
    return replace(entry, due_on=when.due_on, rhythm=when.rhythm, doubts=doubts)


def _without(entry: Captured, *parts: Part) -> Captured:
    return replace(entry, doubts=tuple(one for one in entry.doubts if one.part not in parts))


def _with_kept(text: str, kept_on: date | None) -> str:
    """An outcome is recorded for agreed entries only, so the words themselves say it is done."""
    if kept_on is None:
        return text
    bare = text.removesuffix(".")
    return f"{bare} (erledigt am {german.day(kept_on)}){text[len(bare) :]}"


def _doubt_in_words(doubt: Doubt) -> str:
    return f"{PART_NAMES[doubt.part]}: {_(doubt.why)}"
