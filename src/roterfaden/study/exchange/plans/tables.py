"""Plans in tables: a row per plan with a column per rubric, or a row per entry."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from roterfaden.study import documents
from roterfaden.study.exchange.plans.splitting import day_in
from roterfaden.study.exchange.sheets import Sheet, write_sheet
from roterfaden.study.rubrics import RUBRICS
from roterfaden.study.troubles import WrongData

IDS = ("id", "document_id", "dokument", "nr", "nummer")
FACTS = {
    "comparison_type": "comparison_type",
    "vergleichstyp": "comparison_type",
    "agreed_on": "agreed_on",
    "datum": "agreed_on",
    "language": "language",
}
_RUBRIC_OF = {
    word.casefold(): rubric for rubric, words in RUBRICS.items() for word in (rubric, *words)
}


def is_plans(sheet: Sheet) -> bool:
    """Say whether a table has a column for a rubric, or the columns rubric and text."""
    names = {_plain(one) for one in sheet.header}
    return bool(names & _RUBRIC_OF.keys()) or {"rubric", "text"} <= names


def plans_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Give the plans of a table; in a cell each line is an entry.

    Raises WrongData where the id is missing or stands twice, or a rubric is unknown.
    """
    names = [_plain(one) for one in sheet.header]
    key = next((names.index(one) for one in IDS if one in names), None)
    if key is None:
        raise WrongData(
            f"Die Spalte „id“ fehlt. Vorhanden: {', '.join(sheet.header)}.",
            "Eine Kennung je Plan angeben.",
            file=sheet.name,
            line=1,
        )
    if {"rubric", "text"} <= set(names):
        return _by_entry(sheet, names, key)
    plans: dict[str, dict[str, Any]] = {}
    for line, row in sheet.rows:
        if not row[key] or row[key] in plans:
            cause = f"Die Kennung „{row[key]}“ fehlt oder steht schon da."
            raise WrongData(cause, "Jeden Plan einmal nennen.", file=sheet.name, line=line)
        rubrics = {
            _RUBRIC_OF[name]: [one.strip() for one in cell.splitlines() if one.strip()]
            for name, cell in zip(names, row, strict=True)
            if name in _RUBRIC_OF
        }
        plans[row[key]] = documents.plan(row[key], rubrics, **_facts(names, row))
    return list(plans.values())


def _by_entry(sheet: Sheet, names: list[str], key: int) -> list[dict[str, Any]]:
    plans: dict[str, dict[str, Any]] = {}
    for line, row in sheet.rows:
        cells = dict(zip(names, row, strict=True))
        rubric = _RUBRIC_OF.get(_plain(cells["rubric"]))
        if rubric is None or not row[key]:
            raise WrongData(
                f"Die Rubrik „{cells['rubric']}“ gibt es nicht, oder die Kennung fehlt.",
                f"Eine von {', '.join(RUBRICS)} nennen.",
                file=sheet.name,
                line=line,
            )
        plan = plans.setdefault(row[key], documents.plan(row[key], {}, **_facts(names, row)))
        if cells["text"]:
            plan["rubrics"][rubric].append(cells["text"])
    return list(plans.values())


def write_plans(path: Path, plans: Iterable[documents.Content]) -> None:
    """Write a row per plan; entries of a rubric stand in lines of one cell."""
    plans = list(plans)
    facts = [one for one in ("comparison_type", "agreed_on") if any(one in p for p in plans)]
    rows = [
        (
            plan["id"],
            *(_cell(plan["rubrics"].get(rubric, ())) for rubric in RUBRICS),
            *(str(plan.get(fact, "")) for fact in facts),
        )
        for plan in plans
    ]
    write_sheet(path, ("id", *RUBRICS, *facts), rows)


def _cell(entries: Iterable[str]) -> str:
    return "\n".join(" ".join(entry.split()) for entry in entries)


def _facts(names: list[str], row: tuple[str, ...]) -> dict[str, str]:
    facts = {FACTS[name]: cell for name, cell in zip(names, row, strict=True) if name in FACTS}
    agreed_on = facts.get("agreed_on", "")
    return facts | {"agreed_on": day_in(agreed_on) or agreed_on}


def _plain(name: str) -> str:
    return " ".join(name.strip().rstrip(":").split()).casefold()
