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
from roterfaden.plans.actions.outcomes import Said, Telling, keep_outcomes, said_in
from roterfaden.plans.models import EntryOutcome
from roterfaden.plans.outcomes import standing
from roterfaden.plans.policies import check_can_look_back


@transaction.atomic
def take_back_outcome(*, outcome: EntryOutcome, by: StaffMember, at: datetime) -> EntryOutcome:
    """What was said before counts again; gives the record of that, "still open" where nothing was.

    Outcomes that were said in one step go back in one. Does nothing once another outcome is newer,
    so that it may be sent twice. Raises :class:`NotPermitted` for an outcome that somebody else
    recorded.
    """
    version = locked(outcome.entry.version_id, by)
    check_can_look_back(version)
    entries = {entry.pk: entry for entry in version.entries.present()}
    recorded = EntryOutcome.objects.filter(entry__version=version).order_by("recorded_at")
    counting = standing(recorded.select_related("recorded_by"))
    newest = counting[outcome.entry_id][-1:]
    if newest != [outcome]:
        return newest[0] if newest else outcome
    if outcome.recorded_by_id != by.pk:
        raise NotPermitted(
            _("Das hat %(name)s festgehalten. Halten Sie fest, was jetzt gilt; das Neueste zählt.")
            % {"name": outcome.recorded_by.formal_name}
        )
    going = [said for said in counting.values() if said and _goes_with(said[-1], outcome)]
    tellings = [
        Telling(
            entries[said[-1].entry_id],
            said_in(said[-2]) if said[:-1] else Said(EntryOutcome.Kind.OPEN),
            known=said[-1],
            now=said[-2] if said[:-1] else None,
            takes_back=said[-1],
        )
        for said in going
    ]
    kept = keep_outcomes(version, tellings, by=by, at=at)
    return next(one for one in kept if one.entry_id == outcome.entry_id)


def _goes_with(other: EntryOutcome, outcome: EntryOutcome) -> bool:
    if outcome.together is None:
        return other == outcome
    return other.together == outcome.together
