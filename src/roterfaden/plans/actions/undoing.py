"""Taking back an outcome that was recorded by mistake.

What was recorded stays on record (a trigger holds it); taking it back is one record more, which
says again what counted before. Only who recorded it takes it back; others record what they know.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.answers import locked
from roterfaden.plans.actions.endings import record_outcome
from roterfaden.plans.models import EntryOutcome


@transaction.atomic
def take_back_outcome(*, outcome: EntryOutcome, by: StaffMember, at: datetime) -> EntryOutcome:
    """What counts now: the outcome before this one, or "still open" where there was none.

    Does nothing once another outcome is newer, so that it may be sent twice. Raises
    :class:`NotPermitted` for an outcome that somebody else recorded.
    """
    entry = outcome.entry
    locked(entry.version_id, by)
    newest, *earlier = entry.outcomes.order_by("-recorded_at", "-id")
    if newest != outcome:
        return newest
    if outcome.recorded_by_id != by.pk:
        raise NotPermitted(
            _("Das hat %(name)s festgehalten. Halten Sie fest, was jetzt gilt; das Neueste zählt.")
            % {"name": outcome.recorded_by.formal_name}
        )
    kind, note = (earlier[0].kind, earlier[0].note) if earlier else (EntryOutcome.Kind.OPEN, "")
    return record_outcome(entry=entry, kind=EntryOutcome.Kind(kind), note=note, by=by, at=at)
