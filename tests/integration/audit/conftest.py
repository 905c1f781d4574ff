"""A jobcentre whose log has a few links, and a hand that gets past the triggers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from roterfaden.core import clock
from roterfaden.organisations.actions.offices import create_jobcentre, create_team
from roterfaden.organisations.models import Jobcentre

TEAMS = 5


def build_office(traegernummer: str = "99999") -> Jobcentre:
    """A jobcentre and some teams: six links in its chain."""
    office = create_jobcentre(
        traegernummer=traegernummer,
        name=f"Jobcenter {traegernummer}",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=clock.now(),
    )
    for number in range(TEAMS):
        create_team(jobcentre=office, name=f"Team {number}", at=clock.now())
    return office


@pytest.fixture
def office(db: None) -> Jobcentre:
    return build_office()


@contextmanager
def triggers_off() -> Iterator[None]:
    """What somebody with all rights on the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def tamper(db: None) -> Callable[..., int]:
    """Run a statement with the triggers off; gives the number of rows it changed."""

    def run(statement: str, *values: str) -> int:
        with triggers_off(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

    return run
