"""Deadlines that moved, as they are noticed."""

from datetime import date

from roterfaden.deadlines.models import MovedDeadline
from roterfaden.obligations.models import Procedure


def a_moved_deadline(procedure: Procedure) -> MovedDeadline:
    """The day of a proof that a holiday has moved."""
    return MovedDeadline.objects.create(
        procedure=procedure,
        code="proof",
        from_on=date(2027, 1, 5),
        to_on=date(2027, 1, 6),
        why="Der 05.01.2027 ist ein Feiertag.",
        noticed_at=procedure.opened_at,
    )
