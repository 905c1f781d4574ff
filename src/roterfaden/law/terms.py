"""Terms in months by the Civil Code: where a month ends."""

from calendar import monthrange
from datetime import date

from roterfaden.law.errors import ImpossibleTerm, german


def add_months(day: date, months: int) -> date:
    """The last day of a term of months that begins with an event on ``day``.

    The day of the event does not count (§ 187 Abs. 1 BGB). The term ends on the day of the last
    month that bears the same number (§ 188 Abs. 2 BGB), and where that month has no such day,
    on its last day (§ 188 Abs. 3 BGB). Nothing is moved to a working day here.

    Raises:
        ImpossibleTerm: a negative number of months, or an end beyond the calendar.
    """
    if months < 0:
        raise ImpossibleTerm("Eine Frist läuft nicht rückwärts. Bitte geben Sie null oder mehr an.")
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise ImpossibleTerm(
            f"{months} Monate nach dem {german(day)} liegt kein Tag mehr im Kalender. "
            "Bitte prüfen Sie das Datum."
        )
    month = month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
