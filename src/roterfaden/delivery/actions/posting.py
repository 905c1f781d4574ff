"""The posting book: on which day and how a letter went out, and when it was proven to arrive."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock, german
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery import printing
from roterfaden.delivery.actions.shared import locked, log
from roterfaden.delivery.content import german_name
from roterfaden.delivery.models import Letter
from roterfaden.delivery.policies import check_channel
from roterfaden.delivery.states import State, check_can_become
from roterfaden.delivery.timing import check_days
from roterfaden.documents.actions import file
from roterfaden.documents.models import Document
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission


@transaction.atomic
def post(
    *, letter: Letter, posted_on: date, channel: Letter.Channel, by: StaffMember, at: datetime
) -> Letter:
    """It went out on this day: the letter is filed and never changes again.

    A practice letter is only marked, on any day. Raises :class:`Refused` for a wording that the
    office has not approved, a way that the law does not allow, and days that no longer fit.
    """
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    if letter.is_posted and (letter.posted_on, letter.channel) == (posted_on, channel):
        return letter
    check_can_become(letter.state, State.POSTED)
    if not letter.practice:
        check_may_go_out(letter)
        _check_day(letter, posted_on, at)
    check_channel(letter, channel)
    check_days(letter, posted_on, channel)
    letter.posted_on, letter.posted_at, letter.posted_by = posted_on, at, by
    letter.channel, letter.state, letter.changed_at = str(channel), State.POSTED, at
    if not letter.practice:
        letter.document = _filed(letter, by, at)
    letter.save()
    log(Change.LETTER_POSTED, letter, by, at, day=posted_on.isoformat(), channel=str(channel))
    return letter


@transaction.atomic
def note_receipt(
    *, letter: Letter, received_on: date | None, by: StaffMember, at: datetime
) -> Letter:
    """Note the day on which it was proven to arrive, or take that back with None."""
    letter = locked(letter, Permission.WRITE_LETTERS, by)
    if letter.posted_on is None:
        raise StateRefused(_("Dieses Schreiben ist noch nicht abgesendet."))
    if letter.received_on == received_on:
        return letter
    if received_on is not None and not letter.posted_on <= received_on <= clock.day_of(at):
        raise Refused(_("Der Zugang liegt zwischen dem Absenden und heute. Prüfen Sie das Datum."))
    letter.received_on = received_on
    letter.save(update_fields=["received_on"])
    day = received_on.isoformat() if received_on else ""
    log(Change.LETTER_RECEIPT_NOTED, letter, by, at, day=day)
    return letter


def check_may_go_out(letter: Letter) -> None:
    """Raise :class:`Refused` while the office has not approved its words."""
    if letter.wording is None or not letter.wording.is_approved:
        raise Refused(
            _(
                "Der Text dieser Schreiben ist noch fachlich zu prüfen. Erst wenn ihn Ihre "
                "Fachaufsicht freigibt, kann das Schreiben hinaus."
            )
        )


def _check_day(letter: Letter, posted_on: date, at: datetime) -> None:
    if posted_on > clock.day_of(at):
        raise Refused(_("Dieser Tag liegt noch vor uns. Halten Sie das Absenden danach fest."))
    if letter.ready_at and posted_on < clock.day_of(letter.ready_at):
        raise Refused(_("An diesem Tag war das Schreiben noch nicht fertig. Prüfen Sie das Datum."))


def _filed(letter: Letter, by: StaffMember, at: datetime) -> Document:
    printed = printing.printed(letter, at=at)
    day = letter.posted_on or clock.day_of(at)
    return file(
        case_file=letter.case_id,
        subject=letter.pk,
        kind=Document.Kind.ACT if letter.is_act else Document.Kind.LETTER,
        title=f"{german_name(letter)} vom {german.day(day)}",
        filename=f"{letter.kind}-{day.isoformat()}.pdf",
        media_type="application/pdf",
        content=printed.content,
        by=by,
        at=at,
    )
