"""Writing a note about a case, changing it on its day, amending it later."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.meetings.models import CaseNote, Meeting
from roterfaden.meetings.models.notes import LONGEST_NOTE
from roterfaden.meetings.policies import require_notes
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case


class ChangedElsewhere(StateRefused):
    """The note says something else by now than the page that sends it knows; both are kept."""

    def __init__(self, note: CaseNote) -> None:
        super().__init__(
            _("Diese Notiz wurde inzwischen in einem anderen Fenster geändert. Hier steht beides.")
        )
        self.note = note


@transaction.atomic
def write(
    *,
    case: Case,
    text: str,
    by: StaffMember,
    at: datetime,
    note_id: UUID | None = None,
    meeting: Meeting | None = None,
    amends: CaseNote | None = None,
    as_of: str | None = None,
) -> CaseNote | None:
    """A new note, or the own one of this day in new words; emptied, it is gone.

    ``note_id`` is chosen by the page, so that what is sent twice is one note. ``as_of`` names the
    words that the page knew. Raises :class:`StateRefused` for a note of another day or of somebody
    else: that one is amended; and :class:`ChangedElsewhere` where other words stand by now.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_notes(by, case, clock.day_of(at))
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(_("Die Notiz ist zu lang. Teilen Sie sie in zwei."))
    known = CaseNote.objects.filter(pk=note_id).first() if note_id else None
    if known and known.case_id != case.pk:
        raise NotPermitted(_("Diese Notiz gehört zu einem anderen Fall."))
    if known:
        return _changed(known, text, as_of, by, at)
    if not text:
        return None
    if (amends and amends.case_id != case.pk) or (meeting and meeting.case_id != case.pk):
        raise ValueError("A note belongs to one case.")
    chosen = {"pk": note_id} if note_id else {}
    note = CaseNote.objects.create(
        case=case, text=text, meeting=meeting, amends=amends, written_at=at, written_by=by, **chosen
    )
    _log(Change.NOTE_AMENDED if amends else Change.NOTE_WRITTEN, note, by, at)
    return note


def _changed(
    note: CaseNote, text: str, as_of: str | None, by: StaffMember, at: datetime
) -> CaseNote | None:
    if note.text == text:
        return note
    if not note.can_be_changed(by, clock.day_of(at)):
        raise StateRefused(
            _("Diese Notiz steht fest. Ergänzen Sie sie mit einer neuen, dann bleibt beides.")
        )
    if as_of is not None and as_of != note.as_of:
        raise ChangedElsewhere(note)
    if not text:
        _log(Change.NOTE_REMOVED, note, by, at)
        note.delete()
        return None
    note.text, note.changed_at = text, at
    note.save(update_fields=["text", "changed_at"])
    _log(Change.NOTE_CHANGED, note, by, at)
    return note


def _log(change: Change, note: CaseNote, by: StaffMember, at: datetime) -> None:
    """That something was written, never what."""
    facts = {"case": str(note.case_id), "length": len(note.text)}
    log(change, jobcentre_id=note.case.jobcentre_id, by=by, target=note, at=at, facts=facts)
