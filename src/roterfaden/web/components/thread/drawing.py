"""The picture as SVG. Written here, not in a template: a page has three, each with many signs."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from roterfaden.web.components.thread.events import Kind
from roterfaden.web.components.thread.layout import Mark, Picture
from roterfaden.web.components.thread.words import Label

_SIGNS: dict[Kind, str] = {
    "now": '<path class="rf-tick" d="M{x},{top} v44" />'
    '<circle class="rf-ring rf-ring--now" cx="{x}" cy="{y}" r="14" />',
    "version": '<circle class="rf-ring" cx="{x}" cy="{y}" r="13" />',
    "earlier": '<circle class="rf-ring" cx="{x}" cy="{y}" r="13" />',
    "still": '<circle class="rf-ring rf-ring--again" cx="{x}" cy="{y}" r="17" />'
    '<circle class="rf-ring" cx="{x}" cy="{y}" r="12" />',
    "back": '<circle class="rf-ring" cx="{x}" cy="{low}" r="13" />',
    "talks": '<circle class="rf-dot" cx="{x}" cy="{y}" r="5" />'
    '<circle class="rf-dot" cx="{x}" cy="{y}" r="5" transform="translate(-12)" />'
    '<circle class="rf-dot" cx="{x}" cy="{y}" r="5" transform="translate(12)" />',
    "talk": '<circle class="rf-dot" cx="{x}" cy="{y}" r="5" />',
    "missed": '<circle class="rf-ring" cx="{x}" cy="{y}" r="5.5" />',
    "ahead": '<circle class="rf-ring" cx="{x}" cy="{y}" r="8" />',
    "ended": '<circle class="rf-dot" cx="{x}" cy="{y}" r="8" />',
}
"""What each kind of event is drawn as; a goal reached is a loop of the line itself."""

_BELOW = {"earlier": 4, "back": 17}
"""How far the baseline of a number lies below the line, where it is not 5."""


def drawn(picture: Picture, title_id: str) -> SafeString:
    """All that stands inside the ``svg`` element, its title first; texts are escaped."""
    parts = [
        f'<title id="{escape(title_id)}">{escape(_title(picture))}</title>',
        f'<path class="rf-line" d="{picture.past_path}" />',
    ]
    if picture.ahead_path:
        parts.append(f'<path class="rf-line rf-line--ahead" d="{picture.ahead_path}" />')
    parts += [f"<g>{''.join(_mark(mark, picture.line_y))}</g>" for mark in picture.marks]
    return mark_safe("".join(parts))  # noqa: S308  built of numbers, fixed markup and escaped words


def _title(picture: Picture) -> str:
    count = len(picture.marks)
    said = ngettext("Verlauf mit einem Ereignis", "Verlauf mit %(count)s Ereignissen", count)
    events = [mark.event for mark in picture.marks if mark.event.label]
    told = [f"{one.label} {one.detail}".strip() for one in events]
    return " · ".join([said % {"count": count}, *told])


def _mark(mark: Mark, line_y: float) -> Iterator[str]:
    event, x = mark.event, f"{mark.x:.1f}"
    if event.label:
        yield f"<title>{escape(f'{event.label} {event.detail}'.strip())}</title>"
    sign = _SIGNS.get(event.kind, "")
    yield sign.format(x=x, y=line_y, top=line_y - 60, low=line_y + 12)
    number = "…" if event.kind == "earlier" else event.number
    if number:
        y = line_y + _BELOW.get(event.kind, 5)
        yield f'<text class="t-number" x="{x}" y="{y}">{number}</text>'
    for label in mark.labels:
        yield from _words(label, event.language)


def _words(label: Label, language: str) -> Iterator[str]:
    x, lang = f"{label.x:.1f}", f' lang="{escape(language)}"' if language else ""
    for title, y in label.title_lines:
        yield f'<text class="t-title a-{label.anchor}" x="{x}" y="{y}"{lang}>{escape(title)}</text>'
    if label.detail:
        y = label.detail_y
        yield f'<text class="t-note a-{label.anchor}" x="{x}" y="{y}">{escape(label.detail)}</text>'
