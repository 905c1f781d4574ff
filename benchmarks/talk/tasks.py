"""The six tasks: where each begins, what is done at the keyboard, and what must be stored then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.talk.script import Await, Press, Say, Script, Think, Unplayed, Write

Ask = Callable[..., list[tuple[Any, ...]]]
Stored = Callable[[Ask, str], None]


@dataclass(frozen=True)
class Task:
    """One task; ``starts`` is an address in which ``{id}`` is what the world made for it.

    ``bar`` and ``existing`` are seconds: what must be met, and what an existing plan application
    took for the same task.
    """

    name: str
    words: str
    starts: str
    ready: str
    script: Script
    stored: Stored
    bar: float
    existing: float | None = None


PRINT: Script = (
    Think("check: agreed and filed"),
    Press("Enter", brings="/blatt.pdf"),
    Unplayed("Control+p"),
    Unplayed("Enter"),
)
END: Script = (
    Press("F8"),
    Await("[data-answer]", page="/antwort/"),
    Think("answer"),
    Press("1"),
    Press("Enter"),
    Await("[data-focus]:focus", page="/abgestimmt/"),
)
"""Reading out, the yes, the PDF in the case file; the page after it has the focus on printing."""


def _case(ask: Ask, draft: str) -> str:
    found = ask(
        "SELECT p.case_id FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id "
        "WHERE v.id = %s",
        draft,
    )
    return str(found[0][0])


def is_filed(ask: Ask, case: str) -> str:
    """The id of the version in force, whose sheet lies in the case file."""
    found = ask(
        "SELECT v.id FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id "
        "JOIN documents_document d ON d.subject = v.id AND d.kind = 'plan' "
        "AND d.case_file = p.case_id JOIN documents_storedfile f ON f.sha256 = d.stored_file_id "
        "WHERE p.case_id = %s AND v.state = 'agreed' AND f.size > 5000",
        case,
    )
    assert len(found) == 1, found
    return str(found[0][0])


def _agreed_draft(ask: Ask, draft: str) -> None:
    assert is_filed(ask, _case(ask, draft)) == draft
    answers = ask("SELECT outcome, sought_by FROM plans_answer WHERE version_id = %s", draft)
    assert answers == [("yes", ["read_aloud"])], answers


T4 = Task(
    "T4",
    "finished draft: answer, file, print",
    starts="/plaene/{id}/",
    ready="#besprochen",
    script=(*END, *PRINT),
    stored=_agreed_draft,
    bar=5,
)

TASKS: tuple[Task, ...] = (T4,)
