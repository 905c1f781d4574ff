"""A letter as plain data for the template: head, address, parts, foot."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import translation

from roterfaden.core import german
from roterfaden.delivery.facts import holds
from roterfaden.delivery.gaps import fill, gaps_of
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.sections import SECTIONS, Section
from roterfaden.delivery.speech import GERMAN
from roterfaden.delivery.states import State
from roterfaden.delivery.texts import Words, words_on

_ROW_LABELS = {
    "meets_on": "Wann",
    "meets_at": "Um",
    "channel": "Wie",
    "place": "Wo",
    "interpreter": "Dolmetschen",
    "bring": "Bringen Sie mit",
    "efforts": "Was genau",
    "how_often": "Wie oft",
    "form_of_proof": "So weisen Sie es nach",
    "due_on": "Bis",
    "title": "Was",
    "employer": "Wo",
    "provider": "Wo",
    "apply_how": "So bewerben Sie sich",
    "apply_until_on": "Bis",
    "begins_on": "Beginn",
    "begins_at": "Um",
    "ends_on": "Ende",
    "hours": "Zeiten",
    "costs": "Kosten, die wir tragen",
}
"""How facts are named on paper, shorter than in forms."""
_DEADLINES = ("meets_on", "due_on", "apply_until_on", "begins_on")


@dataclass(frozen=True)
class Part:
    """One printed part: a heading, paragraphs or labelled rows, perhaps in a frame."""

    code: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    is_framed: bool = False


def words_of(letter: Letter) -> Words:
    """The words that a letter is made of: fixed ones, else those that hold by now."""
    if letter.wording is not None:
        return Words(letter.wording.paragraphs, letter.wording)
    return words_on(letter.case.jobcentre, Kind(letter.kind), letter.event_on)


def parts(letter: Letter, words: Words, language: str = GERMAN) -> list[Part]:
    """What is printed, in its order; parts without text are left out."""
    gaps = gaps_of(letter, language)
    found = (
        _part(letter, one, words, gaps)
        for one in SECTIONS[Kind(letter.kind)]
        if holds(one.when, letter.facts)
    )
    return [part for part in found if part.paragraphs or part.rows]


def german_name(letter: Letter) -> str:
    """What it is called in the case file and on paper."""
    with translation.override(GERMAN):
        return letter.name


def standard_words(letter: Letter) -> dict[str, str]:
    """What the office's text says in each part of this letter, gaps filled, without own words."""
    gaps = gaps_of(letter)
    texts = words_of(letter).paragraphs
    return {code: "\n".join(fill(text, gaps)) for code, text in texts.items()}


def data(letter: Letter, words: Words, on: date) -> dict[str, Any]:
    """Everything the template prints, dated ``on``."""
    said = parts(letter, words)
    subject = next((" ".join(p.paragraphs) for p in said if p.code.startswith("subject")), "")
    title = f"ÜBUNG: {subject}" if letter.practice else subject
    recipient, office, writer = letter.case.recipient, letter.case.jobcentre, letter.drafted_by
    name = f"{writer.first_name} {writer.last_name}"
    return {
        "office": office.name,
        "sender": [office.name, office.street, f"{office.postcode} {office.city}".strip()],
        "address": [
            str(recipient),
            recipient.street,
            f"{recipient.postcode} {recipient.city}".strip(),
        ],
        "block": [
            [label, value]
            for label, value in (
                ("Es schreibt", name),
                ("Zimmer", writer.room),
                ("Telefon", writer.phone or office.phone),
                ("E-Mail", writer.email),
                ("Kundennummer", recipient.kundennummer),
                ("Datum", german.day(on)),
            )
            if value
        ],
        "mark": _mark(letter, words),
        "practice": letter.practice,
        "subject": title,
        "greeting": f"Guten Tag {recipient},",
        "parts": [
            asdict(part)
            for part in said
            if part.code != "closing" and not part.code.startswith("subject")
        ],
        "closing": next((list(p.paragraphs) for p in said if p.code == "closing"), []),
        "signed": name,
        "document": {
            "title": title,
            "author": office.name,
            "description": f"{german_name(letter)} vom {german.day(on)}",
        },
    }


def _mark(letter: Letter, words: Words) -> str:
    marks = []
    if letter.state in {State.DRAFT, State.TO_CHECK, State.WITHDRAWN}:
        marks.append("Entwurf")
    if not words.is_approved:
        marks.append("Text fachlich zu prüfen")
    return ", ".join(marks)


def _part(letter: Letter, section: Section, words: Words, gaps: dict[str, str]) -> Part:
    if section.rows:
        return Part(section.code, section.heading, rows=_rows(letter, section, gaps))
    text = words.paragraphs.get(section.code, "")
    own = letter.words.get(section.code, "")
    lines = own.splitlines() if own else fill(text, gaps)
    return Part(
        section.code,
        section.heading,
        tuple(line.strip() for line in lines if line.strip()),
        is_framed=section.is_framed,
    )


def _rows(letter: Letter, section: Section, gaps: dict[str, str]) -> tuple[tuple[str, str], ...]:
    by_code = {fact.code: fact for fact in KINDS[Kind(letter.kind)].facts}
    asked = (code for code in section.rows if by_code[code].is_asked(letter.facts))
    named = ((code, gaps[f"{code}_long" if code in _DEADLINES else code]) for code in asked)
    return tuple((_ROW_LABELS[code], value) for code, value in named if value)
