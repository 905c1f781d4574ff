"""The one clock. Legal days are days in Berlin, wherever the server stands."""

from datetime import UTC, date, datetime

from django.conf import settings

from roterfaden.environment import BERLIN

_started_at = datetime.now(UTC)


def now() -> datetime:
    """The present moment, aware, in UTC.

    In demo and tests ``ROTERFADEN_NOW`` sets the moment at which the process started; the
    clock runs on from there.
    """
    real = datetime.now(UTC)
    fixed: datetime | None = settings.ENVIRONMENT.fixed_now
    if fixed is None:
        return real
    return fixed.astimezone(UTC) + (real - _started_at)


def today() -> date:
    """The present day in Berlin."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The legal day on which a moment falls."""
    return moment.astimezone(BERLIN).date()
