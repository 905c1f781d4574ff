"""What a page shows of an answer: the sentence, the values, the norms, the picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from roterfaden.law.applying import Answer
from roterfaden.law.regimes import Regime
from roterfaden.law.results import Reference, Status
from roterfaden.web.law.drawing import drawn
from roterfaden.web.law.moments import Point, points
from roterfaden.web.law.sentences import sentence
from roterfaden.web.law.timeline import Picture, lay_out

WIDTHS = {"narrow": 816, "middle": 1040, "wide": 1280}
"""Content widths of the pictures, as those of the thread; the stylesheet shows what fits."""
NAME = "zeitstrahl"
_NORM = re.compile(r"(?<=§|\.) (?=\d)|(?<=Satz) (?=\d)| (?=Abs\. )|(?<=SGB) ")


@dataclass(frozen=True)
class Row:
    """One output: a value, or a list of them."""

    label: str
    values: tuple[str, ...]
    status: Status


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it."""

    sentence: str
    regime: Regime
    status: Status
    given: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    reasons: tuple[str, ...]
    references: tuple[Reference, ...]
    points: Sequence[Point]
    pictures: tuple[tuple[str, Picture, SafeString], ...]


def shown(answer: Answer) -> Shown:
    """Everything that stands on the page about an answer."""
    days = points(answer)
    laid = [(key, lay_out(days, answer.span(), width=width)) for key, width in WIDTHS.items()]
    pictures = [(key, one, drawn(one, f"{NAME}-{key}")) for key, one in laid if one]
    return Shown(
        sentence=sentence(answer),
        regime=answer.result.regime,
        status=answer.result.status,
        given=tuple(
            (each.label, answer.said(answer.given[each.name]))
            for each in answer.version.inputs
            if each.name in answer.given
        ),
        rows=tuple(
            _row(answer, label, value, status) for _k, label, value, status in _told(answer)
        ),
        reasons=tuple(unbroken(reason) for reason in answer.result.reasons),
        references=tuple(dict.fromkeys(answer.result.references)),
        points=days,
        pictures=tuple(pictures) if len(pictures) == len(laid) else (),
    )


def unbroken(text: str) -> str:
    """The text with its norms kept on one line: § 26 Abs. 2."""
    return _NORM.sub("\N{NO-BREAK SPACE}", text)


def _told(answer: Answer) -> list[tuple[str, str, object, Status]]:
    """All outputs but those that have nothing to say."""
    return [each for each in answer.outputs() if each[2] is not None and each[2] != ()]


def _row(answer: Answer, label: str, value: object, status: Status) -> Row:
    several = value if isinstance(value, tuple) else (value,)
    return Row(label, tuple(answer.said(each) for each in several), status)
