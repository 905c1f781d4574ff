from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from roterfaden.core import clock
from roterfaden.environment import BERLIN


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_legal_day_is_a_day_in_berlin(moment: datetime, day: date) -> None:
    assert clock.day_of(moment) == day


def test_a_set_clock_starts_at_its_moment_and_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    fixed = datetime(2026, 8, 31, 10, 0, tzinfo=BERLIN)
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, fixed_now=fixed))
    first, second = clock.now(), clock.now()
    assert clock.today() == date(2026, 8, 31)
    assert fixed <= first < second
