"""The meetings of a case: all of them, a new one, and what became of each."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import short_day
from roterfaden.meetings import actions
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.meetings.forms import MeetingForm, OutcomeForm, WhenForm

LATELY = timedelta(days=28)
"""So long the page offers to take back what was recorded."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.VIEW_CASES)
def meetings(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All meetings of a case, the latest first, and a form for a new one."""
    case = _case(request, case_id)
    known = list(case.meetings.select_related("recorded_by", "moved_to"))
    had_a_talk = any(one.outcome == Outcome.TOOK_PLACE for one in known)
    usual = Meeting.Kind.FOLLOW_UP if had_a_talk else Meeting.Kind.FIRST
    form = MeetingForm(request.POST or None, initial={"kind": usual})
    if form.is_valid() and _arranged(request, case, form):
        return redirect("meetings:list", case.pk)
    opened(request, Reading.CASE_OPENED, case)
    context = {
        "case": case,
        "form": form,
        "today": clock.today(),
        "lately": clock.now() - LATELY,
        "planned": [one for one in known if one.is_planned],
        "past": [one for one in reversed(known) if not one.is_planned],
        "may_plan": request.staff.has(Permission.EDIT_PLANS),
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def move(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Another day and time for a planned meeting."""
    meeting = _meeting(request, case_id, meeting_id)
    form = WhenForm(request.POST or None)
    if form.is_valid():
        try:
            new = actions.move(
                meeting=meeting, starts_at=form.starts_at(), by=request.staff, at=clock.now()
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("day_on", refusal.message)
        else:
            messages.success(request, _("Verlegt auf %(when)s.") % {"when": _when(new)})
            return redirect("meetings:list", case_id)
    context = {"case": meeting.case, "meeting": meeting, "form": form}
    return render(request, "meetings/move.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def record(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Held or missed."""
    meeting = _meeting(request, case_id, meeting_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wählen Sie, ob das Gespräch stattgefunden hat."))
    said = form.cleaned_data
    cause = Meeting.GoodCause(said["good_cause"]) if said["good_cause"] else None
    meeting = actions.record(
        meeting=meeting,
        outcome=Outcome(said["outcome"]),
        good_cause=cause,
        by=request.staff,
        at=clock.now(),
    )
    messages.success(request, f"{_when(meeting)}: {meeting.outcome_name}.")
    return redirect("meetings:list", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def cancel(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The meeting will not be held."""
    meeting = _meeting(request, case_id, meeting_id)
    actions.cancel(meeting=meeting, by=request.staff, at=clock.now())
    messages.success(request, _("Abgesagt: %(when)s.") % {"when": _when(meeting)})
    return redirect("meetings:list", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take_back(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Undo what was recorded."""
    meeting = _meeting(request, case_id, meeting_id)
    actions.take_back(meeting=meeting, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen: %(when)s ist geplant.") % {"when": _when(meeting)})
    return redirect("meetings:list", case_id)


def _arranged(request: StaffRequest, case: Case, form: MeetingForm) -> bool:
    """Arrange it; what a rule refuses is shown on the form."""
    try:
        meeting = actions.arrange(
            case=case,
            starts_at=form.starts_at(),
            kind=Meeting.Kind(form.cleaned_data["kind"]),
            channel=Meeting.Channel(form.cleaned_data["channel"]),
            by=request.staff,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error("day_on", refusal.message)
        return False
    messages.success(request, _("Eingetragen: %(when)s.") % {"when": _when(meeting)})
    return True


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)


def _meeting(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> Meeting:
    visible = Meeting.objects.visible_to(request.staff).select_related("case__recipient")
    return get_object_or_404(visible, pk=meeting_id, case=case_id)


def _when(meeting: Meeting) -> str:
    return f"{short_day(meeting.on)}, {meeting.time_words}"
