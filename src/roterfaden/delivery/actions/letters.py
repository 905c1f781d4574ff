"""Drafting a letter, changing it, having it checked, sending it back, withdrawing it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery import printing, texts
from roterfaden.delivery.actions import wordings
from roterfaden.delivery.actions.shared import locked, locked_case, log
from roterfaden.delivery.facts import Facts, as_kept
from roterfaden.delivery.kinds import KINDS, Kind, check_exists
from roterfaden.delivery.models import Letter
from roterfaden.delivery.models.four_eyes import needs_four_eyes
from roterfaden.delivery.policies import check_checker, check_complete, check_editable
from roterfaden.delivery.sections import check_words
from roterfaden.delivery.states import State, check_can_become
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


@transaction.atomic
def draft(
    *,
    case: Case,
    kind: Kind,
    subject: UUID,
    event_on: date,
    facts: Facts,
    practice: bool,
    by: StaffMember,
    at: datetime,
) -> Letter:
    """Begin a letter, or go on with the draft that the same subject has; facts may be missing yet.

    ``event_on`` chooses law and wording, never today. Raises :class:`Refused` where the law of
    that day knows no such letter, :class:`StateRefused` where one is being checked already.
    """
    case = locked_case(case, Permission.WRITE_LETTERS, by)
    check_exists(kind, event_on, facts)
    begun = Letter.objects.of(subject).open().filter(kind=kind, case=case).first()
    if begun is not None:
        _check_same(begun, event_on, practice)
        return change(letter=begun, facts=facts, by=by, at=at)
    texts.delivered_on(kind, event_on)
    letter = Letter.objects.create(
        case=case,
        kind=kind,
        subject=subject,
        event_on=event_on,
        facts=as_kept(KINDS[kind].facts, facts),
        practice=practice,
        drafted_at=at,
        drafted_by=by,
        changed_at=at,
    )
    log(Change.LETTER_DRAFTED, letter, by, at, subject=str(subject), practice=practice)
    return letter


@transaction.atomic
def change(
    *,
    letter: Letter,
    by: StaffMember,
    at: datetime,
    facts: Facts | None = None,
    words: dict[str, str] | None = None,
) -> Letter:
    """Say facts or own words anew; each replaces all that was given before.

    Whoever changes it stands for it from then on, so that nobody checks the own words. Raises
    :class:`Refused` for own words in a paragraph that the law shapes.
    """
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    check_editable(letter)
    kind = Kind(letter.kind)
    said: dict[str, Any] = {}
    if facts is not None:
        check_exists(kind, letter.event_on, facts)
        said["facts"] = as_kept(KINDS[kind].facts, facts)
    if words is not None:
        check_words(kind, words)
        said["words"] = {name: text.strip() for name, text in words.items() if text.strip()}
    changed = [name for name, value in said.items() if getattr(letter, name) != value]
    if changed:
        for name in changed:
            setattr(letter, name, said[name])
        letter.changed_at, letter.drafted_by = at, by
        letter.save(update_fields=[*changed, "changed_at", "drafted_by"])
        log(Change.LETTER_CHANGED, letter, by, at, fields=sorted(changed))
    return letter


@transaction.atomic
def give_to_check(*, letter: Letter, by: StaffMember, at: datetime) -> Letter:
    """The draft is finished: a second person gets it, or it is ready where one is enough.

    Nobody else sees a practice case, so one is enough there.

    From now on it keeps the wording it has. Raises :class:`Refused` while facts are missing, and
    where it does not fit on two pages.
    """
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    if letter.state in {State.TO_CHECK, State.READY}:
        return letter
    check_can_become(letter.state, State.READY)
    check_complete(letter)
    office = letter.case.jobcentre
    letter.wording = wordings.take_up(
        jobcentre=office, kind=Kind(letter.kind), on=letter.event_on, by=by, at=at
    )
    printing.check_prints(letter)
    two = not letter.practice and needs_four_eyes(office.pk, letter.kind)
    letter.ready_at = None if two else at
    _become(letter, State.TO_CHECK if two else State.READY, at, "wording", "ready_at")
    log(Change.LETTER_GIVEN_TO_CHECK, letter, by, at, four_eyes=two)
    return letter


@transaction.atomic
def check(*, letter: Letter, by: StaffMember, at: datetime) -> Letter:
    """A second person has read it and stands for it; never the one who drafted it."""
    letter = locked(letter, Permission.CHECK_LETTERS, by)
    check_checker(letter, by)
    if letter.state == State.READY and letter.checked_by_id == by.pk:
        return letter
    if letter.state != State.TO_CHECK:
        raise StateRefused(_("Dieses Schreiben wartet nicht auf eine Prüfung."))
    letter.checked_at = letter.ready_at = at
    letter.checked_by = by
    _become(letter, State.READY, at, "checked_at", "checked_by", "ready_at")
    log(Change.LETTER_CHECKED, letter, by, at)
    return letter


@transaction.atomic
def send_back(*, letter: Letter, by: StaffMember, at: datetime, reason: str = "") -> Letter:
    """Make it a draft again; a second person says why."""
    permission = Permission.CHECK_LETTERS
    if letter.drafted_by_id == by.pk:
        permission = Permission.WRITE_LETTERS
    letter = locked(letter, permission, by)
    if letter.state == State.DRAFT:
        return letter
    check_can_become(letter.state, State.DRAFT)
    if not reason.strip() and letter.drafted_by_id != by.pk:
        raise Refused(_("Schreiben Sie in einem Satz, was noch zu ändern ist."))
    return _reopen(letter, Change.LETTER_SENT_BACK, reason.strip()[:300], by, at)


@transaction.atomic
def withdraw(*, letter: Letter, by: StaffMember, at: datetime) -> Letter:
    """Drop a letter that has not been posted; it can be brought back."""
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    if letter.state == State.WITHDRAWN:
        return letter
    check_can_become(letter.state, State.WITHDRAWN)
    letter.withdrawn_at, letter.withdrawn_by = at, by
    _become(letter, State.WITHDRAWN, at, "withdrawn_at", "withdrawn_by")
    log(Change.LETTER_WITHDRAWN, letter, by, at)
    return letter


@transaction.atomic
def restore(*, letter: Letter, by: StaffMember, at: datetime) -> Letter:
    """Bring a withdrawn letter back as a draft, unless another was begun in its stead."""
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    if letter.state == State.DRAFT:
        return letter
    if letter.state != State.WITHDRAWN:
        check_can_become(letter.state, State.WITHDRAWN)
        raise StateRefused(_("Nur ein verworfenes Schreiben lässt sich zurückholen."))
    if Letter.objects.of(letter.subject).open().filter(kind=letter.kind).exists():
        raise StateRefused(_("Inzwischen ist ein neues Schreiben in Arbeit."))
    return _reopen(letter, Change.LETTER_RESTORED, "", by, at)


def _reopen(letter: Letter, change: Change, reason: str, by: StaffMember, at: datetime) -> Letter:
    was = letter.state
    letter.sent_back_because = reason
    emptied = ("ready_at", "checked_at", "checked_by", "withdrawn_at", "withdrawn_by", "wording")
    for name in emptied:
        setattr(letter, name, None)
    _become(letter, State.DRAFT, at, "sent_back_because", *emptied)
    log(change, letter, by, at, was=was)
    return letter


def _become(letter: Letter, state: State, at: datetime, *fields: str) -> None:
    letter.state, letter.changed_at = state, at
    letter.save(update_fields=["state", "changed_at", *fields])


def _check_same(begun: Letter, event_on: date, practice: bool) -> None:
    if (begun.event_on, begun.practice) != (event_on, practice):
        raise StateRefused(
            _("Hier ist schon ein Schreiben für einen anderen Tag in Arbeit. Verwerfen Sie es.")
        )
