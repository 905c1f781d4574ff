"""The steps of a letter: finished, checked, sent back, posted, withdrawn, and back again."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.core.errors import Refused
from roterfaden.core.spoken import day
from roterfaden.delivery import actions
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.moments import now_in
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.letters.forms import PostForm, ReceiptForm, SendBackForm
from roterfaden.web.staff.letters.invitations import check_still_planned, note_invited
from roterfaden.web.staff.letters.loading import the_letter


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def finish(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The draft is finished: to a second person, or ready."""
    letter = the_letter(request, letter_id)
    letter = actions.give_to_check(letter=letter, by=request.staff, at=now_in(letter.case))
    if letter.state == State.TO_CHECK:
        messages.success(request, _("Gegeben. Eine zweite Person prüft das Schreiben."))
    else:
        messages.success(request, _("Fertig. Drucken Sie es und halten Sie das Absenden fest."))
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.CHECK_LETTERS)
def check(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """A second person stands for it."""
    letter = the_letter(request, letter_id)
    actions.check(letter=letter, by=request.staff, at=now_in(letter.case))
    messages.success(request, _("Geprüft. Das Schreiben kann hinaus."))
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)
def send_back(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """A draft again; a second person says why."""
    form = SendBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    letter = the_letter(request, letter_id)
    actions.send_back(letter=letter, reason=reason, by=request.staff, at=now_in(letter.case))
    messages.info(request, _("Das Schreiben ist wieder ein Entwurf."))
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def post(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The posting book: day and way."""
    letter = the_letter(request, letter_id)
    at, form = now_in(letter.case), PostForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wann und wie ging es hinaus? Schreiben Sie den Tag so: 26.11.2026."))
    check_still_planned(letter)
    with transaction.atomic():
        letter = actions.post(
            letter=letter,
            posted_on=form.cleaned_data["posted_on"],
            channel=Letter.Channel(form.cleaned_data["channel"]),
            by=request.staff,
            at=at,
        )
        note_invited(letter, by=request.staff, at=at)
    if known := letter.notified_on():
        messages.success(
            request, _("Festgehalten. Gilt als bekannt gegeben am %(day)s.") % {"day": day(known)}
        )
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def receipt(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """A later receipt that was proven; empty takes it back."""
    letter, form = the_letter(request, letter_id), ReceiptForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Das ist kein Datum. Schreiben Sie es zum Beispiel so: 26.11.2026."))
    actions.note_receipt(
        letter=letter,
        received_on=form.cleaned_data["received_on"],
        by=request.staff,
        at=now_in(letter.case),
    )
    messages.success(request, _("Festgehalten."))
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def withdraw(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Drop a letter that was not posted."""
    letter = the_letter(request, letter_id)
    actions.withdraw(letter=letter, by=request.staff, at=now_in(letter.case))
    messages.info(request, _("Verworfen. Sie können das Schreiben zurückholen."))
    return redirect("letters:letter", letter_id)


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def restore(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Bring it back as a draft."""
    letter = the_letter(request, letter_id)
    actions.restore(letter=letter, by=request.staff, at=now_in(letter.case))
    messages.info(request, _("Zurückgeholt. Das Schreiben ist wieder ein Entwurf."))
    return redirect("letters:letter", letter_id)
