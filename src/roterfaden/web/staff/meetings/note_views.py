"""Notes about a case and its potential analysis: for whoever is in charge, and nobody else."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.core.spoken import moment
from roterfaden.meetings.actions import notes as note_actions
from roterfaden.meetings.actions import potential as potential_actions
from roterfaden.meetings.actions.notes import ChangedElsewhere
from roterfaden.meetings.models import CaseNote, PotentialFinding
from roterfaden.meetings.policies import require_notes
from roterfaden.meetings.potential import Side
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.meetings.loading import the_case
from roterfaden.web.staff.meetings.note_forms import FindingForm, NoteForm
from roterfaden.web.staff.meetings.potential_view import sides


@require_safe
@staff_view(Permission.KEEP_NOTES)
def notes(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All notes of a case, the newest first; a new one is written above them."""
    return _page(request, the_case(request, case_id))


def _page(
    request: StaffRequest, case: Case, other: CaseNote | None = None, typed: str = ""
) -> HttpResponse:
    """The notes; of ``other``, which was changed elsewhere, with what was ``typed`` here."""
    require_notes(request.staff, case, clock.today())
    known = CaseNote.objects.filter(case=case).select_related("written_by", "amends")
    opened(request, Reading.NOTES_OPENED, case)
    today = clock.today()
    rows = [(note, note.can_be_changed(request.staff, today), uuid4()) for note in known]
    context = {
        "case": case,
        "new_id": uuid4(),
        "rows": rows,
        "potential": sides(PotentialFinding.objects.present().filter(case=case)),
        "other": other,
        "typed": typed,
    }
    return render(request, "meetings/notes.html", context, status=409 if other else 200)


@require_POST
@staff_view(Permission.KEEP_NOTES)
def note_write(request: StaffRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """Store a note; a script that stores while somebody writes gets a word back, not a page."""
    case = the_case(request, case_id)
    by_script = request.headers.get("X-Autosave") == "ja"
    form = NoteForm(request.POST)
    if not form.is_valid():
        message = " ".join(str(one) for errors in form.errors.values() for one in errors)
        if by_script:
            return JsonResponse({"errors": [message]}, status=200)
        raise Refused(message)
    amends = _amended(case, form.cleaned_data["amends"])
    try:
        note = note_actions.write(
            case=case,
            note_id=note_id,
            text=form.cleaned_data["text"],
            amends=amends,
            as_of=form.cleaned_data["as_of"] or None,
            by=request.staff,
            at=clock.now(),
        )
    except ChangedElsewhere as refusal:
        if not by_script:
            return _page(request, case, refusal.note, form.cleaned_data["text"])
        now = {"other": refusal.note.text, "as_of": refusal.note.as_of}
        return JsonResponse({"errors": [refusal.message], **now})
    except Refused as refusal:
        if not by_script:
            raise
        return JsonResponse({"errors": [refusal.message]})
    if by_script:
        return JsonResponse({"saved": _saved_words(note), "as_of": note.as_of if note else ""})
    messages.success(request, _saved_words(note))
    return redirect("meetings:notes", case.pk)


@require_POST
@staff_view(Permission.KEEP_NOTES)
def potential_find(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """One strength or obstacle more."""
    case = the_case(request, case_id)
    form = FindingForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wählen Sie etwas aus der Liste oder schreiben Sie wenige eigene Worte."))
    potential_actions.find(
        case=case,
        side=Side(form.cleaned_data["side"]),
        code=form.cleaned_data["code"],
        words=form.cleaned_data["words"],
        by=request.staff,
        at=clock.now(),
    )
    return redirect(f"{_notes_url(case)}#potenzial")


@require_POST
@staff_view(Permission.KEEP_NOTES)
def potential_remove(request: StaffRequest, case_id: UUID, finding_id: UUID) -> HttpResponse:
    """It no longer holds."""
    case = the_case(request, case_id)
    finding = get_object_or_404(
        PotentialFinding.objects.present().select_related("case"), pk=finding_id, case=case
    )
    potential_actions.remove(finding=finding, by=request.staff, at=clock.now())
    return redirect(f"{_notes_url(case)}#potenzial")


def _amended(case: Case, note_id: UUID | None) -> CaseNote | None:
    return get_object_or_404(CaseNote, pk=note_id, case=case) if note_id else None


def _saved_words(note: CaseNote | None) -> str:
    if note is None:
        return _("Nichts gespeichert: Die Notiz ist leer.")
    at = note.changed_at or note.written_at
    return _("Gespeichert: %(moment)s") % {"moment": moment(at)}


def _notes_url(case: Case) -> str:
    return redirect("meetings:notes", case.pk).url
