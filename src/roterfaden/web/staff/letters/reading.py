"""One letter: how it looks, where it stands, what comes next; its PDF and the aid beside it."""

import base64
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core.errors import Refused
from roterfaden.delivery import aid_sheet, printing
from roterfaden.delivery.content import words_of
from roterfaden.delivery.facts import missing
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.models.four_eyes import needs_four_eyes
from roterfaden.delivery.policies import check_channel
from roterfaden.delivery.states import State
from roterfaden.delivery.timing import check_days
from roterfaden.law.rules.objection import objection
from roterfaden.obligations.models import Procedure
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.moments import now_in, today_in
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.components.forms import read_day
from roterfaden.web.staff.letters.forms import PostForm, PrintForm, ReceiptForm
from roterfaden.web.staff.letters.loading import the_letter


@require_safe
@staff_view(Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)
def letter(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The pages as they are printed, and beside them what can be done now."""
    found = the_letter(request, letter_id)
    opened(request, Reading.LETTER_OPENED, found)
    return render(request, "letters/letter.html", _context(request, found))


@require_safe
@staff_view(Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)
def pdf(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The letter to print, dated ``tag`` or today; what was posted comes from the case file."""
    found = the_letter(request, letter_id)
    if found.document is not None:
        return redirect("cases:document_file", found.document.pk)
    opened(request, Reading.LETTER_OPENED, found)
    try:
        on = read_day(request.GET.get("tag", ""), today=today_in(found.case))
    except ValueError:
        on = today_in(found.case)
    document = printing.printed(found, at=now_in(found.case), on=on)
    return _pdf(document.content, f"{found.kind}-{found.case.recipient.kundennummer}.pdf")


@require_safe
@staff_view(Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)
def aid(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The same parts in German and beside it in ``sprache``: an aid, never the letter itself."""
    found = the_letter(request, letter_id)
    opened(request, Reading.LETTER_OPENED, found)
    language = request.GET.get("sprache", "en")
    document = aid_sheet.printed(found, language=language, at=now_in(found.case))
    return _pdf(document.content, f"hilfsblatt-{found.case.recipient.kundennummer}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _context(request: StaffRequest, found: Letter) -> dict[str, Any]:
    today = today_in(found.case)
    described = KINDS[Kind(found.kind)]
    seen = printing.preview(found, on=today)
    lacks = missing(described.facts, found.facts)
    asked = [one for one in described.facts if one.is_required and one.is_asked(found.facts)]
    return {
        "letter": found,
        "case": found.case,
        "pages": [base64.b64encode(page).decode() for page in seen.pages],
        "is_too_long": seen.is_too_long,
        "words": words_of(found),
        "asked": [(one.label, one in lacks) for one in asked],
        "lacks": len(lacks),
        "is_mine": found.drafted_by_id == request.staff.pk,
        "may_write": request.staff.has(Permission.WRITE_LETTERS),
        "may_check": request.staff.has(Permission.CHECK_LETTERS),
        "needs_two": not found.practice and needs_four_eyes(found.case.jobcentre_id, found.kind),
        "act_is_read": described.act_is_read,
        "print_form": PrintForm(initial={"tag": today}),
        "post_form": PostForm(initial={"posted_on": today, "channel": Letter.Channel.POST}),
        "receipt_form": ReceiptForm(initial={"received_on": found.received_on}),
        "pdf_url": reverse("letters:pdf", args=[found.pk]),
        "procedure": Procedure.objects.filter(pk=found.subject, case=found.case_id).first(),
        "languages": aid_sheet.languages(found),
        "unfit": _unfit(found, today),
        **_known(found),
    }


def _unfit(found: Letter, today: date) -> str:
    """Why it could not go out today by post, said before somebody prints it."""
    if found.state not in {State.TO_CHECK, State.READY}:
        return ""
    try:
        check_channel(found, Letter.Channel.POST)
        check_days(found, today, Letter.Channel.POST)
    except Refused as refusal:
        return refusal.message
    return ""


def _known(found: Letter) -> dict[str, Any]:
    """When it counts as known, and until when an objection comes in time."""
    notified_on = found.notified_on()
    until = None
    if notified_on and found.is_act and found.state == State.POSTED:
        office = found.case.jobcentre
        until = objection(
            notified_on=notified_on,
            instruction="given",
            land=office.land,
            municipality=office.municipality or None,
        ).ends_on
    return {"notified_on": notified_on, "objection_until": until}
