"""Terms by the Civil Code: where a number of days or months ends."""

from calendar import monthrange
from datetime import date, timedelta

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


def add_days(day: date, days: int) -> date:
    """The last day of a term of days that begins with an event on ``day``, which does not count.

    Raises:
        ImpossibleTerm: a negative number of days, or an end beyond the calendar.
    """
    if days < 0:
        raise ImpossibleTerm("Eine Frist läuft nicht rückwärts. Bitte geben Sie null oder mehr an.")
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ImpossibleTerm(
            f"{days} Tage nach dem {german(day)} liegt kein Tag mehr im Kalender. "
            "Bitte prüfen Sie das Datum."
        ) from error


def first_of_next_month(day: date) -> date:
    """The first day of the calendar month that follows on the month of the day."""
    return add_months(day.replace(day=1), 1)


def last_day_of_months(begins_on: date, months: int) -> date:
    """The last day of so many months of which ``begins_on`` is the first day (§ 187 Abs. 2 BGB).

    So ages and periods of benefits count. A month ends on the day before the same number; where
    the last month has no such day, on its last day (§ 188 Abs. 2 and 3 BGB).
    """
    same_number = add_months(begins_on, months)
    cut_short = begins_on.day - same_number.day
    return same_number if cut_short > 0 else same_number - timedelta(days=1)
