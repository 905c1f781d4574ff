"""Writing a batch of merged rows, with one statement a table."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import models

from roterfaden.audit.events import Change
from roterfaden.audit.log import Entry, record_many
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.recipients.intake.merging import PERSON_FIELDS, Merge
from roterfaden.recipients.intake.stored import Stored
from roterfaden.recipients.models import (
    Assignment,
    Case,
    Household,
    ProtectedAccess,
    Recipient,
)

_PERSON_COLUMNS = [*PERSON_FIELDS[1:], "household", "search_key", "sort_key"]


def write(merges: Sequence[Merge], stored: Stored, *, by: StaffMember | None, at: datetime) -> None:
    """Write what ``merges`` found, with its audit events, in the running transaction."""
    touched = [merged for merged in merges if merged.writes_something]
    Household.objects.bulk_create(stored.new_households)
    _write_people(touched)
    _write_cases(touched)
    _write_assignments(touched)
    named = chain.from_iterable(merged.newly_named for merged in touched)
    ProtectedAccess.objects.bulk_create(
        [ProtectedAccess(case=case, staff_id=staff_id) for case, staff_id in named],
        ignore_conflicts=True,
    )
    _record(touched, stored.jobcentre, by, at)


def _write_people(merges: Sequence[Merge]) -> None:
    """New and changed people in one upsert; far quicker than updating row by row."""
    changed = {*PERSON_FIELDS, "bg_nummer"}
    people = [
        merged.person for merged in merges if merged.person_is_new or merged.changed & changed
    ]
    Recipient.objects.bulk_create(
        people,
        update_conflicts=True,
        unique_fields=["jobcentre", "kundennummer"],
        update_fields=_PERSON_COLUMNS,
    )


def _write_cases(merges: Sequence[Merge]) -> None:
    changed = chain.from_iterable(merged.changed_cases for merged in merges)
    _update(Case, changed, ["begins_on", "ends_on", "is_protected"])
    Case.objects.bulk_create([merged.case for merged in merges if merged.case_is_new])


def _write_assignments(merges: Sequence[Merge]) -> None:
    changed = chain.from_iterable(merged.changed_assignments for merged in merges)
    _update(Assignment, changed, ["begins_on", "ends_on", "staff", "team"])
    new = chain.from_iterable(merged.new_assignments for merged in merges)
    Assignment.objects.bulk_create(new)


def _update(model: type[models.Model], rows: Iterable[Any], fields: list[str]) -> None:
    if found := list(rows):
        model._default_manager.bulk_update(found, fields)


def _record(
    merges: Sequence[Merge], jobcentre: Jobcentre, by: StaffMember | None, at: datetime
) -> None:
    entries = chain.from_iterable(_events(merged) for merged in merges)
    record_many(entries, jobcentre_id=jobcentre.pk, by=by, at=at)


def _events(merged: Merge) -> Iterable[Entry]:
    """Codes and names of columns, never values."""
    if merged.case_is_new:
        yield Entry(Change.CASE_CREATED, merged.case, {"source": "import"})
    elif merged.changed:
        facts = {"source": "import", "columns": merged.changed_columns}
        yield Entry(Change.CASE_UPDATED, merged.case, facts)
    for case in merged.newly_protected:
        yield Entry(Change.CASE_PROTECTED, case, {"source": "import"})
    for case, staff_id in merged.newly_named:
        facts = {"source": "import", "staff": str(staff_id)}
        yield Entry(Change.PROTECTED_ACCESS_GIVEN, case, facts)
