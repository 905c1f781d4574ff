"""Whether a task was done: asked of the database, never of the screen."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.talk.words import FIVE_STEPS, NEW_PLAN, ONE_MORE, Spoken

Ask = Callable[..., list[tuple[Any, ...]]]
Row = tuple[str, str, str, str, str]
_ENTRIES = (
    "SELECT kind, owner, text, to_char(due_on, 'FMDD.FMMM.'), rhythm, proof FROM plans_entry "
    "WHERE version_id = %s AND removed_at IS NULL"
)
_FILED = (
    "SELECT v.id FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id "
    "JOIN documents_document d ON d.subject = v.id AND d.kind = 'plan' "
    "AND d.case_file = p.case_id JOIN documents_storedfile f ON f.sha256 = d.stored_file_id "
    "WHERE p.case_id = %s AND v.state = 'agreed' AND f.size > 5000"
)
_OUTCOMES = (
    "SELECT DISTINCT ON (o.entry_id) o.kind, to_char(o.new_due_on, 'FMDD.FMMM.') "
    "FROM plans_entryoutcome o JOIN plans_entry e ON e.id = o.entry_id "
    "JOIN plans_planversion v ON v.id = e.version_id JOIN plans_plan p ON p.id = v.plan_id "
    "WHERE p.case_id = %s AND e.kind <> 'aspect' ORDER BY o.entry_id, o.recorded_at DESC"
)


def finished_draft(ask: Ask, draft: str) -> None:
    """T4: this draft is agreed, with its answer, and filed."""
    of_case = "SELECT p.case_id FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id "
    case = ask(of_case + "WHERE v.id = %s", draft)[0][0]
    assert _filed(ask, str(case)) == draft
    answers = ask("SELECT outcome, sought_by FROM plans_answer WHERE version_id = %s", draft)
    assert answers == [("yes", ["read_aloud"])], answers


def new_plan(ask: Ask, case: str) -> None:
    """T1: all eight entries as they were said, agreed and filed."""
    _says(ask, _filed(ask, case), NEW_PLAN)


def five_steps(ask: Ask, case: str) -> None:
    """T5: the goal and the five dated steps, agreed and filed."""
    _says(ask, _filed(ask, case), FIVE_STEPS)


def update(ask: Ask, case: str) -> None:
    """T2: six outcomes of this day, the new step in the new version, agreed and filed."""
    kinds = Counter(kind for kind, _day in ask(_OUTCOMES, case))
    assert kinds == {"done": 3, "open": 3}, kinds
    assert _key(ONE_MORE) in _rows(ask, _filed(ask, case))


def three_done(ask: Ask, case: str) -> None:
    """T6: three steps done, one with another day, one more step in the draft."""
    told = Counter(kind for kind, _day in ask(_OUTCOMES, case))
    assert told["done"] == 3, told
    drafts = ask(
        "SELECT v.id FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id "
        "WHERE p.case_id = %s AND v.state = 'draft'",
        case,
    )
    rows = _rows(ask, str(drafts[0][0]))
    assert _key(ONE_MORE) in rows
    assert any(row[2] == "9.2." for row in rows), rows


def not_raised(ask: Ask, case: str) -> None:
    """T3: the first reason, the dated task, and the next meeting; no version was touched."""
    found = ask(
        "SELECT t.text, to_char(t.due_on, 'FMDD.FMMM.') FROM talk_notraised n "
        "JOIN talk_smalltask t ON t.not_raised_id = n.id "
        "JOIN meetings_meeting m ON m.id = n.meeting_id WHERE m.case_id = %s",
        case,
    )
    assert found == [("Befund holen", "15.1.")], found
    coming = ask(
        "SELECT to_char(starts_at AT TIME ZONE 'Europe/Berlin', 'FMDD.FMMM. FMHH24:MI') "
        "FROM meetings_meeting WHERE case_id = %s AND outcome = 'planned'",
        case,
    )
    assert coming == [("20.1. 10:00",)], coming


def _filed(ask: Ask, case: str) -> str:
    """The version in force, whose sheet lies in the case file."""
    found = ask(_FILED, case)
    assert len(found) == 1, found
    return str(found[0][0])


def _says(ask: Ask, version: str, spoken: tuple[Spoken, ...]) -> None:
    expected, stored = Counter(map(_key, spoken)), Counter(_rows(ask, version))
    assert stored == expected, (stored - expected, expected - stored)


def _rows(ask: Ask, version: str) -> list[Row]:
    return [
        (owner if kind == "step" else kind, text.rstrip("."), due or "", rhythm or "", proof)
        for kind, owner, text, due, rhythm, proof in ask(_ENTRIES, version)
    ]


def _key(one: Spoken) -> Row:
    rhythm = "FREQ=MONTHLY;BYMONTHDAY=1" if one.monthly else ""
    return (one.kind, one.words, one.due, rhythm, one.proof)
