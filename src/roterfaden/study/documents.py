"""Documents of a study: plans by rubric, transcripts by turn, plain texts.

A document is what ``documents/ID.json`` holds, or a text. Positions of codings count the characters
of ``text_of``: paragraphs joined by line ends, without headings and speakers.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import normalize

from roterfaden.study import tabular
from roterfaden.study.rubrics import RUBRICS
from roterfaden.study.troubles import WrongData

Content = Mapping[str, Any]
MOST_CHARACTERS = 20_000_000


def text_of(content: Content) -> str:
    """Give the text that positions count in."""
    return "\n".join(_paragraphs(content))


def _paragraphs(content: Content) -> Iterator[str]:
    if content.get("kind") == "transcript":
        yield from (str(turn.get("text", "")) for turn in content.get("turns", ()))
    elif "rubrics" in content:
        for rubric in RUBRICS:
            entries = content["rubrics"].get(rubric, ())
            yield from (entries,) if isinstance(entries, str) else map(str, entries)
    else:
        yield str(content.get("text", ""))


def plan(id_: str, rubrics: Mapping[str, list[str]], **facts: str) -> dict[str, Any]:
    """Make a plan with all six rubrics, empty ones included; empty facts are left out."""
    filled = {rubric: list(rubrics.get(rubric, ())) for rubric in RUBRICS}
    known = {name: value for name, value in facts.items() if value}
    return {"id": id_, "kind": "plan", "rubrics": filled, **known}


def read_document(path: Path) -> dict[str, Any]:
    """Read ``ID.txt`` or ``ID.json``; raises WrongData with the line."""
    text = tabular.as_text(tabular.content_of(path, name=str(path)), name=str(path))
    if path.suffix.casefold() == ".txt":
        return {"id": normalize("NFC", path.stem), "kind": "text", "text": text}
    return from_json(text, id_=path.stem, name=str(path))


def from_json(text: str, *, id_: str, name: str) -> dict[str, Any]:
    """Read one document from JSON: entries and turns are lists, all texts are texts.

    Raises WrongData with the line, or with the part that is something else.
    """
    try:
        content = json.loads(text) if len(text) <= MOST_CHARACTERS else None
    except json.JSONDecodeError as error:
        raise WrongData(
            "Das ist kein gültiges JSON.", "Die Datei neu ausgeben.", file=name, line=error.lineno
        ) from None
    except RecursionError:
        content = None
    if not isinstance(content, dict):
        _refuse(
            "Das ist kein Dokument einer Studie.", "Ein Objekt mit id und kind schreiben.", name
        )
    given = content.get("id") or id_
    if not isinstance(given, str | int) or not str(given).isprintable():
        _refuse("Unter „id“ steht keine Kennung.", "Einen Text ohne Zeilenumbruch angeben.", name)
    parts: dict[str, Any] = {"id": normalize("NFC", str(given))}
    if "rubrics" in content:
        parts["rubrics"] = _rubrics(content["rubrics"], name)
    if "turns" in content:
        parts["turns"] = _turns(content["turns"], name)
    if not isinstance(content.get("text", ""), str):
        _refuse("Unter „text“ steht kein Text.", "Einen Text in Anführungszeichen setzen.", name)
    return {**content, **parts}


def _rubrics(given: Any, name: str) -> dict[str, list[str]]:
    known = ", ".join(RUBRICS)
    if not isinstance(given, dict):
        _refuse("Unter „rubrics“ stehen keine Rubriken.", f"Nach Rubriken ordnen: {known}.", name)
    rubrics = {}
    for rubric, said in given.items():
        entries = [said] if isinstance(said, str) else said or []
        if rubric not in RUBRICS:
            _refuse(f"Die Rubrik „{rubric}“ gibt es nicht.", f"Möglich sind {known}.", name)
        if not isinstance(entries, list) or not all(isinstance(one, str) for one in entries):
            _refuse(f"Unter „{rubric}“ steht anderes als Texte.", "Eine Liste von Texten.", name)
        rubrics[rubric] = entries
    return rubrics


def _turns(given: Any, name: str) -> list[dict[str, Any]]:
    turns = given if isinstance(given, list) else [given]
    for number, turn in enumerate(turns, 1):
        keys = ("speaker", "text", "note")
        if not isinstance(turn, dict) or not all(isinstance(turn.get(k, ""), str) for k in keys):
            _refuse(
                f"Der {number}. Redebeitrag ist nicht zu lesen.",
                "Je Beitrag ein Objekt mit speaker, text und note schreiben.",
                name,
            )
    return turns


def _refuse(cause: str, way_out: str, name: str) -> NoReturn:
    raise WrongData(cause, way_out, file=name)


def as_json(content: Content) -> str:
    """Write a document as JSON."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
