"""The office calendar comes in, the own meetings go out."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.meetings.actions.calendar import Choice, take
from roterfaden.meetings.calendar.matching import proposals
from roterfaden.meetings.calendar.reading import CalendarEvent
from roterfaden.meetings.calendar.writing import as_ics
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.meetings.calendar_form import CalendarForm, choices, signed, unsigned

FOUR_WEEKS = timedelta(days=27)
"""With today four weeks."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def calendar(request: StaffRequest) -> HttpResponse:
    """A file is read and shown; nothing is stored before somebody takes it over."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, form.cleaned_data["events"])
    return render(request, "meetings/calendar.html", {"form": form})


@require_POST
@staff_view(Permission.EDIT_PLANS)
def calendar_take(request: StaffRequest) -> HttpResponse:
    """Take over what is ticked; what a rule refuses stays in the preview with the reason."""
    events = unsigned(request.POST.get("eintraege", ""))
    chosen = choices(events, request.POST)
    if not chosen:
        messages.info(request, _("Nichts war angekreuzt. Es hat sich nichts geändert."))
        return redirect("meetings:calendar")
    refused = [(choice.event, why) for choice in chosen if (why := _refusal(request, choice))]
    taken = len(chosen) - len(refused)
    if taken:
        words = ngettext("Ein Termin übernommen.", "%(n)s Termine übernommen.", taken)
        messages.success(request, words % {"n": taken})
    if refused:
        return _preview(request, [one for one, _why in refused], [why for _one, why in refused])
    return redirect("cases:home")


@require_safe
@staff_view(Permission.EDIT_PLANS)
def calendar_file(request: StaffRequest) -> HttpResponse:
    """The own planned meetings of today, or of four weeks, as a file; noted as an export."""
    today = clock.today()
    until = today if request.GET.get("zeit") == "heute" else today + FOUR_WEEKS
    visible = Case.objects.visible_to(request.staff)
    cases = visible.counselled_by(request.staff, today)
    planned = Meeting.objects.planned().between(today, until)
    mine = list(planned.filter(case__in=cases.values("pk")).select_related("case__recipient"))
    facts = {"what": "calendar", "rows": len(mine)}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    content = as_ics(mine, lambda one: _address(request, one), at=clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="termine-{today.isoformat()}.ics"'
    return response


def _address(request: StaffRequest, meeting: Meeting) -> str:
    return request.build_absolute_uri(reverse("meetings:prepare", args=[meeting.pk]))


def _refusal(request: StaffRequest, choice: Choice) -> str:
    """Take one over; the words of a rule that says no, or nothing."""
    try:
        take(choice=choice, by=request.staff, at=clock.now())
    except NotPermitted:
        raise
    except Refused as refusal:
        return refusal.message
    return ""


def _preview(
    request: StaffRequest, events: list[CalendarEvent], refused: list[str] | None = None
) -> HttpResponse:
    found = proposals(events, request.staff)
    takeable = [one for one in found if one.can_be_taken]
    reasons = dict(zip(map(id, events), refused or [], strict=False))
    rows = [(place, one, reasons.get(id(one.event), "")) for place, one in enumerate(takeable)]
    context = {
        "rows": rows,
        "others": [one for one in found if not one.can_be_taken],
        "signed": signed([one.event for one in takeable]),
        "channels": Meeting.Channel.choices,
    }
    return render(request, "meetings/calendar_preview.html", context)
