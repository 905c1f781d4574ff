"""How a talk used the plan, and why it did not: one page each, one submit."""

from typing import Any
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
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.talk import actions
from roterfaden.talk.models import NotRaised, SmallTask, TalkRecord
from roterfaden.talk.reasons import wordings
from roterfaden.talk.ways import Shade, Way, ways_proposed
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.talk.facts import facts_of_talk
from roterfaden.web.staff.talk.forms import NotRaisedForm, UseForm
from roterfaden.web.staff.talk.talks import next_planned, talk_of, usual_next


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def not_raised(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Reason, small task, next talk: a digit, some words, Enter."""
    case = _case(request, case_id)
    today = clock.today()
    talk = _wanted(request, case) or talk_of(case, today)
    reasons = wordings(case.jobcentre, today)
    known = NotRaised.objects.filter(meeting=talk).first() if talk else None
    coming = next_planned(case, talk, clock.now())
    initial = _known_words(known, reasons) if known else {}
    if coming is None and known is None:
        initial |= usual_next(case, talk, clock.now())
    form = NotRaisedForm(
        request.POST or None, reasons=reasons, person=str(case.recipient), initial=initial
    )
    if form.is_valid() and _said(request, case, talk, form):
        return redirect("cases:case", case.pk)
    opened(request, Reading.CASE_OPENED, case)
    context = {
        "case": case,
        "talk": talk,
        "form": form,
        "known": known,
        "coming": coming,
        "reasons": list(zip(reasons, form["reason"], strict=True)),
        "today": today,
    }
    return render(request, "talk/not_raised.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def use(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The ways of use, proposed from what was done; digits correct them."""
    talk = _talk(request, case_id, meeting_id)
    known = TalkRecord.objects.filter(meeting=talk).first()
    if known is not None:
        own = TalkRecord.objects.readable_by(request.staff, clock.today())
        known = get_object_or_404(own, pk=known.pk)
    form = UseForm(request.POST or None, initial=_initial_use(talk, known))
    if form.is_valid():
        said = form.cleaned_data
        actions.record_use(
            meeting=talk,
            ways=[Way(one) for one in said["ways"]],
            shade=Shade(said["shade"]) if said["shade"] else None,
            prepared_with_plan=said["prepared"],
            by=request.staff,
            at=clock.now(),
        )
        messages.success(request, _("Festgehalten. Das lesen nur Sie und wer den Fall berät."))
        return redirect("cases:case", case_id)
    opened(request, Reading.CASE_OPENED, talk.case)
    is_silent = known is None and not form.is_bound and form.initial["ways"] == [Way.NOT_RAISED]
    context = {"case": talk.case, "talk": talk, "form": form, "known": known, "silent": is_silent}
    return render(request, "talk/use.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take_back(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """ "Not raised" was said by mistake."""
    talk = _talk(request, case_id, meeting_id)
    actions.take_back_not_raised(meeting=talk, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen. Das Gespräch steht weiter im Verlauf."))
    return redirect("cases:case", case_id)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def task(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The small task is done, or not after all."""
    talk = _talk(request, case_id, meeting_id)
    found = SmallTask.objects.filter(not_raised__meeting=talk).first()
    if found is None:
        raise Refused(_("Zu diesem Gespräch gibt es keine Aufgabe mehr."))
    is_done = request.POST.get("erledigt") == "ja"
    actions.mark_task(task=found, is_done=is_done, by=request.staff, at=clock.now())
    messages.success(request, _("Erledigt.") if is_done else _("Die Aufgabe ist wieder offen."))
    return redirect("cases:case", case_id)


def _said(request: StaffRequest, case: Case, talk: Meeting | None, form: NotRaisedForm) -> bool:
    """Record it; what a rule refuses is shown on the form."""
    said, next_at = form.cleaned_data, form.next_at()
    try:
        kept = actions.record_not_raised(
            case=case,
            meeting=talk,
            reason=said["reason"],
            note=said["note"],
            task=form.agreed_task(),
            next_at=next_at,
            prepared_with_plan=said["prepared"] or None,
            by=request.staff,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    words = [_("Festgehalten: %(reason)s.") % {"reason": kept.reason_words}]
    if next_at:
        words.append(_("Nächstes Gespräch: %(day)s") % {"day": short_day(clock.day_of(next_at))})
    messages.success(request, " ".join(words))
    return True


def _known_words(known: NotRaised, reasons: list[Any]) -> dict[str, Any]:
    keys = [one.key for one in reasons if one.label == known.reason_words]
    said: dict[str, Any] = {"reason": next(iter(keys), ""), "note": known.note}
    task_kept = SmallTask.objects.filter(not_raised=known).first()
    if task_kept:
        said |= {"task": task_kept.text, "until_on": task_kept.due_on, "owner": task_kept.owner}
    return said


def _initial_use(talk: Meeting, known: TalkRecord | None) -> dict[str, Any]:
    if known and known.ways:
        ways = list(known.ways)
    else:
        ways = [way.value for way in ways_proposed(facts_of_talk(talk))]
    prepared = known.prepared_with_plan if known else False
    return {"ways": ways, "shade": known.shade if known else "", "prepared": prepared}


def _wanted(request: StaffRequest, case: Case) -> Meeting | None:
    """The talk that the address names; another case's is 404."""
    text = request.POST.get("termin") or request.GET.get("termin")
    if not text:
        return None
    try:
        wanted = UUID(text)
    except ValueError:
        wanted = UUID(int=0)
    return get_object_or_404(case.meetings.all(), pk=wanted)


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)


def _talk(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> Meeting:
    visible = Meeting.objects.visible_to(request.staff).select_related("case__recipient")
    return get_object_or_404(visible, pk=meeting_id, case=case_id)
