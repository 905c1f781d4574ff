"""Sets a plan: the largest text that fits on one A4 page, down to 10 points and never below."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from roterfaden.documents import glyphs
from roterfaden.documents.typesetting import FONTS, Attachment, Document, Picture, Template
from roterfaden.plans.sheet.content import DRAFT, Sheet, sheet, words
from roterfaden.plans.sheet.fitting import likely
from roterfaden.plans.sheet.model import Plan
from roterfaden.plans.sheet.reading import UnreadablePlan, check

SMALLEST = 10.0
"""Points; nothing on the sheet is smaller."""

STEPS: tuple[Mapping[str, float], ...] = (
    {"size": 12.0, "air": 1.0, "height": 1.42},
    {"size": 11.5, "air": 0.95, "height": 1.4},
    {"size": 11.0, "air": 0.9, "height": 1.38},
    {"size": 10.5, "air": 0.8, "height": 1.36},
    {"size": SMALLEST, "air": 0.7, "height": 1.34},
    {"size": SMALLEST, "air": 0.55, "height": 1.3},
    {"size": SMALLEST, "air": 0.4, "height": 1.26},
)
"""Steps of layout, most comfortable first: text in points, share of the gaps, line in em."""

LARGE: Mapping[str, float] = {"size": 18.0, "air": 1.1, "height": 1.42}
"""The large-print copy: as many pages as it needs."""


@dataclass(frozen=True)
class _Layout:
    """How the template sets; ``measured`` leaves out the words that find no room."""

    step: Mapping[str, float]
    measured: bool = False
    large: bool = False


_Result = TypeVar("_Result", Document, Picture)

_TEMPLATE = Template(Path(__file__).parent / "plan.typ")


@dataclass(frozen=True)
class Surplus:
    """Words that find no room: where they stand (``entries[3].text``) and what they are."""

    place: str
    words: str

    @property
    def count(self) -> int:
        """How many words these are."""
        return len(words(self.words))


@dataclass(frozen=True)
class Missing:
    """Signs that no font of ours has, and where they stand (``entries[3].text``)."""

    place: str
    signs: tuple[str, ...]


class TooLong(Exception):
    """The plan does not fit on one page at 10 points; ``places`` say exactly which words."""

    def __init__(self, places: Sequence[Surplus]) -> None:
        self.places = tuple(places)
        self.surplus_words = sum(place.count for place in places)
        noun = "Wort ist" if self.surplus_words == 1 else "Wörter sind"
        super().__init__(f"{self.surplus_words} {noun} zu viel für eine Seite.")


@dataclass(frozen=True)
class SheetResult:
    """The sheet as PDF: pages, size of its text in points, lines still free at that size."""

    pdf: bytes
    pages: int
    size_pt: float
    spare_lines: int


@dataclass(frozen=True)
class Preview:
    """The sheet as SVG of one page, and what stands in the way of the PDF.

    Words of ``surplus`` are left out of the picture; signs of ``unprintable`` show as boxes.
    """

    svg: bytes
    size_pt: float
    spare_lines: int
    surplus: tuple[Surplus, ...]
    unprintable: tuple[Missing, ...]


def typeset(
    plan: Plan | Mapping[str, Any], *, large_print: bool = False, timestamp: datetime
) -> SheetResult:
    """The sheet of a plan as PDF/UA-1 and PDF/A-3a with ``plan.json`` inside.

    ``timestamp`` (aware) is the moment of creation; the same plan and moment give the same bytes.
    Raises :class:`TooLong`, and :class:`UnreadablePlan` for data that is no plan or holds a sign
    that our fonts lack.
    """
    plan = plan if isinstance(plan, Plan) else check(plan)
    said = sheet(plan)
    if missing := unprintable(plan):
        raise UnreadablePlan(
            missing[0].place,
            f"Das Zeichen „{missing[0].signs[0]}“ kann nicht gedruckt werden.",
            "Das Zeichen weglassen oder umschreiben.",
        )
    attachments = [_plan_json(plan)]

    def set_as(layout: _Layout) -> Document:
        return _TEMPLATE.pdf(_data(said, layout), timestamp=timestamp, attachments=attachments)

    if large_print:
        document = set_as(_Layout(LARGE, large=True))
        return SheetResult(document.content, document.pages, LARGE["size"], 0)
    document = _fitting(said, set_as)
    facts = document.facts
    if places := surplus(said, facts["words"]):
        raise TooLong(places)
    return SheetResult(document.content, document.pages, facts["size"], facts["spare_lines"])


def preview(plan: Plan | Mapping[str, Any]) -> Preview:
    """The sheet as a picture while it is written, always with the mark of a draft."""
    plan = plan if isinstance(plan, Plan) else check(plan)
    said = sheet(plan)
    said = replace(said, mark=said.mark or DRAFT)
    picture = _fitting(said, lambda layout: _TEMPLATE.svg(_data(said, layout)))
    facts = picture.facts
    places = surplus(said, facts["words"])
    missing = unprintable(plan)
    return Preview(picture.pages[0], facts["size"], facts["spare_lines"], places, missing)


def overflow(plan: Plan | Mapping[str, Any]) -> tuple[Surplus, ...]:
    """The words that find no room on one page at the smallest step; none where the plan fits.

    Where the guess leaves several steps to spare, nothing is set. Raises :class:`UnreadablePlan`.
    """
    said = sheet(plan if isinstance(plan, Plan) else check(plan))
    if likely(said, STEPS) < len(STEPS) // 2:
        return ()
    smallest = _Layout(STEPS[-1])
    if _fits(_TEMPLATE.svg(_data(said, smallest))):
        return ()
    measured = _TEMPLATE.svg(_data(said, replace(smallest, measured=True)))
    return surplus(said, measured.facts["words"])


def unprintable(plan: Plan) -> tuple[Missing, ...]:
    """The signs that our fonts lack, by their place; PDF/A forbids a placeholder in their stead."""
    found = ((place, glyphs.unprintable(text, FONTS)) for place, text in _texts(plan.data))
    return tuple(Missing(place, signs) for place, signs in found if signs)


def surplus(said: Sheet, kept: int) -> tuple[Surplus, ...]:
    """The words after the first ``kept`` in the order of reading, by their place in the file."""
    places = []
    for line in (line for rubric in said.rubrics for line in rubric.lines):
        for field, run in (("text", line.words), ("proof", line.proof)):
            if left := run[max(kept, 0) :]:
                places.append(Surplus(f"entries[{line.index}].{field}", " ".join(left)))
            kept -= len(run)
    return tuple(places)


def _fitting(said: Sheet, set_as: Callable[[_Layout], _Result]) -> _Result:
    """The most comfortable step that fits on one page, beginning with the likely one.

    Where none does, the smallest with as many words as it takes. Most plans need one setting.
    """
    place = likely(said, STEPS)
    result = set_as(_Layout(STEPS[place]))
    if _fits(result):
        while place > 0:
            larger = set_as(_Layout(STEPS[place - 1]))
            if not _fits(larger):
                break
            result, place = larger, place - 1
        return result
    for step in STEPS[place + 1 :]:
        result = set_as(_Layout(step))
        if _fits(result):
            return result
    return set_as(_Layout(STEPS[-1], measured=True))


def _fits(result: Document | Picture) -> bool:
    pages = result.pages if isinstance(result, Document) else len(result.pages)
    return pages == 1 and not result.facts["full"]


def _data(said: Sheet, layout: _Layout) -> dict[str, Any]:
    document = {
        "title": f"Mein Kooperationsplan vom {said.date}",
        "author": said.jobcentre.text,
        "description": "Kooperationsplan nach § 15 SGB II",
        "keywords": ["Kooperationsplan", *([said.mark] if said.mark else [])],
    }
    return asdict(said) | asdict(layout) | {"document": document}


def _texts(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the file with its place, such as ``entries[3].text``."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, f"{place}.{name}".lstrip("."))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, f"{place}[{index}]")


def _plan_json(plan: Plan) -> Attachment:
    return Attachment(
        name="plan.json",
        content=json.dumps(plan.data, ensure_ascii=False, indent=2) + "\n",
        media_type="application/json",
        description="Der Kooperationsplan als Daten",
    )
