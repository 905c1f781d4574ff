"""The text of a document, in which positions of passages count.

It is the paragraphs joined by line ends: the entries of a plan in the order of the six rubrics, the
turns of a transcript, or a plain text as it is. Headings and speakers are not part of it.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roterfaden.study import tabular
from roterfaden.study.rubrics import RUBRICS
from roterfaden.study.troubles import WrongData

SUFFIXES = (".json", ".txt")


@dataclass(frozen=True)
class Paragraph:
    """One entry of a plan with its rubric, one turn of a transcript, or a whole plain text."""

    text: str
    rubric: str = ""


@dataclass(frozen=True)
class Text:
    """A document as its paragraphs."""

    id: str
    paragraphs: tuple[Paragraph, ...]

    def whole(self) -> str:
        """The text that positions count in."""
        return "\n".join(one.text for one in self.paragraphs)

    def under(self, rubrics: Collection[str]) -> str:
        """The text of these rubrics; the whole one where no rubric is named or known."""
        if not rubrics or not any(one.rubric for one in self.paragraphs):
            return self.whole()
        return "\n".join(one.text for one in self.paragraphs if one.rubric in rubrics)


def read_folder(folder: Path) -> dict[str, Text]:
    """Every document of a folder by its id; raises `WrongData` for what is no document."""
    if not folder.is_dir():
        raise WrongData(
            "Den Ordner mit den Dokumenten gibt es nicht.",
            "Die Dokumente als .txt oder .json dort ablegen.",
            file=str(folder),
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    return {text.id: text for text in map(read, paths)}


def read(path: Path) -> Text:
    """One document, plain or JSON."""
    content = tabular.as_text(path, name=str(path))
    if path.suffix == ".txt":
        return Text(path.stem, (Paragraph(content),))
    try:
        parts = json.loads(content)
    except (ValueError, RecursionError):
        parts = None
    if not isinstance(parts, dict):
        raise WrongData(
            "Das ist kein Dokument einer Studie.",
            "Ein JSON-Objekt mit id und kind schreiben.",
            file=str(path),
        )
    return Text(str(parts.get("id") or path.stem), tuple(paragraphs(parts)))


def paragraphs(content: Mapping[str, Any]) -> Iterator[Paragraph]:
    """The paragraphs of a plan or a transcript as ``documents/ID.json`` has it."""
    for turn in _listed(content.get("turns")):
        if isinstance(turn, dict):
            yield Paragraph(str(turn.get("text") or ""))
    rubrics = content.get("rubrics")
    if isinstance(rubrics, dict):
        for rubric in RUBRICS:
            for entry in _listed(rubrics.get(rubric)):
                yield Paragraph(str(entry), rubric)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []
