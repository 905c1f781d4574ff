"""The people that the tasks are played with. As a program it fills a new installation.

Prints, for each task, the ids that its repetitions begin with, cases or drafts; and the password.
"""

import json
import sys
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.factories.house import House

    from roterfaden.plans.models import PlanVersion
    from roterfaden.recipients.models import Case

REPETITIONS = 4
"""The first of them warms up and is not counted."""
TASKS = ("T1", "T2", "T3", "T4", "T5", "T6")
_HEAD = "kundennummer;nachname;vorname;geburtsdatum;bg_nummer;sprache;fachkraft;beginn;geschuetzt"
_AGO = timedelta(days=40)
OLD_STEPS = (
    ("jobcentre", "Mein Jobcenter schickt mir drei Stellen.", 10),
    ("jobcentre", "Mein Jobcenter bezahlt die Fahrkarte.", 20),
    ("recipient", "Ich lasse mein Zeugnis übersetzen.", 25),
    ("recipient", "Ich frage bei zwei Heimen nach einem Praktikum.", 30),
    ("recipient", "Ich melde mich für den Deutschkurs an.", 60),
)


def main() -> None:
    """Build it and print the ids."""
    from roterfaden.cli.database import open_database

    open_database()
    from tests.factories.house import PASSWORD, build_house

    from roterfaden.core import clock

    house = build_house()
    _import(house, clock.today())
    begun = {task: [_begun(house, task, n) for n in range(REPETITIONS)] for task in TASKS}
    sys.stdout.write(json.dumps({"password": PASSWORD, **begun}))


def surname(task: str, number: int) -> str:
    """Names that the search tells apart by their first letters."""
    return f"{'abcdefgh'[number]}{task.lower()}feld".capitalize()


def _import(house: "House", today: date) -> None:
    from roterfaden.core import clock
    from roterfaden.recipients.actions.importing import import_rows
    from roterfaden.recipients.importing import read

    names = [surname(task, number) for task in TASKS for number in range(REPETITIONS)]
    rows = [
        f"103A{place:06};{name};Vorname;01.01.1990;;de;counsellor;01.01.2026;nein"
        for place, name in enumerate(names)
    ]
    with read("\n".join([_HEAD, *rows, ""]).encode(), today=today) as found:
        import_rows(found, jobcentre=house.jobcentre, by=None, at=clock.now())


def _begun(house: "House", task: str, number: int) -> str:
    case = house.case(surname(task, number))
    if task == "T4":
        return str(house.draft(case).pk)
    if task in {"T2", "T3", "T6"}:
        _agreed(house, case)
    return str(case.pk)


def _agreed(house: "House", case: "Case") -> "PlanVersion":
    """A plan of some weeks ago with a goal and five steps of both sides."""
    from roterfaden.plans.actions import answers, drafts, entries
    from roterfaden.plans.actions.entries import EntryContent

    at: datetime = house.at - _AGO
    version = drafts.start(case=case, by=house.counsellor, at=at)
    contents = [EntryContent(kind="goal", text="Ich arbeite in der Pflege.", topic="work")]
    contents += [
        EntryContent(kind="step", owner=owner, text=text, due_on=at.date() + timedelta(days=days))
        for owner, text, days in OLD_STEPS
    ]
    entries.add_many(version=version, contents=contents, by=house.counsellor, at=at)
    return answers.agree(version=version, sought_by=["read_aloud"], by=house.counsellor, at=at)


if __name__ == "__main__":
    main()
