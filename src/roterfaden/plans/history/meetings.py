"""What meetings bring to a case's thread: talks, missed ones, and the next that is planned."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.plans.history.events import CaseEvent, EventKind

_KINDS = {
    Outcome.TOOK_PLACE: EventKind.TALK,
    Outcome.MISSED: EventKind.MISSED,
    Outcome.MOVED: EventKind.MOVED,
    Outcome.CANCELLED: EventKind.CANCELLED,
}


def past_meetings(meetings: Iterable[Meeting]) -> Iterator[CaseEvent]:
    """What was recorded about meetings, at their own time."""
    known = list(meetings)
    day_of = {one.pk: one.on for one in known}
    for meeting in known:
        kind = _KINDS.get(Outcome(meeting.outcome))
        if kind is not None:
            yield CaseEvent(
                meeting.on,
                kind,
                "",
                _about(meeting, day_of),
                by_id=meeting.recorded_by_id,
                at=meeting.starts_at,
            )


def planned_meetings(meetings: Iterable[Meeting], today: date) -> Iterator[CaseEvent]:
    """The next planned meeting from today on."""
    planned = [one for one in meetings if one.is_planned and one.on >= today]
    for meeting in planned[:1]:
        when = f"{spoken.short_day(meeting.on)}, {meeting.time_words}"
        yield CaseEvent(meeting.on, EventKind.AHEAD, meeting.get_kind_display(), when)


def _about(meeting: Meeting, day_of: Mapping[UUID, date]) -> str:
    """Kind and channel; of a missed one what is known about the cause, of a moved one where to."""
    words = [meeting.get_kind_display(), meeting.get_channel_display()]
    if meeting.good_cause:
        words.append(_("wichtiger Grund: %(cause)s") % {"cause": meeting.get_good_cause_display()})
    if meeting.moved_to_id:
        words.append(_("verlegt auf %(day)s") % {"day": spoken.day(day_of[meeting.moved_to_id])})
    return ", ".join(words)
