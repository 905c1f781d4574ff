"""Plays the stories through the product's actions, all people together, day after day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import singledispatchmethod
from uuid import UUID

from roterfaden.core.german import BERLIN
from roterfaden.demo.afterwards import bring_proofs, stay_silent
from roterfaden.demo.blocks import Shelf
from roterfaden.demo.procedures import oblige, propose
from roterfaden.demo.story import (
    Act,
    Agree,
    Arrange,
    Assign,
    Bring,
    Decline,
    Draft,
    End,
    Find,
    Line,
    Meet,
    Name,
    Note,
    Oblige,
    Offer,
    Outcome,
    Propose,
    Reopen,
    Silence,
    Stay,
    Story,
    Withdraw,
)
from roterfaden.demo.texts import Promises
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.actions import notes, potential
from roterfaden.meetings.models import Details, Meeting
from roterfaden.meetings.potential import Side
from roterfaden.meetings.states import Outcome as MeetingOutcome
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, confirmations, drafts, endings, entries
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case, Recipient

_OPENS = time(8, 10)
_TALKS = [time(hour, minute) for hour in (9, 10, 11, 13, 14) for minute in (0, 30)]
_INVITED_BEFORE = timedelta(days=10)
_WHY_NOT_HERE = "Die Person liegt im Krankenhaus und kann nicht kommen."
_BETWEEN_ACTS = timedelta(minutes=6)


def in_order(stories: Iterable[Story]) -> Iterator[tuple[Story, Act, datetime]]:
    """All acts of all stories by day, each with a moment of its own during office hours."""
    acts = [
        (act.on, number, place, story, act)
        for number, story in enumerate(stories)
        for place, act in enumerate(story.acts)
    ]
    day, moment = date.min, datetime.min.replace(tzinfo=BERLIN)
    for on, _number, _place, story, act in sorted(acts, key=lambda item: item[:3]):
        moment = moment + _BETWEEN_ACTS if on == day else datetime.combine(on, _OPENS, BERLIN)
        day = on
        yield story, act, moment


@dataclass
class Performance:
    """One person's story while it is played; remembers which line is which entry."""

    case: Case
    by: StaffMember
    staff: Mapping[str, StaffMember]
    shelf: Shelf
    promises: Promises
    version: PlanVersion | None = None
    lines: dict[str, Entry] = field(default_factory=dict)

    @singledispatchmethod
    def play(self, act: Act, at: datetime) -> None:
        """Do what the act says."""
        raise NotImplementedError(type(act).__name__)

    @play.register
    def _draft(self, act: Draft, at: datetime) -> None:
        if self.version is None or self.version.state != "draft":
            self.version = drafts.start(case=self.case, by=self.by, at=at)
            self._follow_carried(self.version)
        for key in act.drop:
            entries.remove(entry=self.lines.pop(key), by=self.by, at=at)
        added = entries.add_many(
            version=self.version, contents=map(self._content, act.add), by=self.by, at=at
        )
        keys = (line.key for line in act.add)
        self.lines |= dict(zip(keys, added, strict=True))

    @play.register
    def _offer(self, act: Offer, at: datetime) -> None:
        self.version = answers.offer(
            version=self._version, think_until_on=act.think_until_on, by=self.by, at=at
        )

    @play.register
    def _reopen(self, act: Reopen, at: datetime) -> None:
        self.version = answers.reopen(version=self._version, by=self.by, at=at)

    @play.register
    def _decline(self, act: Decline, at: datetime) -> None:
        answers.decline(
            version=self._version,
            outcome=Answer.Outcome(act.outcome),
            reason=act.reason,
            sought_by=act.sought_by,
            wishes=[answers.Wish(*wish) for wish in act.wishes],
            by=self.by,
            at=at,
        )

    @play.register
    def _agree(self, act: Agree, at: datetime) -> None:
        self.version = answers.agree(
            version=self._version,
            sought_by=act.sought_by,
            wishes=[answers.Wish(*wish) for wish in act.wishes],
            by=self.by,
            at=at,
        )

    @play.register
    def _stay(self, act: Stay, at: datetime) -> None:
        staying = [self.lines[key].pk for key in act.keep]
        self.version = confirmations.confirm_unchanged(
            version=self._version, sought_by=act.sought_by, staying=staying, by=self.by, at=at
        )
        self._follow_carried(self.version)

    @play.register
    def _outcome(self, act: Outcome, at: datetime) -> None:
        endings.record_outcome(
            entry=self.lines[act.key],
            kind=EntryOutcome.Kind(act.kind),
            note=act.note,
            by=self.by,
            at=at,
        )

    @play.register
    def _meet(self, act: Meet, at: datetime) -> None:
        meeting = self._arranged(act.on, act.kind, act.channel, at)
        if act.outcome == MeetingOutcome.CANCELLED:
            meetings.cancel(meeting=meeting, by=self.by, at=at)
            return
        meetings.record(
            meeting=meeting,
            outcome=MeetingOutcome(act.outcome),
            good_cause=Meeting.GoodCause(act.good_cause) if act.good_cause else None,
            by=self.by,
            at=at,
        )

    @play.register
    def _arrange(self, act: Arrange, at: datetime) -> None:
        self._arranged(act.starts_on, act.kind, act.channel, at)

    @play.register
    def _note(self, act: Note, at: datetime) -> None:
        notes.write(case=self.case, text=act.text, by=self.by, at=at)

    @play.register
    def _find(self, act: Find, at: datetime) -> None:
        side = Side(act.side)
        potential.find(case=self.case, side=side, code=act.code, words=act.words, by=self.by, at=at)

    @play.register
    def _silence(self, act: Silence, at: datetime) -> None:
        stay_silent(self.case, act, by=self.by, at=at)

    @play.register
    def _bring(self, act: Bring, at: datetime) -> None:
        bring_proofs(self.case, act, by=self.by, at=at)

    @play.register
    def _oblige(self, act: Oblige, at: datetime) -> None:
        oblige(self.case, self.lines[act.key], act, by=self.by, at=at)

    @play.register
    def _propose(self, act: Propose, at: datetime) -> None:
        propose(self.case, self.lines[act.key], act, by=self.by, at=at)

    @play.register
    def _end(self, act: End, at: datetime) -> None:
        reason = Plan.EndReason(act.reason)
        endings.end(plan=self._version.plan, reason=reason, note=act.note, by=self.by, at=at)
        self.version = None

    @play.register
    def _withdraw(self, act: Withdraw, at: datetime) -> None:
        reason = PlanVersion.WithdrawReason(act.reason)
        self.version = endings.withdraw(
            version=self._version, reason=reason, note=act.note, by=self.by, at=at
        )

    @play.register
    def _assign(self, act: Assign, at: datetime) -> None:
        to = self.staff[act.to]
        lead = self.staff["teamleitung"]
        cases.assign(case=self.case, staff=to, begins_on=act.on, by=lead, at=at)
        self.by = to

    @play.register
    def _name(self, act: Name, at: datetime) -> None:
        by = self.by if act.by == "counsellor" else self.staff[act.by]
        cases.name_for_protected(case=self.case, staff=self.staff[act.staff], by=by, at=at)

    def _arranged(self, on: date, kind: str, channel: str, at: datetime) -> Meeting:
        """A talk at the half hour that is this person's own, so that a day has several."""
        slot = sum(map(ord, str(self.case.recipient))) % len(_TALKS)
        return meetings.arrange(
            case=self.case,
            starts_at=datetime.combine(on, _TALKS[slot], BERLIN),
            kind=Meeting.Kind(kind),
            channel=Meeting.Channel(channel),
            details=self._details(kind, channel, on, at),
            by=self.by,
            at=at,
        )

    def _details(self, kind: str, channel: str, on: date, at: datetime) -> Details:
        """Room, invitation and interpreter as they usually are in this office."""
        is_here = channel == Meeting.Channel.IN_PERSON
        interpreter, name = Meeting.Interpreter.NONE, ""
        if self.case.recipient.needs_interpreter:
            interpreter, name = Meeting.Interpreter.PHONE, "Frau Nasser"
        return Details(
            place=f"Raum {self.by.room}" if is_here and self.by.room else "",
            invitation=Meeting.Invitation.LETTER,
            invited_on=min(at.astimezone(BERLIN).date(), on - _INVITED_BEFORE),
            interpreter=interpreter,
            interpreter_name=name,
            not_in_person_because=_WHY_NOT_HERE if kind == "first" and not is_here else "",
        )

    @property
    def _version(self) -> PlanVersion:
        if self.version is None:
            raise LookupError(f"Für {self.case} gibt es in der Geschichte noch keinen Plan.")
        return self.version

    def _follow_carried(self, version: PlanVersion) -> None:
        """After an update the keys name the carried entries of the new version."""
        carried = {entry.continues_id: entry for entry in version.entries.order_by("position")}
        followed = {key: carried.get(entry.pk) for key, entry in self.lines.items()}
        self.lines = {key: entry for key, entry in followed.items() if entry is not None}

    def _content(self, line: Line) -> entries.EntryContent:
        return entries.EntryContent(
            kind=line.kind,
            text=line.text,
            owner=line.owner,
            owner_name=line.owner_name,
            due_on=line.due_on,
            rhythm=line.rhythm,
            proof=line.proof,
            topic=line.topic,
            towards_work=line.towards_work,
            words_of=line.words_of,
            involved_id=self._involved(line.involved),
            offer_id=self.promises.taken(line),
            **self.shelf.taken(line),
        )

    def _involved(self, kundennummer: str) -> UUID | None:
        if not kundennummer:
            return None
        people = Recipient.objects.filter(jobcentre=self.case.jobcentre_id)
        return people.values_list("pk", flat=True).get(kundennummer=kundennummer)
