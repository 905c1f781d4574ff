"""Writing the audit log: within the transaction of the change itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.dispatch import Signal

from roterfaden.audit.appending import append_in_one_statement
from roterfaden.audit.events import Change, Reading
from roterfaden.audit.models import AuditEvent, ChainedEvent, ChainHead, ReadEvent

SYSTEM = "system"

recorded = Signal()
"""Sent with ``change`` and ``target`` within the transaction of a single change."""


@dataclass(frozen=True)
class Entry:
    """One event to be written."""

    type: Change | Reading
    target: models.Model
    facts: Mapping[str, Any] = field(default_factory=dict)


def record(
    change: Change,
    *,
    jobcentre_id: UUID,
    by: models.Model | None,
    target: models.Model,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Add one change to the jobcentre's chain; ``by=None`` is the system itself.

    Must run inside the transaction of the change, so that neither exists without the other.
    """
    record_many([Entry(change, target, facts or {})], jobcentre_id=jobcentre_id, by=by, at=at)
    recorded.send(sender=record, change=change, target=target)


def record_many(
    entries: Iterable[Entry], *, jobcentre_id: UUID, by: models.Model | None, at: datetime
) -> None:
    """Add several changes in one go."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event is written in the transaction of its change.")
    _append(AuditEvent, ChainHead.Kind.CHANGES, list(entries), jobcentre_id, by, at)


def record_reads(
    entries: Iterable[Entry], *, jobcentre_id: UUID, by: models.Model, at: datetime
) -> None:
    """Add what somebody opened; each reading is one statement of its own.

    Readings come many times more often than changes. The database itself takes the head, computes
    the hash and writes both, so that others wait for no round trip.
    """
    for entry in entries:
        link = _link(ReadEvent, ChainHead(jobcentre_id=jobcentre_id), entry, actor_of(by), at)
        if not append_in_one_statement(link, ChainHead.Kind.READS):
            _make_head(jobcentre_id, ChainHead.Kind.READS)
            append_in_one_statement(link, ChainHead.Kind.READS)


def actor_of(person: models.Model | None) -> str:
    """How the log names a person: kind and id, never the name."""
    return SYSTEM if person is None else f"{person._meta.model_name}:{person.pk}"


def _append(
    model: type[ChainedEvent],
    kind: ChainHead.Kind,
    entries: list[Entry],
    jobcentre_id: UUID,
    by: models.Model | None,
    at: datetime,
) -> None:
    if not entries:
        return
    head = _locked_head(jobcentre_id, kind)
    links = []
    for entry in entries:
        link = _link(model, head, entry, actor_of(by), at)
        head.sequence, head.hash = link.sequence, link.hash
        links.append(link)
    model._default_manager.bulk_create(links, batch_size=1000)
    head.save(update_fields=["sequence", "hash"])


def _link(
    model: type[ChainedEvent], head: ChainHead, entry: Entry, actor: str, at: datetime
) -> ChainedEvent:
    link = model(
        jobcentre_id=head.jobcentre_id,
        sequence=head.sequence + 1,
        at=at,
        actor=actor,
        target_type=entry.target._meta.model_name or "",
        target_id=str(entry.target.pk),
        facts=dict(entry.facts),
        previous_hash=head.hash,
    )
    link.type = entry.type
    link.hash = link.computed_hash()
    return link


def _locked_head(jobcentre_id: UUID, kind: ChainHead.Kind) -> ChainHead:
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(jobcentre_id=jobcentre_id, kind=kind).first()
    if head is None:
        _make_head(jobcentre_id, kind)
        head = heads.get(jobcentre_id=jobcentre_id, kind=kind)
    return head


def _make_head(jobcentre_id: UUID, kind: ChainHead.Kind) -> None:
    head = ChainHead(jobcentre_id=jobcentre_id, kind=kind)
    ChainHead.objects.bulk_create([head], ignore_conflicts=True)
