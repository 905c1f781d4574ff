"""The log is written with the change or not at all, and never rewritten."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.audit.models import AuditEvent, ChainedEvent, ReadEvent
from roterfaden.audit.verify import findings
from roterfaden.core import clock
from roterfaden.organisations.actions.offices import create_team
from roterfaden.organisations.models import Jobcentre, Team
from tests.integration.audit.conftest import build_office


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_readevent"])
@pytest.mark.parametrize(
    "statement",
    ["TRUNCATE {}", "UPDATE {} SET actor = 'nobody'", "DELETE FROM {}"],
)
def test_the_database_refuses_to_change_the_log(
    office: Jobcentre, table: str, statement: str
) -> None:
    copy = AuditEvent.objects.values().earliest("sequence")
    ReadEvent.objects.create(**{**copy, "type": "case-opened"})
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_an_action_whose_event_cannot_be_written_did_not_happen(
    office: Jobcentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: ChainedEvent) -> str:
        raise OSError("no log")

    monkeypatch.setattr(ChainedEvent, "computed_hash", fail)
    with pytest.raises(OSError, match="no log"):
        create_team(jobcentre=office, name="Team ohne Protokoll", at=clock.now())
    assert not Team.objects.filter(name="Team ohne Protokoll").exists()


def test_an_event_of_an_action_that_was_undone_is_not_there(office: Jobcentre) -> None:
    with transaction.atomic():
        create_team(jobcentre=office, name="Team 9", at=clock.now())
        transaction.set_rollback(True)
    assert AuditEvent.objects.filter(jobcentre_id=office.pk).count() == 6
    assert list(findings()) == []


def test_outside_a_transaction_nothing_is_logged(transactional_db: None) -> None:
    office = build_office()
    with pytest.raises(RuntimeError, match="transaction"):
        record(Change.TEAM_CREATED, jobcentre_id=office.pk, by=None, target=office, at=clock.now())


def test_writers_at_the_same_time_keep_one_chain(transactional_db: None) -> None:
    office = build_office()

    def write(number: int) -> None:
        try:
            create_team(jobcentre=office, name=f"Zugleich {number}", at=clock.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(write, range(20)))
    events = AuditEvent.objects.filter(jobcentre_id=office.pk).order_by("sequence")
    assert [event.sequence for event in events] == list(range(1, 27))
    assert list(findings()) == []
