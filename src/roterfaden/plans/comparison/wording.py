"""A comparison in words: for the page of staff by rubric, for the recipient by what happened.

The plan's own words stay as they are; what is said about them is in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core.spoken import day, rhythm_words
from roterfaden.plans.comparison.model import Change, Comparison, Detail, Item, Kind, Piece, Value
from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.plans.rubrics import HEADINGS

KIND_NAMES: dict[Kind, str | Promise] = {
    Kind.ADDED: gettext_lazy("neu"),
    Kind.CHANGED: gettext_lazy("geändert"),
    Kind.MOVED: gettext_lazy("verschoben"),
    Kind.DONE: gettext_lazy("erledigt"),
    Kind.DROPPED: gettext_lazy("fällt weg"),
    Kind.UNCHANGED: gettext_lazy("bleibt"),
}
SECTIONS: tuple[tuple[Kind, str | Promise], ...] = (
    (Kind.ADDED, gettext_lazy("Neu")),
    (Kind.CHANGED, gettext_lazy("Geändert")),
    (Kind.DONE, gettext_lazy("Erledigt")),
    (Kind.DROPPED, gettext_lazy("Fällt weg")),
    (Kind.UNCHANGED, gettext_lazy("Das bleibt so")),
)
"""How the recipient reads it; another place on the sheet is no news."""

_TRAITS = {
    "due_on": gettext_lazy("Tag"),
    "rhythm": gettext_lazy("Wie oft"),
    "proof": gettext_lazy("Nachweis"),
    "owner": gettext_lazy("Wer"),
    "owner_name": gettext_lazy("Stelle"),
    "words_of": gettext_lazy("Wessen Worte"),
    "towards_work": gettext_lazy("Führt zu Arbeit"),
}


@dataclass(frozen=True)
class Told:
    """One entry with what became of it; ``notes`` are whole phrases, ``before`` its old words."""

    kind: Kind
    name: str
    rubric: str
    text: str
    before: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    when: str
    lead: str = ""
    is_quote: bool = False


@dataclass(frozen=True)
class Section:
    """Entries under one heading."""

    code: str
    heading: str
    entries: tuple[Told, ...]


def by_rubric(comparison: Comparison) -> list[Section]:
    """All entries in the order of the sheet, under its headings."""
    return [
        Section(rubric.code, HEADINGS[rubric.code], tuple(_told(one) for one in rubric.changes))
        for rubric in comparison.rubrics
    ]


def by_news(comparison: Comparison) -> list[Section]:
    """What is new, changed, done, dropped, and last what stays; empty ones are left out."""
    told = [(_news(change), _told(change)) for change in comparison.changes]
    sections = [
        Section(kind.value, str(heading), tuple(one for news, one in told if news == kind))
        for kind, heading in SECTIONS
    ]
    return [section for section in sections if section.entries]


def counted(comparison: Comparison) -> str:
    """How much is different, in one line: ``2 neu, 1 geändert, 3 bleiben``."""
    names = {
        Kind.ADDED: _("%(count)s neu"),
        Kind.CHANGED: _("%(count)s geändert"),
        Kind.MOVED: _("%(count)s verschoben"),
        Kind.DONE: _("%(count)s erledigt"),
        Kind.DROPPED: _("%(count)s weggefallen"),
        Kind.UNCHANGED: _("%(count)s unverändert"),
    }
    counts = comparison.counts
    return ", ".join(names[kind] % {"count": counts[kind]} for kind in Kind if counts[kind])


def _news(change: Change) -> Kind:
    if change.kind != Kind.MOVED:
        return change.kind
    return Kind.CHANGED if change.moved_from else Kind.UNCHANGED


def _told(change: Change) -> Told:
    item = change.item
    return Told(
        kind=change.kind,
        name=str(KIND_NAMES[change.kind]),
        rubric=HEADINGS[item.rubric],
        text=item.text,
        before=change.before.text if change.before and _is_reworded(change) else "",
        pieces=change.pieces,
        notes=tuple(_notes(change)),
        when=_when(item) if change.after else "",
        lead="" if item.owner_name.casefold() in item.text.casefold() else item.owner_name,
        is_quote=item.words_of == Entry.WordsOf.RECIPIENT,
    )


def _is_reworded(change: Change) -> bool:
    return change.kind == Kind.CHANGED and change.has_new_words


def _notes(change: Change) -> Iterable[str]:
    if change.moved_from:
        yield _("stand vorher unter „%(rubric)s“") % {"rubric": HEADINGS[change.moved_from]}
    elif change.kind == Kind.MOVED:
        yield _("steht an anderer Stelle")
    yield from map(_detail, change.details)
    outcome = change.before.outcome if change.before and change.kind == Kind.DROPPED else ""
    if outcome:
        yield str(EntryOutcome.Kind(outcome).label)


def _detail(detail: Detail) -> str:
    what = _TRAITS[detail.what]
    before, after = _said(detail.what, detail.before), _said(detail.what, detail.after)
    if not before:
        return _("%(what)s: neu %(after)s") % {"what": what, "after": after}
    if not after:
        return _("%(what)s: entfällt, vorher %(before)s") % {"what": what, "before": before}
    return _("%(what)s: jetzt %(after)s, vorher %(before)s") % {
        "what": what,
        "after": after,
        "before": before,
    }


def _said(what: str, value: Value) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, date):
        return _("bis %(day)s") % {"day": day(value)}
    if not value:
        return ""
    if what == "rhythm":
        return rhythm_words(value)
    if what == "owner":
        return str(Entry.Owner(value).label)
    return str(Entry.WordsOf(value).label) if what == "words_of" else value


def _when(item: Item) -> str:
    if item.due_on:
        return _("bis %(day)s") % {"day": day(item.due_on)}
    return rhythm_words(item.rhythm) if item.rhythm else ""
