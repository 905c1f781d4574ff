"""What was said beside a version, for both screens."""

from collections.abc import Iterable
from uuid import UUID

from roterfaden.plans.contents import basis_of
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.sharing.models import OwnWish, Reply, SharedView


def replies(version: PlanVersion) -> dict[UUID, Reply]:
    """The newest reply to each entry; one query."""
    found = Reply.objects.filter(entry__version=version).order_by("given_at", "id")
    return {reply.entry_id: reply for reply in found}


def still_holds(reply: Reply, entry: Entry) -> bool:
    """Whether it was said to the words that the entry has now."""
    return reply.basis == basis_of(entry)


def originals(entries: Iterable[Entry]) -> dict[UUID, OwnWish]:
    """The person's own words behind an aspect, also one that was carried on; one query."""
    listed = list(entries)
    sources = {entry.pk: entry.pk for entry in listed}
    sources |= {entry.continues_id: entry.pk for entry in listed if entry.continues_id}
    wishes = OwnWish.objects.filter(entry__in=sources)
    return {sources[wish.entry_id]: wish for wish in wishes if wish.entry_id}


def newest_view(version: PlanVersion) -> SharedView | None:
    """The shared view that was begun last; one query."""
    views = SharedView.objects.filter(version=version)
    return views.order_by("-started_at", "-id").first()
