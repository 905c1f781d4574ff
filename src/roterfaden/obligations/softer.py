"""Softer steps before a duty, as they are on record: shown, never demanded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import clock, spoken
from roterfaden.obligations.models import Procedure
from roterfaden.plans.models import ChangeWish, Entry, EntryOutcome
from roterfaden.plans.outcomes import standing


@dataclass(frozen=True)
class Softer:
    """Something that was tried before, on a day."""

    on: date
    words: str


@dataclass(frozen=True)
class Hindrance:
    """What the person wrote or said about a hindrance: perhaps a good cause, never against her."""

    on: date
    words: str
    where: str


def softer_steps(procedure: Procedure) -> list[Softer]:
    """New days that were agreed for the step, oldest first."""
    if procedure.step is None:
        return []
    said = _said_about(procedure.step)
    return [
        Softer(
            one.happened_on,
            _("Neues Datum vereinbart: bis %(day)s.") % {"day": spoken.day(one.new_due_on)},
        )
        for one in said
        if one.new_due_on and one.happened_on <= procedure.event_on
    ]


def hindrances(procedure: Procedure) -> list[Hindrance]:
    """What is on record from the person about why it did not work, the newest first."""
    return sorted(_hindrances(procedure), key=lambda one: one.on, reverse=True)


def _hindrances(procedure: Procedure) -> Iterator[Hindrance]:
    if procedure.step is not None:
        for one in _said_about(procedure.step):
            if one.note:
                yield Hindrance(one.happened_on, one.note, _("im Rückblick"))
        for wish in _wishes(procedure.step):
            yield Hindrance(
                clock.day_of(wish.answer.recorded_at), wish.text, _("als Änderungswunsch")
            )
        for aspect in _aspects(procedure.step):
            agreed_on = aspect.version.agreed_on or procedure.event_on
            yield Hindrance(agreed_on, aspect.text, _("im Plan, „Was sonst noch wichtig ist“"))
    if procedure.offer is not None and procedure.offer.reason:
        on = procedure.offer.outcome_on or procedure.offer.sent_on
        yield Hindrance(on, procedure.offer.reason, _("zum Vorschlag"))


def _wishes(step: Entry) -> list[ChangeWish]:
    """What the person wanted to be different in the plan in which the step stands."""
    wishes = ChangeWish.objects.filter(answer__version=step.version_id)
    return list(wishes.select_related("answer").order_by("answer__recorded_at", "text"))


def _aspects(step: Entry) -> list[Entry]:
    """Own words of the person in the plan in which the step stands."""
    entries = Entry.objects.present().filter(version=step.version_id, kind=Entry.Kind.ASPECT)
    own = entries.exclude(words_of=Entry.WordsOf.JOBCENTRE)
    return list(own.select_related("version").order_by("position"))


def _said_about(step: Entry) -> list[EntryOutcome]:
    """What stands recorded about the step and those it continues."""
    line, earlier = [step.pk], step.continues
    while earlier is not None:
        line.append(earlier.pk)
        earlier = earlier.continues
    recorded = EntryOutcome.objects.filter(entry__in=line).order_by("recorded_at")
    return sorted(
        (one for said in standing(recorded).values() for one in said),
        key=lambda one: one.recorded_at,
    )
