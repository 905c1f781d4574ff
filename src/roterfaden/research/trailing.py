"""Writing the audit trail of a study, in the transaction of the change itself."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models import Project, TrailEntry


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
    entry = TrailEntry(
        project=project,
        sequence=last.sequence + 1 if last else 1,
        at=at,
        author=author,
        action=action,
        what=dict(what or {}),
        previous_hash=last.hash if last else "",
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


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


def hash_of(entry: TrailEntry) -> str:
    """SHA-256 over what happened and the hash before it."""
    content = [
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *(entry.author, entry.action, entry.what, entry.previous_hash),
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
