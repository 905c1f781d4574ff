"""How much, from when and until when: what all reductions share."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from roterfaden.law.errors import german
from roterfaden.law.results import Reference, Status
from roterfaden.law.terms import first_of_next_month, last_day_of_months
from roterfaden.law.validity import ONE_DAY

_CENT = Decimal("0.01")


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
