"""Stored versions as the plain values that a comparison speaks of."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from roterfaden.plans.comparison.comparing import compare
from roterfaden.plans.comparison.model import Comparison, Item
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion


def compare_versions(before: PlanVersion, after: PlanVersion) -> Comparison:
    """What is different in ``after``, of the same plan or of two plans of one case; two queries."""
    case = after.plan.case_id
    entries = list(Entry.objects.present().filter(version__plan__case=case).order_by("position"))
    line_of = lines([(entry.pk, entry.continues_id) for entry in entries])
    recorded = EntryOutcome.objects.filter(entry__version__plan__case=case)
    if after.agreed_at:
        recorded = recorded.filter(recorded_at__lte=after.agreed_at)
    said = recorded.order_by("recorded_at").values_list("entry_id", "kind")
    outcomes = {line_of[entry]: kind for entry, kind in said if entry in line_of}

    def of(version: PlanVersion) -> list[Item]:
        mine = [entry for entry in entries if entry.version_id == version.pk]
        return items(mine, line_of, outcomes)

    return compare(of(before), of(after))


def items(
    entries: Iterable[Entry], line_of: Mapping[UUID, UUID], outcomes: Mapping[UUID, str]
) -> list[Item]:
    """Entries as plain values; ``outcomes`` by line."""
    return [
        Item(
            key=str(entry.pk),
            line=str(line_of[entry.pk]),
            rubric=entry.rubric,
            text=entry.text,
            due_on=entry.due_on,
            rhythm=entry.rhythm,
            proof=entry.proof,
            owner=entry.owner,
            owner_name=entry.owner_name,
            words_of=entry.words_of,
            towards_work=bool(entry.towards_work),
            outcome=outcomes.get(line_of[entry.pk], ""),
        )
        for entry in entries
    ]


def lines(continued: Iterable[tuple[UUID, UUID | None]]) -> dict[UUID, UUID]:
    """For each entry the first one of the line that it continues."""
    before = dict(continued)

    def first(entry: UUID) -> UUID:
        while (earlier := before.get(entry)) is not None:
            entry = earlier
        return entry

    return {entry: first(entry) for entry in before}
