"""Guesses which step of layout will fit, so that setting need not try them all.

The guess only says where to begin; what fits is decided by setting it (``setting.py``). It counts
lines as if all letters were of average width. Numbers stand for the lengths of ``plan.typ``.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from roterfaden.plans.sheet.content import FilledRubric, Line, Sheet

_UNIT = 0.75
_WIDTH = 610 * _UNIT
_ROOM = (1123 - 62 - 54) * _UNIT
_LETTER = 0.505
"""Average width of a letter of Fira Sans in German text, in em."""


def likely(said: Sheet, steps: Sequence[Mapping[str, float]]) -> int:
    """The place in ``steps`` (most comfortable first) of the step that will probably fit."""
    fitting = (place for place, step in enumerate(steps) if _height(said, step) <= _ROOM)
    return next(fitting, len(steps) - 1)


def _height(said: Sheet, step: Mapping[str, float]) -> float:
    line = step["size"] * step["height"]
    head = 2.9 * line + 30 * _UNIT * step["air"]
    foot = (12 * step["air"] + 16) * _UNIT + 2.5 * 1.46 * max(10, step["size"] * 0.87)
    gaps = 23 * _UNIT * step["air"] * (len(said.rubrics) - 1)
    return head + foot + gaps + sum(_rubric(rubric, step) for rubric in said.rubrics)


def _rubric(rubric: FilledRubric, step: Mapping[str, float]) -> float:
    line = step["size"] * step["height"]
    gaps = (3 + 7 * max(0, len(rubric.lines) - 1)) * _UNIT * step["air"]
    scale = 1.226 if rubric.code == "goal" else 1.0
    entries = sum(_entry(entry, step, scale) for entry in rubric.lines)
    return line + gaps + (entries if rubric.lines else line)


def _entry(entry: Line, step: Mapping[str, float], scale: float) -> float:
    letter = step["size"] * _LETTER
    beside = len(entry.due) * letter + 16 * _UNIT if entry.due else 0
    room = _WIDTH - min(beside, 260 * _UNIT)
    said = len(entry.lead) + sum(len(word) + 1 for word in entry.words)
    lines = ceil(said * letter * scale / room)
    proof = 10 + sum(len(word) + 1 for word in entry.proof) if entry.proof else 0
    beneath = proof + len(entry.towards)
    small = max(10, step["size"] * 0.84)
    notes = ceil(beneath * small * _LETTER / room) * small * (step["height"] - 0.06)
    return lines * step["size"] * scale * step["height"] + notes
