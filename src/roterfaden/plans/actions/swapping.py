"""Putting one line of a draft in the place of another."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import entries
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Entry


@transaction.atomic
def swap(
    *, entry: Entry, content: EntryContent, by: StaffMember, at: datetime, key: UUID | None = None
) -> Entry:
    """A new line where ``entry`` stands, which is taken out and can be brought back.

    ``key`` as for :func:`roterfaden.plans.actions.entries.add`.
    """
    version = entry.version
    added = entries.add(version=version, content=content, by=by, at=at, key=key)
    entries.remove(entry=entry, by=by, at=at)
    order = [pk for pk in version.entries.values_list("pk", flat=True) if pk != added.pk]
    order.insert(order.index(entry.pk), added.pk)
    entries.arrange(version=version, order=order, by=by, at=at)
    added.refresh_from_db(fields=["position"])
    return added
