"""Finding tampering: every link recomputed, every chain walked from its start to its head."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from roterfaden.audit.models import AuditEvent, ChainedEvent, ChainHead, ReadEvent

_MODELS: dict[str, type[ChainedEvent]] = {
    ChainHead.Kind.CHANGES: AuditEvent,
    ChainHead.Kind.READS: ReadEvent,
}


@dataclass(frozen=True)
class Finding:
    """Where a chain is broken and how."""

    head: ChainHead
    sequence: int
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.head.kind} {self.head.jobcentre_id}, Ereignis {self.sequence}: {self.problem}"
        )


def findings() -> Iterator[Finding]:
    """Everything that is wrong in any chain."""
    for head in ChainHead.objects.order_by("jobcentre_id", "kind"):
        yield from chain_findings(head)
    yield from _orphans()


def chain_findings(head: ChainHead) -> Iterator[Finding]:
    """What is wrong in one chain as far as ``head``; what staff add meanwhile is for next time."""
    expected, last = 1, ""
    events = _MODELS[head.kind]._default_manager.filter(jobcentre_id=head.jobcentre_id)
    known = events.filter(sequence__lte=head.sequence)
    for event in known.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            yield Finding(head, expected, "fehlt")
        if event.previous_hash != last:
            yield Finding(head, event.sequence, "schließt nicht an das vorige Ereignis an")
        if event.computed_hash() != event.hash:
            yield Finding(head, event.sequence, "wurde nachträglich geändert")
        expected, last = event.sequence + 1, event.hash
    newest = events.aggregate(newest=Max("sequence"))["newest"] or 0
    present = ChainHead.objects.filter(pk=head.pk, sequence__gte=newest)
    if (head.sequence, head.hash) != (expected - 1, last) or not present.exists():
        yield Finding(head, head.sequence, "das Ende der Kette fehlt oder wurde geändert")


def _orphans() -> Iterator[Finding]:
    for kind, model in _MODELS.items():
        known = ChainHead.objects.filter(kind=kind).values("jobcentre_id")
        lost = model._default_manager.exclude(jobcentre_id__in=known)
        for event in lost.order_by("jobcentre_id", "sequence")[:10]:
            head = ChainHead(jobcentre_id=event.jobcentre_id, kind=kind)
            yield Finding(head, event.sequence, "gehört zu keiner Kette")
