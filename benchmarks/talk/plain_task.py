"""T1 on the plain form, by its own best keyboard path and the same rules."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.talk.script import Action, Await, Press, Say, Script, Think, Write
from benchmarks.talk.words import NEW_PLAN, Spoken

LETTERS = {"goal": "", "interim_goal": "z", "aspect": "w"}
"""The letter that chooses in the list; the goal stands there to begin with."""
FIRST_FIELD = "select[name=kind]"


def script() -> Script:
    """All entries, each on a form of its own, the answer and the sheet."""
    written = [action for one in NEW_PLAN for action in (*_entry(one), *_to_the_next())]
    kept = written[: -len(_to_the_next())]
    return (*kept, *_finish())


def is_stored(store: Path) -> None:
    """All eight entries and the sheet, as they lie in the file."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("SELECT * FROM entry").fetchall()
        plans = connection.execute("SELECT answer, length(pdf) FROM plan").fetchall()
    expected = [(one.kind, one.words, bool(one.due), one.monthly, one.proof) for one in NEW_PLAN]
    found = [
        (owner if kind == "step" else kind, text, bool(due), bool(often), proof)
        for kind, owner, text, due, often, proof in rows
    ]
    assert Counter(found) == Counter(expected), found
    assert [(answer, size > 5000) for answer, size in plans] == [("yes", True)], plans


def _entry(one: Spoken) -> Script:
    parts: list[Action] = [Think(f"entry: {one.words}"), Press("Tab")]
    parts.append(Write(LETTERS.get(one.kind, "s")))
    parts += [Press("Tab"), Write("j" if one.kind == "jobcentre" else ""), Press("Tab")]
    parts.append(Say(one.words))
    if one.due:
        parts += [Press("Tab"), Write(_with_year(one.due))]
    if one.monthly:
        parts += [Press("Tab"), Press("Tab"), Write("m"), Press("Tab"), Say(one.proof)]
    return (*parts, Press("Enter"), Await("#next", page="/saved"))


def _to_the_next() -> Script:
    return (Press("Tab"), Press("Enter"), Await(FIRST_FIELD, page="/entry"))


def _finish() -> Script:
    return (
        *(Press("Tab"), Press("Tab"), Press("Enter"), Await("[name=answer]", page="/answer")),
        *(Think("check: the plan as it is read out"), Think("answer"), Press("Tab")),
        *(Write("e"), Press("Tab"), Press("Enter"), Await("#pdf", page="/done")),
    )


def _with_year(due: str) -> str:
    """The next such day with its year, as the form asks for it."""
    now = datetime.now(UTC)
    day, month = (int(part) for part in due.rstrip(".").split("."))
    return f"{due}{now.year + ((month, day) < (now.month, now.day))}"
