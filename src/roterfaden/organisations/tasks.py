"""Background work on organisations; found and run by the worker."""

from procrastinate.contrib.django import app

from roterfaden.core import clock
from roterfaden.organisations.actions import staff_files


@app.periodic(cron="27 * * * *")
@app.task(name="organisations.forget_staff_files", queueing_lock="organisations.forget_staff_files")
def forget_staff_files(timestamp: int) -> None:
    """Forget files of staff that nobody read in, and old rows."""
    staff_files.forget_old(at=clock.now())
