"""What is said after talks: why the plan did not come up, and what came in as proof."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from roterfaden.core import clock
from roterfaden.demo.story import Act, Agree, Bring, End, Silence, Story, Withdraw
from roterfaden.demo.unfolding import working_day
from roterfaden.organisations.models import StaffMember
from roterfaden.proofs import actions as proofs
from roterfaden.proofs.ledger import Due, Ledger
from roterfaden.proofs.models import ProofRecord
from roterfaden.proofs.states import State
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import Task, record_not_raised
from roterfaden.talk.models import SmallTask

SILENT = 0.14
"""The share of plans in force with a talk in which they did not come up."""
BRINGS = 0.5
"""The share of plans in force about whose proofs something is said."""

_SILENCES = (
    ("nothing_changed", "", 0),
    ("too_much", "", 0),
    ("small_task_first", "Termin beim Amtsarzt machen", 14),
    ("small_task_first", "Zeugnisse heraussuchen", 21),
    ("small_task_first", "@jc Kostenübernahme prüfen", 10),
    ("leaving_benefits", "Arbeitsvertrag vorlegen", 28),
)
_LACKING = ("Die zweite Seite fehlt.", "Der Name ist nicht zu lesen.", "Es fehlt der Stempel.")
_EXCUSES = ("Der Kurs fiel in dieser Woche aus.", "Krank gemeldet.", "Die Stelle war geschlossen.")
_WAYS = tuple(ProofRecord.Way)


def with_afterwards(story: Story, today: date) -> Story:
    """The story with silences and proofs; its own dice, so that nothing else becomes different."""
    agreed = [act for act in story.acts if isinstance(act, Agree)]
    if not agreed or isinstance(story.acts[-1], End | Withdraw):
        return story
    dice = Random(f"Danach {story.person.kundennummer}")  # noqa: S311  the same demo each time
    acts = [*story.acts, *_acts(agreed[-1].on, story, today, dice)]
    return replace(story, acts=tuple(sorted(acts, key=lambda act: act.on)))


def _acts(agreed_on: date, story: Story, today: date, dice: Random) -> Iterator[Act]:
    yesterday = working_day(today - timedelta(1))
    if dice.random() < BRINGS and yesterday > agreed_on:
        yield Bring(on=yesterday)
    talked_on = working_day(today - timedelta(dice.randint(3, 40)))
    is_free = all(act.on != talked_on for act in story.acts)
    if dice.random() < SILENT and talked_on > agreed_on and is_free:
        reason, task, until = dice.choice(_SILENCES)
        yield Silence(on=talked_on, reason=reason, task=task, days=until)


def stay_silent(case: Case, act: Silence, *, by: StaffMember, at: datetime) -> None:
    """A talk of now in which the plan was not raised."""
    text, owner = act.task, SmallTask.Owner.RECIPIENT
    if text.startswith("@jc "):
        text, owner = text.removeprefix("@jc "), SmallTask.Owner.JOBCENTRE
    task = Task(text, act.on + timedelta(act.days), owner) if text else None
    record_not_raised(case=case, reason=act.reason, task=task, by=by, at=at)


def bring_proofs(case: Case, act: Bring, *, by: StaffMember, at: datetime) -> None:
    """Something is said about each proof that has fallen due; ``word`` says the same of all."""
    dice = Random(f"Nachweise {case.recipient.kundennummer}")  # noqa: S311
    for due in Ledger(case, clock.day_of(at)).dues:
        if due.due_on <= act.on and due.state == State.OPEN and not due.is_over:
            _say(due, act.word or _word(dice), dice, by, at)


def _word(dice: Random) -> str:
    words = ("", "received", "accepted", "sent_back", "excused")
    return dice.choices(words, (14, 16, 52, 8, 10))[0]


def _say(due: Due, word: str, dice: Random, by: StaffMember, at: datetime) -> None:
    about: dict[str, Any] = {
        "case": due.case,
        "line": due.line,
        "due_on": due.due_on,
        "by": by,
        "at": at,
    }
    if word == "excused":
        proofs.excuse(reason=dice.choice(_EXCUSES), **about)
    elif word:
        day = min(clock.day_of(at), due.due_on + timedelta(dice.randint(-3, 3)))
        proofs.receive(way=dice.choice(_WAYS), on=day, **about)
    if word == "accepted":
        proofs.accept(**about)
    if word == "sent_back":
        proofs.send_back(reason=dice.choice(_LACKING), **about)
