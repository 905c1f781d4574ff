"""What each event of a calendar would become: a new meeting, a change, or nothing, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import clock
from roterfaden.meetings.calendar import reading
from roterfaden.meetings.calendar.reading import CalendarEvent
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case


class What(StrEnum):
    """What taking the event over does."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SAME = "same"
    NOTHING = "nothing"


WHAT_NAMES: dict[What, str | Promise] = {
    What.NEW: gettext_lazy("neu"),
    What.MOVED: gettext_lazy("verlegt"),
    What.CHANGED: gettext_lazy("geändert"),
    What.CANCELLED: gettext_lazy("abgesagt"),
    What.SAME: gettext_lazy("schon da"),
    What.NOTHING: gettext_lazy("nicht übernommen"),
}

_PROBLEMS: dict[str, str | Promise] = {
    reading.NO_BEGIN: gettext_lazy("Der Eintrag nennt keinen lesbaren Beginn."),
    reading.WHOLE_DAY: gettext_lazy("Der Eintrag gilt den ganzen Tag und hat keine Uhrzeit."),
    reading.SERIES: gettext_lazy(
        "Wie sich diese Serie wiederholt, ist nicht zu lesen. Tragen Sie die Termine am Fall ein."
    ),
    reading.SERIES_OVER: gettext_lazy(
        "Diese Serie hat im nächsten halben Jahr keinen Termin mehr."
    ),
    reading.NO_UID: gettext_lazy("Der Eintrag hat keine Kennung (UID)."),
}


