"""Sets a letter: as comfortable as it fits on two pages, at 10 points or more."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.delivery.content import data, words_of
from roterfaden.delivery.models import Letter
from roterfaden.documents import glyphs
from roterfaden.documents.typesetting import FONTS, Document, Picture, Template

MOST_PAGES = 2
STEPS: tuple[Mapping[str, float], ...] = (
    {"size": 11.0, "air": 1.0, "height": 1.38},
    {"size": 10.5, "air": 0.85, "height": 1.34},
    {"size": 10.0, "air": 0.7, "height": 1.3},
)
"""Steps of layout, most comfortable first; nothing is smaller than 10 points."""

_Result = TypeVar("_Result", Document, Picture)

_TEMPLATE = Template(Path(__file__).parent / "letter.typ")


@dataclass(frozen=True)
class Preview:
    """The pages as SVG, and whether they are too many."""

    pages: tuple[bytes, ...]
    is_too_long: bool


def printed(letter: Letter, *, at: datetime, on: date | None = None) -> Document:
    """The letter as PDF/UA-1 and PDF/A-3a, dated its day of posting, else ``on``, else today.

    Raises :class:`Refused` where it needs more than two pages or holds a sign we cannot print.
    """
    said = data(letter, words_of(letter), letter.posted_on or on or clock.day_of(at))
    check_signs(said)
    document = typeset(said, at=at)
    if document.pages <= MOST_PAGES:
        return document
    raise Refused(
        _(
            "Das Schreiben braucht %(pages)d Seiten, zwei sind möglich. Kürzen Sie Ihre eigenen "
            "Worte."
        )
        % {"pages": document.pages}
    )


def typeset(said: Mapping[str, Any], *, at: datetime) -> Document:
    """Ready data as PDF, on as few pages as it needs."""
    return _best(lambda step: _TEMPLATE.pdf({**said, "step": step}, timestamp=at), _pages)


def check_signs(said: Mapping[str, Any]) -> None:
    """Raise :class:`Refused` for a sign that no font of ours has."""
    if signs := glyphs.unprintable(json.dumps(said, ensure_ascii=False), FONTS):
        raise Refused(
            _("Das Zeichen „%(sign)s“ kann nicht gedruckt werden. Schreiben Sie es um.")
            % {"sign": signs[0]}
        )


def preview(letter: Letter, *, on: date) -> Preview:
    """The letter as it looks now, for the screen."""
    said = data(letter, words_of(letter), letter.posted_on or on)
    return preview_of(said)


def preview_of(said: Mapping[str, Any]) -> Preview:
    """Ready data as pages for the screen."""
    picture = _best(lambda step: _TEMPLATE.svg({**said, "step": step}), lambda one: len(one.pages))
    return Preview(tuple(picture.pages), is_too_long=len(picture.pages) > MOST_PAGES)


def _best(
    set_as: Callable[[Mapping[str, float]], _Result], pages: Callable[[_Result], int]
) -> _Result:
    """One page where some step allows it, else two, each as comfortable as can be."""
    tried = []
    for step in STEPS:
        tried.append(set_as(step))
        if pages(tried[-1]) == 1:
            return tried[-1]
    return next((one for one in tried if pages(one) <= MOST_PAGES), tried[-1])


def _pages(document: Document) -> int:
    return document.pages


def check_prints(letter: Letter) -> None:
    """Raise :class:`Refused` where an act lacks the address for objections, or does not fit."""
    office = letter.case.jobcentre
    if letter.is_act and not (office.street and office.postcode and office.city):
        raise Refused(
            _(
                "Für die Belehrung über den Widerspruch fehlt die Anschrift Ihres Jobcenters. Die "
                "Verwaltung trägt sie unter „Jobcenter“ ein (§ 36 SGB X)."
            )
        )
    printed(letter, at=letter.changed_at)
