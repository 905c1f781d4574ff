"""The background worker as a process of its own: ``python -m roterfaden.worker``."""

import asyncio
import os

import django

from roterfaden.core.lifeline import end_with_supervisor

_FINISH_WITHIN = 3.0


async def work() -> None:
    """Do jobs from the queue until SIGTERM; a running one gets a moment to finish."""
    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as worker:
        async with worker.open_async():
            await worker.run_worker_async(shutdown_graceful_timeout=_FINISH_WITHIN)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    end_with_supervisor()
    django.setup()
    asyncio.run(work())
