"""A second invented study, of talks: passages by two coders who do not always agree on bounds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from roterfaden.organisations.models import StaffMember
from roterfaden.research.actions import books, coding, comparing, documents, projects, tasks
from roterfaden.research.actions.documents import Brought
from roterfaden.research.actions.projects import Record
from roterfaden.research.models import Project, StudyDocument
from roterfaden.research.reading import paragraphs

TALKS = 6
_BOOK = "einsatz"
_DIMENSION = "ways_of_use"
_SAID: tuple[tuple[str, str, str], ...] = (
    ("F", "Wie ist es Ihnen seit dem Frühjahr ergangen?", ""),
    ("K", "Der Kurs ist vorbei, jetzt suche ich wieder.", ""),
    ("F", "Dann lese ich den alten Plan noch einmal vor, und Sie sagen, was weg kann.", "review"),
    ("F", "Was wollen wir zu Ihrem Ziel HINSCHREIBEN, wie würden Sie es sagen?", "participatory"),
    ("K", "Dass ich im Verkauf anfange, //mhm// aber erst nur halbtags.", "participatory"),
    ("F", "Hier muss hinein, dass Sie sich jeden Monat fünfmal bewerben.", "demanding"),
    ("F", "Ich fasse zusammen, was wir heute besprochen haben, und drucke es aus.", "summary"),
    ("F", "Am Plan selbst ändert sich heute nichts, den lassen wir so.", "nothing_changed"),
    ("K", "Mir ist das heute ehrlich gesagt alles etwas viel.", ""),
)
MISSES, SHIFTS, SWAPS = 0.12, 0.3, 0.15
"""How often a coder overlooks a passage, sets another bound, or takes the broader category."""
_BROADER = {"participatory": "joint_definition", "demanding": "joint_definition"}


def study_talks(staff: Mapping[str, StaffMember], *, today: date, at: datetime) -> Project:
    """The study with its transcripts, both codings, and the comparison open."""
    lead, second = staff["forschung"], staff["codierung"]
    by: dict[str, Any] = {"by": lead, "at": at}
    project = projects.begin(record=_record(today), **by)
    projects.add_member(project=project, staff=second, leads=False, codes=True, **by)
    books.adopt(project=project, book_id=_BOOK, **by)
    brought = documents.bring(project=project, documents=list(_transcripts()), **by)
    for member in project.members.all():
        tasks.assign(project=project, member=member, documents=brought, **by)
    for person in (lead, second):
        _code(brought, person, at)
    comparing.open_comparison(project=project, dimension=_DIMENSION, **by)
    return project


def _record(today: date) -> Record:
    return Record(
        title="Der Plan im Gespräch 2026",
        question="Wie wird der Kooperationsplan in Gesprächen eingesetzt?",
        purpose="Inhaltsanalyse von Transkripten, Beispieldaten",
        permission_number="DEMO-75-2026-2",
        permission_by="Ministerium der Demo",
        permitted_until_on=today + timedelta(days=400),
        source="Eigene Auswertung. Beispieldaten.",
    )


def _transcripts() -> Iterator[Brought]:
    for number in range(1, TALKS + 1):
        dice, name = Random(f"Gespräch {number}"), f"G{number:02}"  # noqa: S311
        said = [one for one in _SAID if dice.random() < 0.8]
        turns = [{"speaker": f"{who}{number}", "text": text, "note": ""} for who, text, _ in said]
        yield Brought(name, {"id": name, "kind": "transcript", "turns": turns})


def _code(brought: Sequence[StudyDocument], by: StaffMember, at: datetime) -> None:
    dice = Random(f"Stellen {by.short_name}")  # noqa: S311  the same demo each time
    codes = {text: code for _who, text, code in _SAID}
    for document in brought:
        place: dict[str, Any] = {"document": document, "dimension": _DIMENSION, "by": by, "at": at}
        for turn in paragraphs(document.content):
            code = codes[turn.text]
            if not code or dice.random() < MISSES:
                continue
            if dice.random() < SWAPS:
                code = _BROADER.get(code, code)
            start = turn.start + (turn.text.index(" ") + 1 if dice.random() < SHIFTS else 0)
            end = turn.end - (len(turn.text.split()[-1]) + 1 if dice.random() < SHIFTS else 0)
            coding.mark_passage(code=code, start=start, end=end, **place)
        coding.finish(**place)
