"""Keeping the days on which the office is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.tables import FileProblem, Reject
from roterfaden.organisations.closing_days import ClosingDays
from roterfaden.organisations.models import Jobcentre, LocalHoliday, StaffMember
from roterfaden.organisations.permissions import Permission

LONGEST_RUN = timedelta(days=31)


@dataclass(frozen=True)
class ReadIn:
    """What a file brought: the days added, how many were known, what was turned down."""

    added: Sequence[LocalHoliday]
    known: int
    rejects: Sequence[Reject]


def may_keep(staff: StaffMember) -> bool:
    """Whether the person looks after the texts or after the office."""
    return staff.has(Permission.MAINTAIN_TEXTS) or staff.has(Permission.MANAGE_ORGANISATION)


def check_may_keep(staff: StaffMember) -> None:
    """Raise :class:`NotPermitted` unless the person looks after the texts or the office."""
    if not may_keep(staff):
        raise NotPermitted(_("Die Schließtage pflegen die Fachaufsicht und die Verwaltung."))


@transaction.atomic
def add(
    *,
    jobcentre: Jobcentre,
    kind: LocalHoliday.Kind,
    name: str,
    begins_on: date,
    by: StaffMember,
    at: datetime,
    ends_on: date | None = None,
    is_yearly: bool = False,
) -> LocalHoliday:
    """A local holiday or closing days; raises ``ValidationError`` naming each wrong field.

    Reminders of plans agreed from now on come before them. What is agreed stays as it is.
    """
    _check_own(by, jobcentre)
    holiday = LocalHoliday(
        jobcentre=jobcentre,
        kind=kind,
        name=name.strip(),
        begins_on=begins_on,
        ends_on=ends_on or begins_on,
        is_yearly=is_yearly,
    )
    _check(holiday)
    holiday.save()
    _record(Change.LOCAL_HOLIDAY_ADDED, holiday, by, at)
    return holiday


@transaction.atomic
def remove(*, holiday: LocalHoliday, by: StaffMember, at: datetime) -> None:
    """Take a day out again; nothing hangs on it but reminders of plans to come."""
    _check_own(by, holiday.jobcentre)
    _record(Change.LOCAL_HOLIDAY_REMOVED, holiday, by, at)
    holiday.delete()


@transaction.atomic
def read_in(*, jobcentre: Jobcentre, content: bytes, by: StaffMember, at: datetime) -> ReadIn:
    """Add the days of a CSV file; known ones are left alone. Raises :class:`Refused`."""
    _check_own(by, jobcentre)
    added: list[LocalHoliday] = []
    rejects: list[Reject] = []
    known = 0
    try:
        with ClosingDays(content, today=clock.day_of(at)) as rows:
            for row in rows:
                if isinstance(row, Reject):
                    rejects.append(row)
                elif _is_known(jobcentre, row):
                    known += 1
                else:
                    added.append(add(jobcentre=jobcentre, by=by, at=at, **row))
    except FileProblem as problem:
        raise Refused(str(problem)) from problem
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from problem
    return ReadIn(added, known, rejects)


def _check_own(by: StaffMember, jobcentre: Jobcentre) -> None:
    check_may_keep(by)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Tage gehören zu einem anderen Jobcenter."))


def _check(holiday: LocalHoliday) -> None:
    problems: dict[str, list[str]] = {}
    if not holiday.name:
        problems["name"] = [_("Nennen Sie einen Anlass, zum Beispiel „Betriebsausflug“.")]
    if holiday.ends_on < holiday.begins_on:
        problems["ends_on"] = [_("Das Ende liegt vor dem Anfang.")]
    elif holiday.ends_on - holiday.begins_on > LONGEST_RUN:
        problems["ends_on"] = [_("Höchstens 31 Tage am Stück. Prüfen Sie das Ende.")]
    if _is_known(holiday.jobcentre, {"begins_on": holiday.begins_on, "name": holiday.name}):
        problems["begins_on"] = [_("Dieser Tag steht mit diesem Anlass schon im Kalender.")]
    if problems:
        raise ValidationError(problems)


def _is_known(jobcentre: Jobcentre, row: dict[str, Any]) -> bool:
    days = LocalHoliday.objects.filter(jobcentre=jobcentre)
    return days.filter(begins_on=row["begins_on"], name=row["name"]).exists()


def _record(change: Change, holiday: LocalHoliday, by: StaffMember, at: datetime) -> None:
    facts = {
        "kind": str(holiday.kind),
        "begins": holiday.begins_on.isoformat(),
        "ends": holiday.ends_on.isoformat(),
        "yearly": holiday.is_yearly,
    }
    record(change, jobcentre_id=holiday.jobcentre_id, by=by, target=holiday, at=at, facts=facts)
