"""Background work on recipients; found and run by the worker."""

from uuid import UUID

from procrastinate.contrib.django import app

from roterfaden.core import clock
from roterfaden.recipients.actions import hand_overs, import_runs


@app.task(name="recipients.work_import_run")
def work_import_run(*, run_id: str) -> None:
    """Check or read in one uploaded file."""
    import_runs.work(run_id=UUID(run_id))


@app.periodic(cron="7 * * * *")
@app.task(name="recipients.forget_import_files", queueing_lock="recipients.forget_import_files")
def forget_import_files(timestamp: int) -> None:
    """Forget files that nobody read in, and old rejects."""
    import_runs.forget_old(at=clock.now())


@app.task(name="recipients.work_hand_over")
def work_hand_over(*, hand_over_id: str) -> None:
    """Hand over what was left to the worker."""
    hand_overs.work(hand_over_id=UUID(hand_over_id))
