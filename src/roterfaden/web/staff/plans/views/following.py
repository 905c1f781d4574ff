"""What comes after an agreement: what became of each entry, and the next version."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import drafts, endings
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.review import review
from roterfaden.plans.rubrics import rubrics
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans.forms import OutcomeForm
from roterfaden.web.staff.plans.loading import entry_or_404, version_or_404
from roterfaden.web.staff.plans.views import reviewing
from roterfaden.web.staff.plans.views.confirming import PAGE, confirming_context


@require_POST
@staff_view(Permission.EDIT_PLANS)
def start(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Begin the next version of the case's plan, or its first; open the draft there is."""
    case = get_object_or_404(Case.objects.visible_to(request.staff), pk=case_id)
    waiting = PlanVersion.objects.in_preparation().filter(plan__case=case).first()
    if waiting is not None:
        messages.info(request, _("Es gibt schon einen Entwurf. Hier arbeiten Sie weiter."))
        return redirect("plans:version", waiting.pk)
    version = drafts.start(case=case, by=request.staff, at=clock.now())
    return redirect("plans:version", version.pk)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def outcome(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Record what became of an entry."""
    version = version_or_404(request, version_id)
    entry = entry_or_404(version, entry_id)
    if request.POST.get("seite") == reviewing.PAGE:
        return reviewing.say(request, version, entry)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Wählen Sie eines der fünf Ergebnisse; Ihre Worte: höchstens 300 Zeichen."))
    recorded = endings.record_outcome(
        entry=entry,
        kind=EntryOutcome.Kind(form.cleaned_data["kind"]),
        note=form.cleaned_data["note"],
        by=request.staff,
        at=clock.now(),
    )
    said = _("%(outcome)s: %(text)s") % {"outcome": recorded, "text": entry.text}
    on_confirming = request.POST.get("seite") == PAGE
    if request.headers.get("HX-Request"):
        return _outcome_told(request, version, entry, said, on_confirming=on_confirming)
    messages.success(request, said)
    page = "plans:confirm" if on_confirming else "plans:version"
    return redirect(f"{reverse(page, args=[version.pk])}#r-{entry.pk}")


def _outcome_told(
    request: StaffRequest, version: PlanVersion, entry: Entry, said: str, *, on_confirming: bool
) -> HttpResponse:
    """The row as it stands now, and with it what else on the page tells of the outcome."""
    looked_back = review(version, clock.today())
    lines = [line for rubric in looked_back.rubrics for line in rubric.entries]
    context: dict[str, object] = {"said": said, "plan_version": version}
    context["line"] = next(line for line in lines if line.entry.pk == entry.pk)
    if on_confirming:
        context |= confirming_context(version, looked_back)
    else:
        shown = [rubric for rubric in rubrics(version) if rubric.entries]
        context |= {"rubrics": shown, "outcomes": EntryOutcome.Kind.choices}
        context |= {"waiting": set(), "page": ""}
    return render(request, "plans/parts/outcome_answer.html", context)
