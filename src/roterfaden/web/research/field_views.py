"""The field log of a study."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import fieldwork
from roterfaden.research.actions.fieldwork import Present
from roterfaden.research.fieldwork import contrasting, summary_of
from roterfaden.research.models import Consent, ObservedTalk, Project, Site
from roterfaden.research.policies import lead_of
from roterfaden.study import field
from roterfaden.study.troubles import WrongData
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of
from roterfaden.web.research.forms import (
    DiscussionForm,
    RecordingForm,
    ReplyForm,
    SiteForm,
    SitesForm,
    TalkForm,
)


@require_safe
@researchers
def log(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Sites, discussions, talks and consents, with the figures that a report states."""
    project = study_of(request, study_id)
    joined = project.sites.filter(answer=Site.Answer.JOINED)
    context = {
        "study": project,
        "member": membership(request, project),
        "summary": summary_of(project),
        "sites": project.sites.prefetch_related("discussions"),
        "talks": ObservedTalk.objects.filter(site__project=project)
        .select_related("site")
        .prefetch_related("consents"),
        "site_form": SiteForm(),
        "discussion_form": DiscussionForm(sites=joined, prefix="d"),
        "talk_form": TalkForm(sites=joined),
        "recording_form": RecordingForm(),
        "has_joined": joined.exists(),
    }
    return render(request, "research/field.html", context)


@require_POST
@researchers
def add(request: StaffRequest, study_id: UUID, what: str) -> HttpResponse:
    """One more line of the log."""
    project = study_of(request, study_id)
    joined = project.sites.filter(answer=Site.Answer.JOINED)
    common: dict[str, Any] = {"by": request.staff, "at": clock.now()}
    form: SiteForm | DiscussionForm | TalkForm
    if what == "jobcenter":
        form = SiteForm(request.POST)
        if form.is_valid():
            fieldwork.ask(project=project, **form.cleaned_data, **common)
    elif what == "diskussion":
        form = DiscussionForm(request.POST, sites=joined, prefix="d")
        if form.is_valid():
            fieldwork.discussed(**form.cleaned_data, **common)
    else:
        form = TalkForm(request.POST, sites=joined)
        if form.is_valid():
            sent: dict[str, Any] = dict(form.cleaned_data)
            recorded = set(sent.pop("to_recording"))
            present = [Present(part, part in recorded) for part in sent.pop("parts")]
            fieldwork.observed(present=present, **sent, **common)
    if not form.is_valid():
        messages.error(request, _("Bitte füllen Sie alle Felder aus."))
    return redirect("research:field", project.pk)


@require_http_methods(["GET", "POST"])
@researchers
def sites(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Propose whom to ask, from a list; nothing is kept until they are noted as asked."""
    project = study_of(request, study_id)
    lead_of(project, request.staff)
    initial = {"seed": f"{clock.today():%Y%m%d}"}
    form = SitesForm(request.POST or None, request.FILES or None, initial=initial)
    proposed: tuple[field.Site, ...] = ()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            listed = form.text
            proposed = contrasting(project, listed, number=sent["number"], seed=sent["seed"])
        except WrongData as error:
            place = _("Zeile %(n)s: ") % {"n": error.line} if error.line else ""
            form.add_error("listed", f"{place}{error.cause} {error.way_out}")
        else:
            day = sent["asked_on"] or clock.today()
            form = SitesForm(initial={**sent, "listed": listed, "asked_on": day})
    asked = [one for one in proposed if one.id in request.POST.getlist("site")]
    if asked:
        seed, by, at = sent["seed"], request.staff, clock.now()
        fieldwork.ask_proposed(project=project, sites=asked, seed=seed, asked_on=day, by=by, at=at)
        messages.success(request, _("%(n)s Jobcenter als angefragt vermerkt.") % {"n": len(asked)})
        return redirect("research:field", project.pk)
    if proposed and "ask" in request.POST:
        messages.error(request, _("Kreuzen Sie mindestens ein Jobcenter an."))
    context = {"study": project, "form": form, "proposed": proposed}
    return render(request, "research/sites.html", context)


@require_POST
@researchers
def reply(request: StaffRequest, study_id: UUID, site_id: UUID) -> HttpResponse:
    """What a site replied."""
    project = study_of(request, study_id)
    site = get_object_or_404(project.sites, pk=site_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        joins = form.cleaned_data["reply"] == "joined"
        now = clock.now()
        fieldwork.answered(site=site, joins=joins, on=clock.today(), by=request.staff, at=now)
    return redirect("research:field", project.pk)


@require_POST
@researchers
def recording(request: StaffRequest, study_id: UUID, talk_id: UUID) -> HttpResponse:
    """Where a recording lies, if all consent."""
    project = study_of(request, study_id)
    form = RecordingForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["document"]
        fieldwork.link_recording(
            talk=_talk(project, talk_id),
            recording=form.cleaned_data["recording"],
            transcript=get_object_or_404(project.documents, number=number) if number else None,
            by=request.staff,
            at=clock.now(),
        )
    return redirect("research:field", project.pk)


@require_POST
@researchers
def withdraw(request: StaffRequest, study_id: UUID, consent_id: UUID) -> HttpResponse:
    """Somebody no longer consents."""
    project = study_of(request, study_id)
    consents = Consent.objects.filter(talk__site__project=project)
    consent = get_object_or_404(consents, pk=consent_id)
    fieldwork.withdraw(consent=consent, by=request.staff, at=clock.now())
    messages.success(request, _("Zurückgenommen. Aufnahme und Transkript sind gelöscht."))
    return redirect("research:field", project.pk)


def _talk(project: Project, talk_id: UUID) -> ObservedTalk:
    return get_object_or_404(ObservedTalk.objects.filter(site__project=project), pk=talk_id)
