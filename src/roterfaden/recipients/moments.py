"""Which day counts as today: in a practice case the day that was chosen there."""

from datetime import date, datetime

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.recipients.models import Case


def today_in(case: Case) -> date:
    """The day on which this case stands."""
    return case.practice_on or clock.today()


def now_in(case: Case) -> datetime:
    """The moment of what is done now in this case."""
    now = clock.now()
    if case.practice_on is None:
        return now
    return datetime.combine(case.practice_on, now.astimezone(BERLIN).time(), BERLIN)
