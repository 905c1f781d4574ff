"""A draft as the editor shows it: rubrics with rows, and the sheet beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.core.spoken import day
from roterfaden.plans.contents import basis_of
from roterfaden.plans.models import Entry
from roterfaden.plans.rubrics import CODES, HEADINGS, Line
from roterfaden.plans.text_blocks.filling import cut
from roterfaden.recipients.models import Recipient
from roterfaden.web.staff.plans.capture import Piece
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.hint_lines import HintLine, at_place
from roterfaden.web.staff.plans.sheet_note import SheetNote

ADD_LABELS = {
    "goal": gettext_lazy("Ziel hinzufügen"),
    "interim_goal": gettext_lazy("Zwischenziel hinzufügen"),
    "step_recipient": gettext_lazy("Schritt hinzufügen"),
    "step_jobcentre": gettext_lazy("Zusage hinzufügen"),
    "step_other": gettext_lazy("Unterstützung hinzufügen"),
    "aspect": gettext_lazy("Hinzufügen, was noch wichtig ist"),
}
PROOFS = (
    gettext_lazy("Anmeldebestätigung"),
    gettext_lazy("Bescheid"),
    gettext_lazy("Bescheinigung"),
    gettext_lazy("Bewerbungsschreiben"),
    gettext_lazy("Liste der Bewerbungen"),
    gettext_lazy("Nachricht über das Postfach"),
    gettext_lazy("Teilnahmebescheinigung"),
    gettext_lazy("Zertifikat"),
)


@dataclass(frozen=True)
class Row:
    """One entry in the editor; ``surplus`` are the words that find no room on the sheet."""

    line: Line
    surplus: str = ""
    is_first: bool = False
    is_last: bool = False
    form: EntryForm | None = None
    takes_focus: bool = False
    people: Sequence[Recipient] = ()
    hints: Sequence[HintLine] = ()

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.line.entry

    @property
    def lead(self) -> str:
        """The other body's name, unless the words themselves name it."""
        name = self.line.owner_name
        return "" if name.casefold() in self.line.text.casefold() else name

    @property
    def pieces(self) -> list[Piece]:
        """The words, cut at gaps that are still open."""
        if not self.entry.text_block_id:
            return [Piece(self.line.text, is_gap=False)]
        return [Piece(text, is_gap) for text, is_gap in cut(self.line.text)]

    @property
    def basis(self) -> str:
        """What marks the content, so that a page sees whether its row is out of date."""
        return basis_of(self.entry)

    @property
    def notes(self) -> list[str]:
        """What stands beside the words: time, proof, mark, who else among those one may see."""
        entry = self.entry
        involved = next((one for one in self.people if one.pk == entry.involved_id), None)
        untimed = _("ohne Datum") if entry.kind == Entry.Kind.STEP else ""
        notes = [
            self.line.when_words or untimed,
            _("Nachweis: %(proof)s") % {"proof": entry.proof} if entry.proof else "",
            _("führt zu Arbeit") if entry.towards_work else "",
            entry.get_words_of_display() if entry.words_of else "",
            _("mit %(name)s") % {"name": involved} if involved else "",
        ]
        return [note for note in notes if note]


@dataclass(frozen=True)
class EditorRubric:
    """A rubric with its rows, what was taken out (newest first), perhaps a form for a new one."""

    code: str
    heading: str
    add_label: str
    rows: list[Row]
    removed: list[Entry] = field(default_factory=list)
    form: EntryForm | None = None
    hints: Sequence[HintLine] = ()


def editor_rubrics(
    entries: Sequence[Entry],
    note: SheetNote | None = None,
    form: EntryForm | None = None,
    people: Sequence[Recipient] = (),
) -> list[EditorRubric]:
    """All six rubrics; ``form`` is the one that is open, of an entry or of a new one.

    Without ``note`` nothing is said about what finds no room on the sheet.
    ``people`` are those of the household whom the reader may see.
    """

    def of_rubric(code: str) -> list[Entry]:
        return [entry for entry in entries if entry.rubric == code]

    def is_shown(entry: Entry) -> bool:
        return entry.removed_at is None or bool(form and not form.adds and form.entry == entry)

    return [
        EditorRubric(
            code=code,
            heading=heading,
            add_label=str(ADD_LABELS[code]),
            rows=_rows([e for e in of_rubric(code) if is_shown(e)], note, form, people),
            removed=_newest_first(e for e in of_rubric(code) if not is_shown(e)),
            form=form if form and form.adds and form.rubric == code else None,
            hints=at_place(note.hints, f"rubrik-{code}") if note else (),
        )
        for code, heading in HEADINGS.items()
    ]


def order_after_move(entries: Sequence[Entry], moved: UUID, direction: str) -> list[UUID]:
    """The order when an entry goes one place up or down within its rubric."""
    order = [entry.pk for entry in entries]
    rubric = next((entry.rubric for entry in entries if entry.pk == moved), "")
    peers = [entry.pk for entry in entries if entry.rubric == rubric and not entry.removed_at]
    if moved not in peers:
        return order
    place = peers.index(moved) + (-1 if direction == "up" else 1)
    if 0 <= place < len(peers):
        a, b = order.index(moved), order.index(peers[place])
        order[a], order[b] = order[b], order[a]
    return order


def saved_words(at: datetime) -> str:
    """When the draft was last saved: ``gespeichert 10:52``, with the day if it was not today."""
    local = at.astimezone(BERLIN)
    if local.date() == clock.today():
        return _("gespeichert %(time)s") % {"time": f"{local:%H:%M}"}
    return _("gespeichert am %(day)s, %(time)s") % {
        "day": day(local.date()),
        "time": f"{local:%H:%M}",
    }


def row_of(
    entry: Entry,
    people: Sequence[Recipient],
    *,
    form: EntryForm | None = None,
    takes_focus: bool = False,
) -> Row:
    """One row by itself, for an answer that replaces only this row."""
    return Row(Line(entry), form=form, takes_focus=takes_focus, people=people)


def add_rubric(code: str, form: EntryForm | None = None) -> EditorRubric:
    """A rubric without rows, for an answer that replaces only the place to add."""
    return EditorRubric(code, HEADINGS[code], str(ADD_LABELS[code]), [], form=form)


def is_rubric(code: str) -> bool:
    """Whether there is such a rubric."""
    return code in CODES


def _rows(
    entries: list[Entry],
    note: SheetNote | None,
    form: EntryForm | None,
    people: Sequence[Recipient],
) -> list[Row]:
    last = len(entries) - 1
    surplus = note.surplus if note else {}
    return [
        Row(
            Line(entry),
            surplus=surplus.get(str(entry.pk), ""),
            is_first=place == 0,
            is_last=place == last,
            form=form if form and not form.adds and form.entry == entry else None,
            people=people,
            hints=at_place(note.hints, str(entry.pk)) if note else (),
        )
        for place, entry in enumerate(entries)
    ]


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    removed = [(entry.removed_at, entry.position, entry) for entry in entries if entry.removed_at]
    return [entry for *_key, entry in sorted(removed, key=lambda found: found[:2], reverse=True)]
