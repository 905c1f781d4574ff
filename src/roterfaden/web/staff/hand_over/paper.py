"""The protocol of a hand-over as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from roterfaden.core import clock, german
from roterfaden.documents.typesetting import Template
from roterfaden.recipients.models import HandOver
from roterfaden.web.staff.hand_over.presenters import Handed

_TEMPLATE = Template(Path(__file__).parent / "protocol.typ")


def as_pdf(found: HandOver, rows: Sequence[Handed]) -> bytes:
    """The same rows as the page, on A4 across; PDF/UA-1 and PDF/A-3a."""
    moment = found.undone_at or found.done_at or clock.now()
    return _TEMPLATE.pdf(_data(found, rows), timestamp=moment).content


def _data(found: HandOver, rows: Sequence[Handed]) -> dict[str, Any]:
    return {
        "office": str(found.jobcentre),
        "begins_on": german.day(found.begins_on) if found.begins_on else "",
        "done_on": german.day(clock.day_of(found.done_at)) if found.done_at else "",
        "done_by": str(found.done_by or ""),
        "undone_on": german.day(clock.day_of(found.undone_at)) if found.undone_at else "",
        "rows": [_row(row) for row in rows],
    }


def _row(row: Handed) -> list[str]:
    one, nearest = row.one, row.steps.nearest
    recipient = one.case.recipient
    step = ""
    if nearest:
        day = f" (bis {german.day(nearest.due_on)})" if nearest.due_on else ""
        step = f"{nearest.text}{day}"
    return [
        f"{recipient.last_name}, {recipient.first_name}",
        recipient.kundennummer,
        str(one.former_staff or "–"),
        str(one.staff or one.team or "–"),
        str(one.Outcome(one.outcome).label) if one.outcome else "",
        step or "–",
        str(len(row.steps.promises)),
    ]