@dataclass(frozen=True)
class Proposal:
    """One event with its case, if there is one, and what taking it does; ``reason`` says why."""

    event: CalendarEvent
    what: What
    reason: str = ""
    case: Case | None = None
    meeting: Meeting | None = None
    kind: str = Meeting.Kind.FOLLOW_UP
    channel: str = Meeting.Channel.IN_PERSON

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to do."""
        return self.what in {What.NEW, What.MOVED, What.CHANGED, What.CANCELLED}

    @property
    def what_name(self) -> str:
        """What it does, in words."""
        return str(WHAT_NAMES[self.what])

    @property
    def is_first(self) -> bool:
        """Whether it would be a first talk."""
        return self.kind == Meeting.Kind.FIRST

    @property
    def on(self) -> date | None:
        """Its day in Berlin."""
        return clock.day_of(self.event.starts_at) if self.event.starts_at else None


def proposals(events: Iterable[CalendarEvent], staff: StaffMember) -> list[Proposal]:
    """One for each event, in their order; four queries, however many.

    A case that the person may not see is as unknown as one that does not exist.
    """
    listed = list(events)
    numbers = {number for event in listed for number in event.numbers}
    cases = Case.objects.visible_to(staff).filter(recipient__kundennummer__in=numbers)
    by_number: dict[str, list[Case]] = {}
    for case in cases.select_related("recipient", "jobcentre"):
        by_number.setdefault(case.recipient.kundennummer, []).append(case)
    known = _known(listed, staff)
    talked, by_hand = _talked(by_number), _by_hand(by_number)
    newest = {event.uid: place for place, event in enumerate(listed) if event.uid}
    return [
        Proposal(event, What.NOTHING, _("Weiter unten steht dieser Eintrag noch einmal, neuer."))
        if event.uid and newest[event.uid] != place
        else _proposal(event, by_number, known, talked, by_hand)
        for place, event in enumerate(listed)
    ]


def _known(events: list[CalendarEvent], staff: StaffMember) -> dict[str, Meeting]:
    uids = {event.uid for event in events if event.uid}
    meetings = Meeting.objects.visible_to(staff).filter(calendar_uid__in=uids)
    return {one.calendar_uid: one for one in meetings.select_related("case__recipient")}


def _talked(by_number: Mapping[str, list[Case]]) -> set[object]:
    """The cases whose first talk is over."""
    ids = [case.pk for cases in by_number.values() for case in cases]
    met = Meeting.objects.met().filter(case__in=ids)
    return set(met.order_by().values_list("case_id", flat=True).distinct())


def _by_hand(by_number: Mapping[str, list[Case]]) -> dict[tuple[object, datetime], Meeting]:
    """Planned meetings that came from no calendar, by case and begin."""
    ids = [case.pk for cases in by_number.values() for case in cases]
    planned = Meeting.objects.filter(case__in=ids, outcome=Outcome.PLANNED, calendar_uid="")
    return {(one.case_id, one.starts_at): one for one in planned}


def _proposal(
    event: CalendarEvent,
    by_number: Mapping[str, list[Case]],
    known: Mapping[str, Meeting],
    talked: set[object],
    by_hand: Mapping[tuple[object, datetime], Meeting],
) -> Proposal:
    meeting = known.get(event.uid)
    if event.is_cancelled:
        return _cancelled(event, meeting)
    if event.problem:
        return Proposal(event, What.NOTHING, str(_PROBLEMS[event.problem]))
    case, reason = _case(event, by_number)
    if case is None:
        return Proposal(event, What.NOTHING, reason)
    if meeting is None and event.starts_at and (case.pk, event.starts_at) in by_hand:
        return Proposal(event, What.SAME, _("Von Hand eingetragen."), case)
    if meeting is None:
        kind = Meeting.Kind.FOLLOW_UP if case.pk in talked else Meeting.Kind.FIRST
        return Proposal(event, What.NEW, "", case, None, kind, _channel(event))
    return _changed(event, meeting, case)


def _cancelled(event: CalendarEvent, meeting: Meeting | None) -> Proposal:
    if meeting is None:
        return Proposal(event, What.NOTHING, _("Abgesagt, und hier war er nie eingetragen."))
    if not meeting.is_planned:
        return Proposal(event, What.SAME, meeting.outcome_name, meeting.case, meeting)
    return Proposal(event, What.CANCELLED, "", meeting.case, meeting, meeting.kind, meeting.channel)


def _case(event: CalendarEvent, by_number: Mapping[str, list[Case]]) -> tuple[Case | None, str]:
    if not event.numbers:
        return None, _("Titel und Beschreibung nennen keine Kundennummer.")
    if len(event.numbers) > 1:
        return None, _("Der Eintrag nennt mehrere Kundennummern. Tragen Sie ihn am Fall ein.")
    spells = by_number.get(event.numbers[0], [])
    if not spells:
        return None, _("Zu dieser Kundennummer gibt es keinen Fall, den Sie sehen.")
    day = clock.day_of(event.starts_at) if event.starts_at else date.min
    running = [one for one in spells if one.begins_on <= day and not _is_over(one, day)]
    if not running:
        return None, _("Der Fall läuft an diesem Tag nicht.")
    return running[0], ""


def _is_over(case: Case, day: date) -> bool:
    return case.ends_on is not None and case.ends_on < day


def _changed(event: CalendarEvent, meeting: Meeting, case: Case) -> Proposal:
    if meeting.case_id != case.pk:
        reason = _("Dieser Eintrag gehörte bisher zu einer anderen Person. Prüfen Sie beide Fälle.")
        return Proposal(event, What.NOTHING, reason)
    what = What.SAME
    if not meeting.is_planned:
        return Proposal(event, what, meeting.outcome_name, case, meeting)
    if meeting.starts_at != event.starts_at:
        what = What.MOVED
    elif (meeting.place, meeting.minutes) != (event.place or meeting.place, event.minutes):
        what = What.CHANGED
    return Proposal(event, what, "", case, meeting, meeting.kind, meeting.channel)


def _channel(event: CalendarEvent) -> str:
    """How the talk is held, as title and place say; a person confirms it."""
    if any(word in event.hint for word in ("video", "teams", "webex", "zoom", "bigbluebutton")):
        return Meeting.Channel.VIDEO
    if any(word in event.hint for word in ("telefon", "phone", "anruf")):
        return Meeting.Channel.PHONE
    return Meeting.Channel.IN_PERSON
