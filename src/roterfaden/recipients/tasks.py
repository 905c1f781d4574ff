"""Background work on recipients; found and run by the worker."""

from uuid import UUID

from procrastinate.contrib.django import app

from roterfaden.recipients.actions import import_runs


@app.task(name="recipients.work_import_run")
def work_import_run(*, run_id: str) -> None:
    """Check or read in one uploaded file."""
    import_runs.work(run_id=UUID(run_id))
