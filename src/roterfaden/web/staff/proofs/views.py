"""The proof ledger of a case, what came in and waits, one word at a time, and the receipt."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.proofs import actions
from roterfaden.proofs.ledger import Ledger
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.proofs.receipt import receipt_pdf
from roterfaden.proofs.states import State
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.proofs.forms import ProofForm
from roterfaden.web.staff.proofs.presenters import ours_first, rows
from roterfaden.web.staff.proofs.worklist import overdue, waiting_for_word

LATE_ON_A_PAGE = 25


@require_safe
@staff_view(Permission.VIEW_CASES)
def ledger(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Every due day of every step with a proof, of both sides; the office's own first."""
    case = _case(request, case_id)
    today = clock.today()
    found = Ledger(case, today)
    opened(request, Reading.CASE_OPENED, case)
    context = {
        "case": case,
        "today": today,
        "unanswered": ours_first(found.unanswered, today),
        "waiting": ours_first(found.waiting, today),
        "settled": rows(found.settled, today),
        "ways": ProofRecord.Way.choices,
        "may_plan": request.staff.has(Permission.EDIT_PLANS),
    }
    return render(request, "proofs/ledger.html", context)


@require_safe
@staff_view(Permission.EDIT_PLANS)
def came_in(request: StaffRequest) -> HttpResponse:
    """What came in for my cases and waits for a word, and what did not come; the oldest first."""
    today = clock.today()
    waiting = waiting_for_word(request.staff, today).select_related("case__recipient", "entry")
    pages = Paginator(overdue(request.staff, today), LATE_ON_A_PAGE)
    context = {
        "waiting": waiting,
        "late": pages.get_page(request.GET.get("page")),
        "count": pages.count,
        "today": today,
    }
    return render(request, "proofs/came_in.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def record(request: StaffRequest, case_id: UUID, line_id: UUID, due_on: str) -> HttpResponse:
    """Received, accepted, sent back or excused."""
    case, day = _case(request, case_id), _day(due_on)
    form = ProofForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Das war nicht zu lesen. Prüfen Sie Tag und Weg des Eingangs."))
    said = form.cleaned_data
    where: dict[str, Any] = {
        "case": case,
        "line": line_id,
        "due_on": day,
        "by": request.staff,
        "at": clock.now(),
    }
    state = State(said["state"])
    if state == State.RECEIVED:
        way = ProofRecord.Way(said["way"] or ProofRecord.Way.DESK)
        proof = actions.receive(way=way, on=said["day_on"], **where)
    elif state == State.ACCEPTED:
        proof = actions.accept(**where)
    elif state == State.SENT_BACK:
        proof = actions.send_back(reason=said["reason"], **where)
    else:
        proof = actions.excuse(reason=said["reason"], **where)
    messages.success(request, f"{proof.entry.proof}: {proof.state_name}.")
    return redirect(_ledger_at(case, line_id, day))


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take_back(request: StaffRequest, case_id: UUID, line_id: UUID, due_on: str) -> HttpResponse:
    """Undo the last word."""
    case, day = _case(request, case_id), _day(due_on)
    proof = actions.take_back(case=case, line=line_id, due_on=day, by=request.staff, at=clock.now())
    messages.info(
        request, _("Zurückgenommen. Jetzt wieder: %(state)s.") % {"state": proof.state_name}
    )
    return redirect(_ledger_at(case, line_id, day))


@require_safe
@staff_view(Permission.VIEW_CASES)
def receipt(request: StaffRequest, case_id: UUID, proof_id: UUID) -> HttpResponse:
    """The receipt for what came in, to hand over; without it there is none."""
    case = _case(request, case_id)
    kept = Proof.objects.filter(case=case).select_related("entry__version", "case__recipient")
    proof = get_object_or_404(kept, pk=proof_id)
    opened(request, Reading.CASE_OPENED, case)
    response = HttpResponse(receipt_pdf(proof), content_type="application/pdf")
    name = f"quittung-{case.recipient.kundennummer}-{proof.due_on.isoformat()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _ledger_at(case: Case, line_id: UUID, day: date) -> str:
    """The ledger, which goes on with the next row and knows about which one was spoken last."""
    return f"{reverse('proofs:ledger', args=[case.pk])}#zuletzt-{line_id}-{day.isoformat()}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)
