"""How much, from when and until when: what all reductions share."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from roterfaden.law.errors import german
from roterfaden.law.results import Reference, Status
from roterfaden.law.terms import first_of_next_month, last_day_of_months
from roterfaden.law.validity import ONE_DAY

_CENT = Decimal("0.01")
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class Extent:
    """What the law of the breach provides, before any day is computed.

    ``lifted_on_compliance`` and ``lifted_when_job_gone`` are the months that stay reduced all the
    same; None where the law knows no such lifting.
    """

    percent: int
    months: int
    status: Status
    reasons: tuple[str, ...]
    references: tuple[Reference, ...]
    lifted_on_compliance: int | None = None
    lifted_when_job_gone: int | None = None


@dataclass(frozen=True)
class Period:
    """First and last day of a reduction, why, and how sure that is; no days where none is left."""

    from_on: date | None
    until_on: date | None
    reasons: tuple[str, ...]
    status: Status = Status.TEXT


@dataclass(frozen=True)
class Lifting:
    """An event from which on a reduction is lifted, after so many months at least."""

    on: date
    least_months: int
    event: str
    norm: str

    def last_day(self, from_on: date) -> date:
        """The last reduced day of a period that begins on ``from_on``."""
        least = from_on - ONE_DAY
        if self.least_months:
            least = last_day_of_months(from_on, self.least_months)
        return max(least, self.on - ONE_DAY)


@dataclass(frozen=True)
class MonthlyShare:
    """What is missing in one calendar month, in days of thirty and in euros."""

    from_on: date
    until_on: date
    days: int
    amount: Decimal

    @property
    def said(self) -> str:
        """The share in German: 01.10. bis 14.10.2026 (14 von 30 Tagen): 78,82 Euro."""
        span = f"{german(self.from_on)[:6]} bis {german(self.until_on)}"
        euros = f"{self.amount:.2f}".replace(".", ",")
        return f"{span} ({self.days} von {_DAYS_OF_A_MONTH} Tagen): {euros} Euro"


def monthly_shares(days: Period, monthly: Decimal) -> tuple[MonthlyShare, ...]:
    """The amount for each month of the period; a month has 30 days (§ 41 Abs. 1 SGB II)."""
    if days.from_on is None or days.until_on is None:
        return ()
    found, begins_on = [], days.from_on
    while begins_on <= days.until_on:
        month_ends_on = last_day_of_months(begins_on, 1)
        ends_on = min(month_ends_on, days.until_on)
        whole = ends_on == month_ends_on
        counted = _DAYS_OF_A_MONTH if whole else min(ends_on.day, _DAYS_OF_A_MONTH)
        amount = (monthly * counted / _DAYS_OF_A_MONTH).quantize(_CENT, ROUND_HALF_UP)
        found.append(MonthlyShare(begins_on, ends_on, counted, amount))
        begins_on = first_of_next_month(begins_on)
    return tuple(found)


def share(amount: Decimal, percent: int) -> Decimal:
    """A percentage in euros with two decimals, half up (§ 41 Abs. 2 SGB II)."""
    return (amount * percent / 100).quantize(_CENT, ROUND_HALF_UP)


def period(notified_on: date, months: int, liftings: tuple[Lifting, ...]) -> Period:
    """From the month after the act takes effect, so many months, or until it is lifted."""
    from_on = first_of_next_month(notified_on)
    until_on = last_day_of_months(from_on, months)
    reasons = [
        (
            f"Der Bescheid wird mit der Bekanntgabe am {german(notified_on)} wirksam. Die "
            f"Minderung beginnt mit dem Monat danach: am {german(from_on)} "
            "(§ 31b Abs. 1 Satz 1 SGB II)."
        ),
        f"Sie dauert {_months(months)}: bis {german(until_on)}.",
    ]
    for lifting in sorted(liftings, key=lambda each: each.last_day(from_on)):
        ends_on = lifting.last_day(from_on)
        if ends_on >= until_on:
            reasons.append(f"{lifting.event} Das ändert am Ende nichts mehr.")
            continue
        until_on = ends_on
        reasons.append(_lifted(lifting, from_on, until_on))
    if until_on < from_on:
        return Period(None, None, tuple(reasons))
    return Period(from_on, until_on, tuple(reasons))


def _lifted(lifting: Lifting, from_on: date, until_on: date) -> str:
    if until_on < from_on:
        return f"{lifting.event} Deshalb beginnt die Minderung nicht ({lifting.norm})."
    least = f", aber mindestens {_months(lifting.least_months)}" if lifting.least_months else ""
    return (
        f"{lifting.event} Von da an wird die Minderung aufgehoben{least}: Sie endet am "
        f"{german(until_on)} ({lifting.norm})."
    )


def _months(number: int) -> str:
    return "einen Monat" if number == 1 else f"{number} Monate"
