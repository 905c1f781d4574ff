"""Documents of a study: plans by rubric, transcripts by turn, plain texts.

A document is what ``documents/ID.json`` holds, or a text. Positions of codings count the characters
of ``text_of``: paragraphs joined by line ends, without headings and speakers.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

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
        return {"id": path.stem, "kind": "text", "text": text}
    return from_json(text, id_=path.stem, name=str(path))


def from_json(text: str, *, id_: str, name: str) -> dict[str, Any]:
    """Read one document from JSON; raises WrongData with the line."""
    try:
        content = json.loads(text) if len(text) <= MOST_CHARACTERS else None
    except json.JSONDecodeError as error:
        raise WrongData(
            "Das ist kein gültiges JSON.", "Die Datei neu ausgeben.", file=name, line=error.lineno
        ) from None
    except RecursionError:
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("rubrics", {}), dict):
        raise WrongData(
            "Das ist kein Dokument einer Studie.",
            "Ein Objekt mit id und kind schreiben.",
            file=name,
        )
    return {"id": id_, **content}


def as_json(content: Content) -> str:
    """Write a document as JSON."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
