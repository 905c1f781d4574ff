"""Job proposals and assignments to measures: recording them, and what became of each."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.delivery.models import Letter
from roterfaden.obligations import actions
from roterfaden.obligations.actions.proposals import OfferContent
from roterfaden.obligations.models import Offer
from roterfaden.obligations.notices import notice_rule
from roterfaden.obligations.policies import check_may_lead, check_may_read, may_lead
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import Entry
from roterfaden.recipients.models import Case
from roterfaden.recipients.moments import now_in, today_in
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.components.forms import GermanDateField


class ProposalForm(forms.Form):
    """What was proposed, by whom, when and how."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Was?"), choices=Offer.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=gettext_lazy("Stelle, Maßnahme oder Kurs"), max_length=200)
    provider = forms.CharField(label=gettext_lazy("Arbeitgeber oder Träger"), max_length=200)
    sent_on = GermanDateField(label=gettext_lazy("Vorgeschlagen am"))
    channel = forms.ChoiceField(label=gettext_lazy("Wie?"), choices=Offer.Channel.choices)
    with_notice = forms.BooleanField(
        label=gettext_lazy("mit Rechtsfolgenbelehrung"),
        required=False,
        help_text=gettext_lazy("Ohne sie folgt aus einer Ablehnung nichts."),
    )
    known_because = forms.CharField(
        label=gettext_lazy("Woher kennt die Person die Folgen sonst?"),
        max_length=300,
        required=False,
    )
    step = forms.ModelChoiceField(
        label=gettext_lazy("Löst diesen Schritt des Jobcenters ein"),
        queryset=Entry.objects.none(),
        required=False,
        empty_label="–",
    )

    def __init__(self, *args: object, case: Case, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        steps = Entry.objects.present().filter(version__plan__case=case, version__state="agreed")
        field = self.fields["step"]
        field.queryset = steps.filter(kind="step").order_by("position")  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What became of a proposal; empty brings it back to open."""

    outcome = forms.ChoiceField(choices=[("", ""), *Offer.Outcome.choices], required=False)
    outcome_on = GermanDateField(required=False)
    reason = forms.CharField(max_length=300, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.VIEW_CASES)
def proposals(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What was proposed so far with what became of it, and a form for the next."""
    case = _case(request, case_id)
    today = today_in(case)
    form = ProposalForm(request.POST or None, case=case, initial={"sent_on": today})
    if request.method == "POST":
        check_may_lead(request.staff, case, today)
    if form.is_valid():
        try:
            content = OfferContent(**form.cleaned_data)
            actions.record_offer(case=case, content=content, by=request.staff, at=now_in(case))
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Festgehalten."))
            return redirect("procedures:proposals", case.pk)
    return _page(request, case, form)


def _page(request: StaffRequest, case: Case, form: ProposalForm) -> HttpResponse:
    today = today_in(case)
    opened(request, Reading.PROCEDURE_READ, case)
    context = {
        "case": case,
        "form": form,
        "offers": Offer.objects.filter(case=case).select_related("step").order_by("-sent_on", "pk"),
        "outcomes": Offer.Outcome.choices,
        "notice_rule": notice_rule(case, today),
        "may_lead": may_lead(request.staff, case, today),
        "today": today,
    }
    return render(request, "procedures/proposals.html", context)


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def outcome(request: StaffRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """What became of a proposal, or that this is open again."""
    case = _case(request, case_id)
    offer = get_object_or_404(Offer.objects.select_related("case"), pk=offer_id, case=case)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Das war nicht zu lesen. Prüfen Sie Ergebnis und Tag."))
    said = form.cleaned_data
    chosen = Offer.Outcome(said["outcome"]) if said["outcome"] else None
    actions.tell_outcome(
        offer=offer,
        outcome=chosen,
        outcome_on=said["outcome_on"],
        reason=said["reason"],
        by=request.staff,
        at=now_in(case),
    )
    messages.success(request, _("Festgehalten."))
    return redirect("procedures:proposals", case.pk)


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def take_back(request: StaffRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """A proposal noted by mistake goes; what was noted stands in the form, to be corrected."""
    case = _case(request, case_id)
    offer = get_object_or_404(Offer.objects.select_related("case", "step"), pk=offer_id, case=case)
    noted = actions.take_back_offer(offer=offer, by=request.staff, at=now_in(case))
    messages.success(request, _("Zurückgenommen. Die Angaben stehen noch im Formular."))
    return _page(request, case, ProposalForm(case=case, initial=vars(noted)))


@require_POST
@staff_view(Permission.LEAD_PROCEDURES)
def write(request: StaffRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """The letter to a proposal: begun with what is known, or opened where it was begun."""
    case = _case(request, case_id)
    offer = get_object_or_404(Offer.objects.select_related("case"), pk=offer_id, case=case)
    begun = Letter.objects.of(offer.pk).exclude(state="withdrawn").last()
    if begun is not None:
        return redirect("letters:letter", begun.pk)
    letter = actions.draft_proposal(offer=offer, by=request.staff, at=now_in(case))
    return redirect("letters:edit", letter.pk)


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    case = get_object_or_404(cases, pk=case_id)
    check_may_read(request.staff, case, clock.today())
    return case
