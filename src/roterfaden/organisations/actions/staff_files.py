"""Staff from a file: looked at first, then read in; good rows are taken, bad rows told."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.core.tables import FileProblem, Reject
from roterfaden.organisations.actions import staff as people
from roterfaden.organisations.actions.staff import StaffDetails
from roterfaden.organisations.models import Jobcentre, StaffFile, StaffMember, Team
from roterfaden.organisations.policies import check_administers, lock_office
from roterfaden.organisations.staff_table import COLUMNS, StaffRow, read_staff

UNUSED_FILE_LIVES = timedelta(days=1)
REJECTS_LIVE = timedelta(days=30)
MOST_ROWS = 1000
"""So many rows a request reads in while somebody waits; the command line takes more."""
_COLUMN_OF = {column.field: column.name for column in COLUMNS.values()}


@dataclass
class StaffResult:
    """What a file changes: figures, rejected rows, and who is new or gets other roles."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def good(self) -> int:
        """Rows that were taken."""
        return self.created + self.updated + self.unchanged

    @property
    def read(self) -> int:
        """Rows that were looked at."""
        return self.good + len(self.rejects)

    def counts(self) -> dict[str, int]:
        """The figures as the command line tells them."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": len(self.rejects),
        }


class _RowRefused(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@transaction.atomic
def import_staff(
    rows: Iterable[StaffRow | Reject],
    *,
    jobcentre: Jobcentre,
    by: StaffMember | None,
    at: datetime,
    dry_run: bool = False,
) -> StaffResult:
    """Take every good row, found by its sign-in name; read twice, the second time changes nothing.

    ``dry_run`` does all of it and takes it back, so that it tells exactly what would happen.
    """
    check_administers(by, jobcentre.pk)
    lock_office(jobcentre.pk)
    result = StaffResult()
    with translation.override("de"), transaction.atomic():
        desk = _Desk(jobcentre, by, at)
        for row in rows:
            if isinstance(row, Reject):
                result.rejects.append(row)
            else:
                desk.take(row, result)
        if dry_run:
            transaction.set_rollback(True)
        elif result.created or result.updated:
            facts = result.counts()
            record(
                Change.STAFF_IMPORTED,
                jobcentre_id=jobcentre.pk,
                by=by,
                target=jobcentre,
                at=at,
                facts=facts,
            )
    return result


@transaction.atomic
def upload(*, filename: str, content: bytes, by: StaffMember, at: datetime) -> StaffFile:
    """Keep a file and look what reading it in would change.

    Raises :class:`NotPermitted`, and :class:`Refused` where the file as a whole cannot be read.
    """
    check_administers(by, by.jobcentre_id)
    try:
        with read_staff(content, today=clock.day_of(at)) as rows:
            ignored = list(rows.header.ignored)
            judged = _few(rows)
            result = import_staff(judged, jobcentre=by.jobcentre, by=by, at=at, dry_run=True)
    except FileProblem as problem:
        raise Refused(f"{problem.cause} {problem.way_out}") from problem
    if not result.read:
        raise Refused(_("Unter der Kopfzeile steht niemand. Nötig ist eine Zeile je Person."))
    return StaffFile.objects.create(
        jobcentre=by.jobcentre,
        uploaded_by=by,
        uploaded_at=at,
        filename=filename[-255:],
        content=content,
        ignored_columns=ignored,
        **_stored(result),
    )


@transaction.atomic
def read_in(*, file: StaffFile, by: StaffMember, at: datetime) -> StaffFile:
    """Take the good rows of a file that was looked at; raises :class:`StateRefused` too late."""
    check_administers(by, file.jobcentre_id)
    locked = StaffFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if locked.content is None:
        raise _too_late()
    with read_staff(bytes(locked.content), today=clock.day_of(at)) as rows:
        result = import_staff(rows, jobcentre=locked.jobcentre, by=by, at=at)
    for name, value in {**_stored(result), "content": None, "read_in_at": at}.items():
        setattr(locked, name, value)
    locked.save()
    return locked


@transaction.atomic
def discard(*, file: StaffFile, by: StaffMember, at: datetime) -> None:
    """Forget a file that was looked at; raises :class:`StateRefused` when it was read in."""
    check_administers(by, file.jobcentre_id)
    if not StaffFile.objects.filter(pk=file.pk, read_in_at__isnull=True).delete()[0]:
        raise _too_late()


@transaction.atomic
def forget_old(*, at: datetime) -> None:
    """Forget files that nobody read in for a day, and rows after thirty; run by the clock."""
    files = StaffFile.objects.all()
    files.filter(read_in_at__isnull=True, uploaded_at__lt=at - UNUSED_FILE_LIVES).delete()
    files.filter(uploaded_at__lt=at - REJECTS_LIVE).update(rejects=[], changes=[])


def rejects_of(file: StaffFile) -> list[Reject]:
    """The rejected rows."""
    return [Reject(**reject) for reject in file.rejects]


class _Desk:
    """Takes rows one by one; what is wrong with one leaves the others alone."""

    def __init__(self, jobcentre: Jobcentre, by: StaffMember | None, at: datetime) -> None:
        self.jobcentre, self.by, self.at = jobcentre, by, at
        everybody = jobcentre.staff.select_related("team", "user")
        self.staff = {one.short_name.casefold(): one for one in everybody}
        self.teams = {one.name.casefold(): one for one in jobcentre.teams.open_on(clock.day_of(at))}

    def take(self, row: StaffRow, result: StaffResult) -> None:
        """Add the person or change what is new; a refusal becomes a reject."""
        try:
            with transaction.atomic():
                self._take(row, result)
        except _RowRefused as fault:
            result.rejects.append(_reject(row, fault.column, fault.reason))
        except ValidationError as error:
            column, reason = _first_fault(error)
            result.rejects.append(_reject(row, column, reason))
        except Refused as refusal:
            result.rejects.append(Reject(row.line, "", refusal.message, row.raw))

    def _take(self, row: StaffRow, result: StaffResult) -> None:
        values = {**row.values}
        staff = self.staff.get(row.short_name.casefold())
        if "team" in values:
            values["team"] = self._team(values["team"], staff)
        if staff is None:
            self._add(row, values, result)
        else:
            self._change(row, staff, values, result)

    def _add(self, row: StaffRow, values: Mapping[str, Any], result: StaffResult) -> None:
        if not values.get("roles"):
            raise _RowRefused("rollen", "fehlt. Eine neue Person braucht mindestens eine Rolle.")
        details = StaffDetails(**values)
        staff = people.add(
            jobcentre=self.jobcentre,
            short_name=row.short_name,
            details=details,
            by=self.by,
            at=self.at,
        )
        self.staff[row.short_name.casefold()] = staff
        result.created += 1
        result.changes.append(_change(staff, "new", given=staff.roles))

    def _change(
        self, row: StaffRow, staff: StaffMember, values: Mapping[str, Any], result: StaffResult
    ) -> None:
        before = list(staff.roles)
        details = replace(StaffDetails.of(staff), **values)
        if not people.change(staff=staff, details=details, by=self.by, at=self.at):
            result.unchanged += 1
            return
        result.updated += 1
        given = [role for role in staff.roles if role not in before]
        taken = [role for role in before if role not in staff.roles]
        if given or taken:
            result.changes.append(_change(staff, "roles", given=given, taken=taken))

    def _team(self, name: str, staff: StaffMember | None) -> Team | None:
        """The open team of this name, or the person's own, which may have ended."""
        if not name:
            return None
        own = staff.team if staff else None
        if own is not None and own.name.casefold() == name.casefold():
            return own
        team = self.teams.get(name.casefold())
        if team is None:
            raise _RowRefused(
                "team",
                f"nennt „{name}“. Ein solches Team gibt es nicht. Bitte legen Sie es an, oder "
                "berichtigen Sie den Namen.",
            )
        return team


