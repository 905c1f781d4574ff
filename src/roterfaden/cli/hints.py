"""Hints as people read them on the command line: by place, each with a way to act."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from roterfaden.plans.hints import CATALOGUE, Code, Hint
from roterfaden.plans.sheet import Plan
from roterfaden.plans.sheet.content import RUBRICS

NOTHING = "Keine Hinweise."
_WIDTH = 100


def as_text(found: Iterable[Hint], plan: Plan) -> str:
    """All hints grouped by place, or a line that says there are none."""
    blocks = [
        "\n".join([place(where, plan), *(line for hint in hints for line in _lines(hint))])
        for where, hints in groupby(found, key=lambda hint: hint.where)
    ]
    return "\n\n".join(blocks) or NOTHING


def place(where: str, plan: Plan) -> str:
    """Where a hint stands, in words: ``Eintrag 4: Ich bewerbe mich …``."""
    kind, _slash, which = where.partition("/")
    if kind == "entries":
        words = " ".join(plan.entries[int(which)].text.split())
        short = f"{words[:69]} …" if len(words) > 70 else words
        return f"Eintrag {int(which) + 1}: {short}"
    headings = {rubric.code.replace(".", "_"): rubric.heading for rubric in RUBRICS}
    return headings[which].removesuffix(":") if kind == "rubrics" else "Der ganze Plan"


def _lines(hint: Hint) -> Iterator[str]:
    said = f"{CATALOGUE[Code(hint.code)].name}: {hint.reason}"
    yield fill(said, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    yield fill(str(hint.act), _WIDTH, initial_indent="    ", subsequent_indent="    ")
