"""The protocol of a hand-over as files, and for each who received cases."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from roterfaden.audit.events import Reading
from roterfaden.core import german
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import HandOver
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases.export import safe_cell
from roterfaden.web.staff.hand_over import presenters
from roterfaden.web.staff.hand_over.paper import as_pdf
from roterfaden.web.staff.hand_over.presenters import Handed


@require_GET
@staff_view(Permission.ASSIGN_CASES)
def protocol_csv(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """The protocol for a spreadsheet; noted as an export."""
    found = _finished(request, hand_over_id)
    rows = presenters.protocol(found, request.staff)
    _note(request, found, len(rows))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heading())
    writer.writerows([safe_cell(cell) for cell in _cells(row)] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{_filename(found)}.csv"'
    return response


@require_GET
@staff_view(Permission.ASSIGN_CASES)
def protocol_pdf(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """The protocol on paper; noted as an export."""
    found = _finished(request, hand_over_id)
    rows = presenters.protocol(found, request.staff)
    _note(request, found, len(rows))
    response = HttpResponse(as_pdf(found, rows), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_filename(found)}.pdf"'
    return response


@require_GET
@staff_view(Permission.VIEW_CASES)
def received(request: StaffRequest, hand_over_id: UUID, staff_id: UUID) -> HttpResponse:
    """What one person received, with the next steps and open promises; for them and team leads."""
    if staff_id != request.staff.pk and not request.staff.has(Permission.ASSIGN_CASES):
        raise Http404
    found = _finished(request, hand_over_id)
    receiver = get_object_or_404(StaffMember, pk=staff_id, jobcentre_id=request.staff.jobcentre_id)
    rows = presenters.protocol(found, request.staff, receiver)
    if not rows:
        raise Http404
    context = {
        "hand_over": found,
        "receiver": receiver,
        "rows": rows,
        "may_assign": request.staff.has(Permission.ASSIGN_CASES),
    }
    return render(request, "hand_over/received.html", context)


def _finished(request: StaffRequest, hand_over_id: UUID) -> HandOver:
    finished = HandOver.objects.filter(
        jobcentre_id=request.staff.jobcentre_id,
        state__in=[HandOver.State.DONE, HandOver.State.UNDONE],
    )
    return get_object_or_404(finished.select_related("done_by", "undone_by"), pk=hand_over_id)


def _note(request: StaffRequest, found: HandOver, rows: int) -> None:
    facts = {"what": "hand-over", "rows": rows}
    opened(request, Reading.EXPORT_OPENED, found, facts=facts)


def _filename(found: HandOver) -> str:
    return f"uebergabe-{found.begins_on}"


def _heading() -> list[str]:
    return [
        _("Kundennummer"),
        _("Nachname"),
        _("Vorname"),
        _("Bisher"),
        _("Jetzt"),
        _("Ergebnis"),
        _("Nächster Schritt"),
        _("Bis"),
        _("Offene Zusagen"),
    ]


def _cells(row: Handed) -> list[str]:
    one, nearest = row.one, row.steps.nearest
    recipient = one.case.recipient
    return [
        recipient.kundennummer,
        recipient.last_name,
        recipient.first_name,
        str(one.former_staff or ""),
        str(one.staff or one.team or ""),
        one.get_outcome_display(),
        nearest.text if nearest else "",
        german.day(nearest.due_on) if nearest and nearest.due_on else "",
        str(len(row.steps.promises)),
    ]
