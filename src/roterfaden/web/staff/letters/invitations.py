"""An invitation belongs to a meeting: begun from it, and noted at it once it went out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core.errors import Refused
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.meetings import actions
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember

_WAYS = {
    Letter.Channel.POST: Meeting.Invitation.LETTER,
    Letter.Channel.PORTAL: Meeting.Invitation.MAILBOX,
    Letter.Channel.HANDED_OVER: Meeting.Invitation.IN_TALK,
}


def facts_of(meeting: Meeting, office: str) -> dict[str, Any]:
    """What the invitation can take from the meeting; the purpose is for a person to say."""
    in_person = meeting.channel == Meeting.Channel.IN_PERSON
    return {
        "meets_on": meeting.on,
        "meets_at": meeting.time_words,
        "channel": meeting.channel,
        "place": meeting.place or (office if in_person else ""),
        "interpreter": meeting.interpreter_words,
        "is_first": meeting.kind == Meeting.Kind.FIRST,
    }


def check_still_planned(letter: Letter) -> None:
    """Raise :class:`Refused` where the meeting was moved or cancelled in the meantime."""
    if letter.kind != Kind.INVITATION or letter.is_posted:
        return
    meeting = Meeting.objects.filter(pk=letter.subject).first()
    if meeting is not None and not meeting.is_planned:
        raise Refused(
            _(
                "Dieser Termin ist nicht mehr geplant: %(outcome)s. Verwerfen Sie die Einladung "
                "und schreiben Sie beim neuen Termin eine neue."
            )
            % {"outcome": meeting.outcome_name}
        )


def note_invited(letter: Letter, *, by: StaffMember, at: datetime) -> None:
    """Say at the meeting how and when the person was invited, unless somebody said so already."""
    if letter.kind != Kind.INVITATION or letter.practice:
        return
    planned = Meeting.objects.planned().filter(pk=letter.subject, invited_on__isnull=True)
    meeting = planned.select_related("case").first()
    if meeting is None:
        return
    way = _WAYS[Letter.Channel(letter.channel)]
    actions.describe(
        meeting=meeting,
        kind=Meeting.Kind(meeting.kind),
        channel=Meeting.Channel(meeting.channel),
        details=replace(meeting.details, invitation=str(way), invited_on=letter.posted_on),
        by=by,
        at=at,
    )
