"""Writing the audit trail of a study, in the transaction of the change itself."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models import Project, TrailEntry
from roterfaden.study import trail


def note(
    project: Project,
    action: str,
    *,
    author: str,
    at: datetime,
    what: Mapping[str, Any] | None = None,
) -> TrailEntry:
    """Add one action to the study's own chain; codes and numbers only, no words about people."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    last = project.trail.order_by("-sequence").first()
    entry = trail.entry(at, author, action, what, last.hash if last else "")
    return TrailEntry.objects.create(
        project=project,
        sequence=last.sequence + 1 if last else 1,
        at=at,
        author=author,
        action=action,
        what=dict(what or {}),
        previous_hash=entry.previous,
        hash=entry.hash,
    )


def note_in_both(
    project: Project,
    change: Change,
    *,
    by: StaffMember,
    author: str,
    at: datetime,
    what: Mapping[str, Any] | None = None,
) -> None:
    """The same, and in the log of the office: what concerns its data or who sees them."""
    note(project, str(change), author=author, at=at, what=what)
    record(change, jobcentre_id=project.jobcentre_id, by=by, target=project, at=at, facts=what)


def entries_of(project: Project) -> Iterator[trail.Entry]:
    """The trail as the library writes and checks it; never all of it at once."""
    columns = ("at", "author", "action", "what", "previous_hash", "hash")
    rows = project.trail.order_by("sequence").values_list(*columns)
    for at, *parts in rows.iterator(chunk_size=2000):
        yield trail.Entry(trail.moment(at), *parts)
