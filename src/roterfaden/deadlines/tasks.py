"""Background work on deadlines; found and run by the worker."""

from uuid import UUID

from procrastinate.contrib.django import app

from roterfaden.core import clock
from roterfaden.deadlines import actions


@app.task(name="deadlines.look_again")
def look_again(jobcentre_id: str) -> None:
    """The calendar of an office has changed."""
    actions.look_at_all_again(at=clock.now(), jobcentre_id=UUID(jobcentre_id))


@app.periodic(cron="42 2 * * *")
@app.task(name="deadlines.look_at_all_again", queueing_lock="deadlines.look_at_all_again")
def look_at_all_again(timestamp: int) -> None:
    """A new version of the program may bring new law and new holidays."""
    actions.look_at_all_again(at=clock.now())
