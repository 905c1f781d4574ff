"""The audit log: append-only, hash-chained per jobcentre, without foreign keys.

It never blocks or follows a deletion and holds codes, numbers and ids, no words about people.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from django.db import models

from roterfaden.core.models import AUDIT_RETENTION, NO_PERSONAL_DATA, PersonalData

_AUDIT_DATA = PersonalData(
    fields=("actor",), legal_basis="Art. 32 DSGVO, § 22 BDSG", retention=AUDIT_RETENTION
)


class ChainHead(models.Model):
    """The last link of one chain; locked while a link is added."""

    class Kind(models.TextChoices):
        CHANGES = "changes"
        READS = "reads"

    jobcentre_id = models.UUIDField()
    kind = models.CharField(max_length=7, choices=Kind)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    personal_data = NO_PERSONAL_DATA

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre_id", "kind"], name="one_chain_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.jobcentre_id}: {self.sequence}"


class ChainedEvent(models.Model):
    """One link: what happened to what, by whom, when, and the hash of the link before.

    ``type`` is a :class:`~roterfaden.audit.events.Change` or
    :class:`~roterfaden.audit.events.Reading`; a new one needs no migration.
    """

    id = models.BigAutoField(primary_key=True)
    jobcentre_id = models.UUIDField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    type = models.CharField(max_length=40)
    actor = models.CharField(max_length=60)
    target_type = models.CharField(max_length=40)
    target_id = models.CharField(max_length=64, db_index=True)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    personal_data = _AUDIT_DATA

    class Meta:
        abstract = True
        ordering = ["jobcentre_id", "sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.type}"

    def computed_hash(self) -> str:
        """SHA-256 over this link's content and the hash before it."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def canonical(self, sequence: object = None, previous_hash: str | None = None) -> str:
        """What is hashed, as JSON; with other words in the two places that only the chain knows."""
        content = [
            str(self.jobcentre_id),
            self.sequence if sequence is None else sequence,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            str(self.type),
            self.actor,
            self.target_type,
            self.target_id,
            self.facts,
            self.previous_hash if previous_hash is None else previous_hash,
        ]
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class AuditEvent(ChainedEvent):
    """A change."""

    class Meta(ChainedEvent.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre_id", "sequence"], name="audit_event_sequence_once"
            )
        ]


class ReadEvent(ChainedEvent):
    """Something was opened."""

    class Meta(ChainedEvent.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre_id", "sequence"], name="read_event_sequence_once"
            )
        ]
