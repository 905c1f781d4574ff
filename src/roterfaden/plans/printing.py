"""Setting a version's sheet for people: what cannot be printed is said in their words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from roterfaden.core.errors import Refused
from roterfaden.plans.sheet import SheetResult, TooLong, UnreadablePlan, typeset


def set_sheet(
    data: Mapping[str, Any], *, timestamp: datetime, large_print: bool = False
) -> SheetResult:
    """The sheet of ``plan.json``; raises :class:`Refused` for too many words or a strange sign."""
    try:
        return typeset(data, timestamp=timestamp, large_print=large_print)
    except TooLong as problem:
        raise Refused(
            ngettext(
                "Der Plan passt nicht auf eine Seite. Kürzen Sie um etwa %(words)d Wort.",
                "Der Plan passt nicht auf eine Seite. Kürzen Sie um etwa %(words)d Wörter.",
                problem.surplus_words,
            )
            % {"words": problem.surplus_words}
        ) from problem
    except UnreadablePlan as problem:
        raise Refused(f"{problem.reason} {problem.remedy}") from problem
