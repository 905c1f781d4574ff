"""A file of cases from the browser: uploaded, checked, read in, forgotten."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.actions.importing import ImportResult, import_rows, require_importer
from roterfaden.recipients.importing import FileProblem, Reject, read
from roterfaden.recipients.models import ImportRun

UNUSED_FILE_LIVES = timedelta(days=1)
REJECTS_LIVE = timedelta(days=30)


@transaction.atomic
def upload(*, filename: str, content: bytes, by: StaffMember, at: datetime) -> ImportRun:
    """Keep a file and have the worker look what reading it in would change.

    Raises :class:`NotPermitted`, and :class:`Refused` where the file as a whole cannot be read.
    """
    require_importer(by, by.jobcentre)
    try:
        with read(content, today=clock.day_of(at)) as rows:
            ignored = list(rows.header.ignored)
    except FileProblem as problem:
        raise Refused(f"{problem.cause} {problem.way_out}") from problem
    run = ImportRun.objects.create(
        jobcentre=by.jobcentre,
        uploaded_by=by,
        uploaded_at=at,
        moved_at=at,
        filename=filename[-255:],
        content=content,
        ignored_columns=ignored,
    )
    _hand_to_worker(run)
    return run


@transaction.atomic
def start(*, run: ImportRun, by: StaffMember, at: datetime) -> None:
    """Have the worker read a checked file in; raises :class:`StateRefused` when it cannot be."""
    require_importer(by, run.jobcentre)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != ImportRun.State.CHECKED or locked.content is None:
        raise _too_late()
    _change(locked, state=ImportRun.State.IMPORTING, read=0, rejected=0, moved_at=at)
    _hand_to_worker(locked)


@transaction.atomic
def discard(*, run: ImportRun, by: StaffMember, at: datetime) -> None:
    """Forget a checked file without reading it in; raises :class:`StateRefused` when too late."""
    require_importer(by, run.jobcentre)
    waiting = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.CHECKED)
    if not waiting.update(**_ended(_("Die Datei wurde verworfen."), at), rejects=[]):
        raise _too_late()


def _too_late() -> StateRefused:
    return StateRefused(
        _("Diese Datei wurde schon eingelesen oder verworfen. Laden Sie sie noch einmal hoch.")
    )


def work(*, run_id: UUID) -> None:
    """Do what the run waits for; called by the worker. Done twice, it changes nothing more."""
    run = ImportRun.objects.select_related("jobcentre", "uploaded_by__jobcentre").get(pk=run_id)
    if not run.is_at_work or run.content is None:
        return
    try:
        result = _read_in(run, dry_run=run.state == ImportRun.State.CHECKING)
    except (Refused, FileProblem) as problem:
        _change(run, **_ended(str(problem), clock.now()))
    except Exception:
        text = _("Das Einlesen brach ab. Lesen Sie die Datei noch einmal ein; nichts wird doppelt.")
        _change(run, **_ended(text, clock.now()))
        raise
    else:
        _finish(run, result)


def _read_in(run: ImportRun, *, dry_run: bool) -> ImportResult:
    def note(result: ImportResult) -> None:
        _change(run, read=result.read, rejected=result.rejected, moved_at=clock.now())

    at = clock.now()
    with read(bytes(run.content or b""), today=clock.day_of(at)) as rows:
        return import_rows(
            rows,
            jobcentre=run.jobcentre,
            by=run.uploaded_by,
            at=at,
            dry_run=dry_run,
            progress=note,
        )


def _finish(run: ImportRun, result: ImportResult) -> None:
    is_check = run.state == ImportRun.State.CHECKING
    _change(
        run,
        **result.counts(),
        rejects=[_storable(reject) for reject in result.rejects],
        state=ImportRun.State.CHECKED if is_check else ImportRun.State.DONE,
        content=run.content if is_check else None,
        moved_at=clock.now(),
    )


@transaction.atomic
def forget_old(*, at: datetime) -> None:
    """Forget files that nobody read in for a day, and rejects after thirty; run by the clock."""
    unused = ImportRun.objects.filter(content__isnull=False, moved_at__lt=at - UNUSED_FILE_LIVES)
    unused.update(**_ended(_("Die Datei wurde nach einem Tag verworfen."), at))
    old = ImportRun.objects.filter(uploaded_at__lt=at - REJECTS_LIVE).exclude(rejects=[])
    old.update(rejects=[])


def _storable(reject: Reject) -> dict[str, Any]:
    """A reject as JSON; PostgreSQL stores no null character."""
    return {**asdict(reject), "row": reject.row.replace("\x00", "\ufffd")}


def rejects_of(run: ImportRun, first: int | None = None) -> list[Reject]:
    """The rejected rows of a run, all or the ``first`` so many."""
    return [Reject(**reject) for reject in run.rejects[:first]]


def _ended(problem: str, at: datetime) -> dict[str, Any]:
    state = ImportRun.State.FAILED
    return {"state": state, "problem": problem, "content": None, "moved_at": at}


def _change(run: ImportRun, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=list(fields))


def _hand_to_worker(run: ImportRun) -> None:
    """Part of the running transaction: the job exists when the run does."""
    app.configure_task("recipients.work_import_run").defer(run_id=str(run.pk))
