"""The sheet beside the editor: how it is set, how the entries fit, and the hints on them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.core import clock
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.draft_hints import draft_hints, not_passed
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.offers import stopped
from roterfaden.plans.sheet import Preview
from roterfaden.plans.sheet import preview as preview_sheet
from roterfaden.plans.sheet_data import compose
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.hint_lines import (
    PLAN,
    HintLine,
    at_place,
    count_words,
    hint_lines,
)

COMFORTABLE = 11.0
"""Points from which the sheet reads easily."""


@dataclass(frozen=True)
class SheetNote:
    """What the preview found: whether all fits, in words, the words too many by entry, hints."""

    svg: bytes
    fits: bool
    words: str
    ease: str
    surplus: dict[str, str] = field(default_factory=dict)
    hints: Sequence[HintLine] = ()
    passed: int = 0

    @property
    def hint_count(self) -> str:
        """``2 Hinweise``, or nothing."""
        return count_words(self.hints)

    @property
    def plan_hints(self) -> list[HintLine]:
        """Those about the plan as a whole."""
        return at_place(self.hints, PLAN)


def sheet_note(
    version: PlanVersion, keyed: Sequence[tuple[str, Entry]], written: Collection[str] = ()
) -> SheetNote:
    """Typeset these entries, stored or just being typed; say how they fit and what to look at.

    ``written`` are the keys of the entries that are being written just now: no hints on those.
    """
    entries = [entry for _key, entry in keyed]
    today = clock.today()
    data = compose(version, entries, on=today)
    made = preview_sheet(data)
    surplus: dict[str, str] = {}
    for place in made.surplus:
        key = keyed[int(place.place.removeprefix("entries[").partition("]")[0])][0]
        surplus[key] = f"{surplus[key]} {place.words}" if key in surplus else place.words
    unfinished = [entry for key, entry in keyed if key in written]
    all_hints = [
        one
        for one in draft_hints(entries, data, stopped(version.plan.case.jobcentre, today))
        if one.entry not in unfinished
    ]
    shown = not_passed(all_hints, version.hints_passed)
    return SheetNote(
        made.svg,
        not surplus,
        _fit_words(made),
        _ease_words(made),
        surplus,
        hint_lines(shown),
        len(all_hints) - len(shown),
    )


def unsaved(
    version: PlanVersion, stored: Iterable[Entry], forms: Sequence[EntryForm]
) -> list[tuple[str, Entry]]:
    """The entries as they would stand if these open forms were saved, each with its key."""
    typed = {form.key: _typed(form) for form in forms}
    keyed = []
    for entry in stored:
        content = typed.pop(str(entry.pk), None)
        shown = _as_entry(version, content, entry) if content else entry
        keyed.append((str(entry.pk), shown))
    new = [(key, _as_entry(version, content)) for key, content in typed.items() if content.text]
    return keyed + new


def _typed(form: EntryForm) -> EntryContent:
    """What a form says while it is typed, made printable: a half date is left out, not refused."""
    form.is_valid()
    content = asdict(form.content())
    raw = str(form.data.get("text", "")) if "text" in form.data else content["text"]
    content["text"] = " ".join(raw.split())[:500]
    if content["due_on"] and content["rhythm"]:
        content["rhythm"] = ""
    if content["owner"] == Entry.Owner.OTHER:
        content["owner_name"] = content["owner_name"] or "…"
    return EntryContent(**content)


def _as_entry(version: PlanVersion, content: EntryContent, stored: Entry | None = None) -> Entry:
    values: dict[str, Any] = asdict(content)
    values["text"] = values["text"] or "…"
    entry = Entry(version=version, position=0, **values)
    if stored:
        entry.pk = stored.pk
        if entry.text_block_id == stored.text_block_id:
            entry.text_block = stored.text_block
    return entry


def _fit_words(made: Preview) -> str:
    if made.surplus:
        words = sum(place.count for place in made.surplus)
        return ngettext(
            "Zu lang für eine Seite: %(words)d Wort zu viel.",
            "Zu lang für eine Seite: %(words)d Wörter zu viel.",
            words,
        ) % {"words": words}
    if not made.spare_lines:
        return _("Eine Seite, ganz voll")
    return ngettext(
        "Eine Seite, noch Platz für etwa %(lines)d Zeile",
        "Eine Seite, noch Platz für etwa %(lines)d Zeilen",
        made.spare_lines,
    ) % {"lines": made.spare_lines}


def _ease_words(made: Preview) -> str:
    if made.surplus:
        return _("Kürzen Sie die markierten Einträge.")
    return _("gut lesbar") if made.size_pt >= COMFORTABLE else _("kleine Schrift")
