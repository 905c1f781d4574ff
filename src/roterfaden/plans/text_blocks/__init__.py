"""Prepared wordings for the entries of a plan.

The models lean on parts of this package, so what needs the models is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roterfaden.organisations.models import Jobcentre, StaffMember
    from roterfaden.plans.text_blocks.suggesting import Suggestion


def suggestions(
    staff: StaffMember,
    jobcentre: Jobcentre,
    words: str,
    *,
    rubric: str | None = None,
    on: date,
    limit: int = 8,
    topics: Collection[str] = (),
) -> list[Suggestion]:
    """The best wordings for the typed words: :func:`.suggesting.suggestions`."""
    from roterfaden.plans.text_blocks import suggesting

    return suggesting.suggestions(
        staff, jobcentre, words, rubric=rubric, on=on, limit=limit, topics=topics
    )