def _change(
    staff: StaffMember, what: str, *, given: list[str], taken: Iterable[str] = ()
) -> dict[str, Any]:
    return {
        "what": what,
        "short_name": staff.short_name,
        "name": f"{staff.last_name}, {staff.first_name}",
        "given": [str(role) for role in given],
        "taken": [str(role) for role in taken],
    }


def _reject(row: StaffRow, column: str, reason: str) -> Reject:
    return Reject(row.line, column, f"{column} {reason}".strip(), row.raw)


def _first_fault(error: ValidationError) -> tuple[str, str]:
    """The column and the sentence; ``short_name`` stands in the file as ``anmeldename``."""
    name, messages = next(iter(error.message_dict.items()))
    return _COLUMN_OF.get(name, ""), f"ist nicht möglich: {' '.join(messages)}"


def _stored(result: StaffResult) -> dict[str, Any]:
    """The result as the file keeps it; PostgreSQL stores no null character."""
    return {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "changes": result.changes,
        "rejects": [
            {**asdict(one), "row": one.row.replace("\x00", "\ufffd")} for one in result.rejects
        ],
    }


def _few(rows: Iterable[StaffRow | Reject]) -> list[StaffRow | Reject]:
    few = list(islice(rows, MOST_ROWS + 1))
    if len(few) > MOST_ROWS:
        raise Refused(
            _(
                "Die Datei hat mehr als %(count)d Zeilen. Teilen Sie sie; die Kopfzeile gehört in "
                "jeden Teil."
            )
            % {"count": MOST_ROWS}
        )
    return few


def _too_late() -> StateRefused:
    return StateRefused(
        _("Diese Datei wurde schon eingelesen oder verworfen. Laden Sie sie noch einmal hoch.")
    )
