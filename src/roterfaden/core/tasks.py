"""Care for the queue itself; found and run by the worker."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

ATTEMPTS = 3
"""A job that took its worker down so often is given up."""

KEPT_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(name="core.take_up_lost_jobs", queueing_lock="core.take_up_lost_jobs", pass_context=True)
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:
    """Put back what a worker held that has gone; every job of ours may be done twice."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        if job.attempts < ATTEMPTS:
            await jobs.retry_job(job)
        else:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="core.forget_old_jobs", queueing_lock="core.forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Delete jobs that ended days ago, whatever became of them."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
