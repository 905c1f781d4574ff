"""What the worker held when it died is taken up again."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from roterfaden.core import clock
from roterfaden.core.tasks import ATTEMPTS
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import import_runs
from roterfaden.recipients.models import ImportRun
from tests.factories.house import House

pytestmark = pytest.mark.django_db(transaction=True)


def lost_job(attempts: int) -> int:
    """A job that was being done when its worker vanished."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts)"
            " VALUES ('default', 'recipients.work_import_run', 'doing', %s) RETURNING id",
            [attempts],
        )
        return int(cursor.fetchone()[0])


def state_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def take_up() -> None:
    async def once() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                await app.configure_task("core.take_up_lost_jobs").defer_async(timestamp=0)
                await worker.run_worker_async(
                    wait=False, install_signal_handlers=False, queues=["default"]
                )

    asyncio.run(once())


def test_a_job_that_takes_its_worker_down_again_and_again_is_given_up(db: None) -> None:
    job = lost_job(attempts=ATTEMPTS)
    take_up()
    assert state_of(job) == "failed"


def test_a_file_whose_worker_died_is_checked_after_all(house: House) -> None:
    run = import_runs.upload(
        filename="faelle.csv",
        content=b"kundennummer;nachname;vorname;geburtsdatum\n102B000001;Neu;Nina;01.02.1990\n",
        by=house.staff[Role.ADMINISTRATOR],
        at=clock.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 0")
    take_up()
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKED
