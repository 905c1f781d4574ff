"""The words of the sheet: which rubric holds which entry, and how dates and foot are said.

Layout is the template's matter (``plan.typ``). The rubrics and their wording are those of
Abbildung 1 (IAB-Forschungsbericht 2/2026). No signature, no notice of legal consequences.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roterfaden.core.german import day, rhythm_words
from roterfaden.plans.sheet.model import Entry, Plan

TITLE = "MEIN KOOPERATIONSPLAN"
MOTTO = "Gemeinsam. Planen. Handeln. Gestalten."
DRAFT = "ENTWURF"
WITHDRAWN = "ZURÜCKGEZOGEN"
TOWARDS_WORK = "führt zu Arbeit"
NOTHING_YET = "Hier haben wir noch nichts vereinbart."

_QUOTES = (
    *(("„", "“"), ("“", "”"), ("»", "«"), ("«", "»"), ("„", "”")),
    *(("‚", "‘"), ('"', '"'), ("'", "'")),
)


_SPACES = re.compile(r"[^\S\u00a0\u202f]")
_LEFTOVERS = {"\ufeff", "\ufff9", "\ufffa", "\ufffb"}


@dataclass(frozen=True)
class Rubric:
    """One of the six rubrics: code, heading as printed, what stands there when it is empty."""

    code: str
    heading: str
    when_empty: str = ""

    def holds(self, entry: Entry) -> bool:
        """Whether the entry stands here: the owner of a step decides its rubric."""
        return self.code == (f"step.{entry.owner}" if entry.kind == "step" else entry.kind)


RUBRICS = (
    Rubric("goal", "Mein Ziel ist:", NOTHING_YET),
    Rubric("interim_goal", "Zunächst möchte ich Folgendes erreichen:"),
    Rubric("step.recipient", "Meine nächsten Schritte sind:", NOTHING_YET),
    Rubric("step.jobcentre", "Mein Jobcenter unterstützt mich durch:", NOTHING_YET),
    Rubric("step.other", "Zusätzlich unterstützt mich:"),
    Rubric("aspect", "Was sonst noch wichtig ist:"),
)


@dataclass(frozen=True)
class Line:
    """One entry as printed: other body, words, opening and closing quotes, date, proof, mark."""

    index: int
    lead: str
    words: tuple[str, ...]
    quotes: tuple[str, str]
    due: str
    due_is_day: bool
    proof: tuple[str, ...]
    towards: str


@dataclass(frozen=True)
class FilledRubric:
    """A rubric with its lines; without lines it shows ``when_empty``."""

    code: str
    heading: str
    when_empty: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Phrase:
    """A text of the foot with its own writing direction, ``ltr`` or ``rtl``."""

    text: str
    direction: str


@dataclass(frozen=True)
class FootColumn:
    """A column of the foot: a strong first line and phrases that follow one another."""

    label: Phrase
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything the sheet says, in the order in which it is read."""

    title: str
    motto: str
    jobcentre: Phrase
    date: str
    mark: str
    rubrics: tuple[FilledRubric, ...]
    foot: tuple[FootColumn, ...]


def sheet(plan: Plan) -> Sheet:
    """The words of the sheet for one plan version; empty optional rubrics are left out."""
    return Sheet(
        title=TITLE,
        motto=MOTTO,
        jobcentre=_phrase(plan.jobcentre),
        date=day((plan.agreed_on if plan.binds else None) or plan.dated_on),
        mark=_mark(plan),
        rubrics=tuple(_rubrics(plan)),
        foot=tuple(_foot(plan)),
    )


def direction(text: str) -> str:
    """``rtl`` where the first strong character is written right to left, else ``ltr``."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def words(text: str) -> tuple[str, ...]:
    """The words of a text as it is set: one space between, what pasting leaves behind dropped.

    That is control characters, halves of signs and byte order marks. Protected spaces stay.
    """
    spaced = _SPACES.sub(" ", text)
    return tuple(word for word in "".join(filter(_stays, spaced)).split(" ") if word)


def _stays(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _LEFTOVERS


def _mark(plan: Plan) -> str:
    if plan.state == "withdrawn":
        return WITHDRAWN
    return "" if plan.binds else DRAFT


def _rubrics(plan: Plan) -> Iterator[FilledRubric]:
    for rubric in RUBRICS:
        lines = tuple(_line(entry) for entry in plan.entries if rubric.holds(entry))
        if lines or rubric.when_empty:
            yield FilledRubric(rubric.code, rubric.heading, rubric.when_empty, lines)


def _line(entry: Entry) -> Line:
    text = " ".join(words(entry.text))
    quotes = ("", "")
    if entry.kind == "aspect" and entry.words_of == "recipient":
        text, quotes = _unquoted(text), ("„", "“")
    return Line(
        index=entry.index,
        lead=_lead(entry, text),
        words=words(text),
        quotes=quotes,
        due=_due(entry),
        due_is_day=entry.due_on is not None,
        proof=words(entry.proof),
        towards=TOWARDS_WORK if _may_become_a_duty(entry) else "",
    )


def _may_become_a_duty(entry: Entry) -> bool:
    """Only own steps towards work can (§ 15a Abs. 2 SGB II); whoever takes them shall see which."""
    return entry.owner == "recipient" and entry.towards_work


def _lead(entry: Entry, text: str) -> str:
    """The other body's name, unless the text itself names it."""
    name = " ".join(words(entry.owner_name))
    if entry.owner != "other" or name.casefold() in text.casefold():
        return ""
    return f"{name}:"


def _unquoted(text: str) -> str:
    """Own words without the quotes that the sheet sets itself."""
    for opening, closing in _QUOTES:
        inner = text.removeprefix(opening).removesuffix(closing)
        if len(inner) == len(text) - 2 and not {opening, closing} & set(inner):
            return inner
    return text


def _due(entry: Entry) -> str:
    if entry.due_on:
        return f"bis {day(entry.due_on)}"
    return rhythm_words(entry.rhythm) if entry.rhythm else ""


def _foot(plan: Plan) -> Iterator[FootColumn]:
    yield _column(plan.recipient, [f"Kundennummer: {plan.kundennummer}"])
    if contact := plan.contact:
        phone = f"Telefon: {contact.phone}" if contact.phone else ""
        yield _column(contact.label or "Ansprechperson", filter(None, [contact.name, phone]))
    if meeting := plan.next_meeting:
        at = f", {meeting.at} Uhr" if meeting.at else ""
        yield _column("Nächstes Gespräch", [f"{day(meeting.on)}{at}"])


def _column(label: str, phrases: Iterable[str]) -> FootColumn:
    return FootColumn(_phrase(label), tuple(_phrase(text) for text in phrases))


def _phrase(text: str) -> Phrase:
    printed = " ".join(words(text))
    return Phrase(printed, direction(printed))
