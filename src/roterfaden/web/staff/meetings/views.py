"""The meetings of a case: all of them, a new one, and what became of each."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.meetings import actions
from roterfaden.meetings.actions.meetings import ReasonMissing
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.talk.models import TalkRecord
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.meetings.forms import (
    CauseForm,
    DetailsForm,
    MeetingForm,
    OutcomeForm,
    WhenForm,
)
from roterfaden.web.staff.meetings.loading import the_case, the_meeting, when

WHY = "not_in_person_because"
LATELY = timedelta(days=28)
"""So long the page offers to take back what was recorded."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.VIEW_CASES)
def meetings(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All meetings of a case, the latest first, and a form for a new one."""
    case = the_case(request, case_id)
    known = list(case.meetings.select_related("recorded_by", "moved_to"))
    had_a_talk = Meeting.objects.met().filter(case=case).exists()
    usual = Meeting.Kind.FOLLOW_UP if had_a_talk else Meeting.Kind.FIRST
    form = MeetingForm(request.POST or None, initial={"kind": usual, **_usual(case)})
    if form.is_valid():
        new = partial(actions.arrange, case=case, starts_at=form.starts_at(), **form.said())
        if _done(request, form, new, _("Eingetragen: %(when)s."), refused_at="day_on"):
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
        "of_others": _recorded_by_others(request, case),
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def move(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Another day and time for a planned meeting."""
    meeting = the_meeting(request, case_id, meeting_id)
    form = WhenForm(request.POST or None)
    if form.is_valid():
        later = partial(actions.move, meeting=meeting, starts_at=form.starts_at())
        if _done(request, form, later, _("Verlegt auf %(when)s."), refused_at="day_on"):
            return redirect("meetings:list", case_id)
    context = {"case": meeting.case, "meeting": meeting, "form": form}
    return render(request, "meetings/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def describe(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Place, invitation, interpreter, companions, kind and way of one meeting."""
    meeting = the_meeting(request, case_id, meeting_id)
    said = {"kind": meeting.kind, "channel": meeting.channel, **asdict(meeting.details)}
    form = DetailsForm(request.POST or None, initial=said, about=meeting)
    if form.is_valid():
        anew = partial(actions.describe, meeting=meeting, **form.said())
        if _done(request, form, anew, _("Gespeichert: %(when)s."), refused_at="invited_on"):
            return redirect("meetings:list", case_id)
    context = {"case": meeting.case, "meeting": meeting, "form": form}
    return render(request, "meetings/describe.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def settle_cause(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Whether there was a good cause for not coming, however long ago it was."""
    meeting = the_meeting(request, case_id, meeting_id)
    form = CauseForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wählen Sie, ob es einen wichtigen Grund gab."))
    cause = Meeting.GoodCause(form.cleaned_data["good_cause"])
    meeting = actions.settle_cause(
        meeting=meeting, good_cause=cause, by=request.staff, at=clock.now()
    )
    words = _("%(when)s: wichtiger Grund: %(cause)s.")
    messages.success(request, words % {"when": when(meeting), "cause": cause.label})
    return redirect("meetings:list", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def record(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Held or missed."""
    meeting = the_meeting(request, case_id, meeting_id)
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
    messages.success(request, f"{when(meeting)}: {meeting.outcome_name}.")
    return redirect("meetings:list", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def cancel(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The meeting will not be held."""
    meeting = the_meeting(request, case_id, meeting_id)
    actions.cancel(meeting=meeting, by=request.staff, at=clock.now())
    messages.success(request, _("Abgesagt: %(when)s.") % {"when": when(meeting)})
    return redirect("meetings:list", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take_back(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Undo what was recorded."""
    meeting = the_meeting(request, case_id, meeting_id)
    actions.take_back(meeting=meeting, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen: %(when)s ist geplant.") % {"when": when(meeting)})
    return redirect("meetings:list", case_id)


def _recorded_by_others(request: StaffRequest, case: Case) -> set[UUID]:
    """The meetings of which somebody else has said how the plan came up."""
    mine = TalkRecord.objects.readable_by(request.staff, clock.today())
    others = TalkRecord.objects.filter(meeting__case=case).exclude(pk__in=mine.values("pk"))
    return set(others.values_list("meeting_id", flat=True))


def _usual(case: Case) -> dict[str, str]:
    """What a new meeting of this person usually needs."""
    if case.recipient.needs_interpreter:
        return {"interpreter": Meeting.Interpreter.IN_PERSON}
    return {}


def _done(
    request: StaffRequest,
    form: forms.Form,
    act: Callable[..., Meeting],
    words: str,
    *,
    refused_at: str,
) -> bool:
    """Do it now and say so; what a rule refuses is shown at its field."""
    try:
        meeting = act(by=request.staff, at=clock.now())
    except NotPermitted:
        raise
    except Refused as refusal:
        asks_why = isinstance(refusal, ReasonMissing) and WHY in form.fields
        form.add_error(WHY if asks_why else refused_at, refusal.message)
        return False
    messages.success(request, words % {"when": when(meeting)})
    return True
