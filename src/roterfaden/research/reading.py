"""A document as coders read it: the paragraphs of the text that positions count in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roterfaden.research.models import StudyDocument
from roterfaden.study.documents import text_of
from roterfaden.study.rubrics import RUBRICS

__all__ = ["Paragraph", "length_of", "paragraphs", "text_of"]


@dataclass(frozen=True)
class Paragraph:
    """A stretch of the text from ``start`` on, under a rubric or said by a speaker."""

    start: int
    text: str
    rubric: str = ""
    speaker: str = ""
    note: str = ""

    @property
    def end(self) -> int:
        """The position behind its last character."""
        return self.start + len(self.text)


def paragraphs(content: Mapping[str, Any]) -> list[Paragraph]:
    """The paragraphs of a document's content, in order."""
    found: list[Paragraph] = []
    start = 0
    for parts in _parts(content):
        found.append(Paragraph(start=start, **parts))
        start = found[-1].end + 1
    return found


def length_of(document: StudyDocument) -> int:
    """How many characters the text has."""
    return len(text_of(document.content))


def _parts(content: Mapping[str, Any]) -> list[dict[str, str]]:
    if content.get("kind") == "transcript":
        return [
            {"text": turn["text"], "speaker": turn.get("speaker", ""), "note": turn.get("note", "")}
            for turn in content.get("turns", [])
        ]
    entries = content.get("rubrics", {})
    return [
        {"text": text, "rubric": rubric} for rubric in RUBRICS for text in entries.get(rubric, [])
    ]
