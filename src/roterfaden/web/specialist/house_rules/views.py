"""What the law leaves open, and what the office makes of it, from today on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.law.by_date import law_on
from roterfaden.law.results import Status
from roterfaden.obligations import actions
from roterfaden.obligations.models import HouseRules
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.house_rules.forms import HouseRulesForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def rules(request: StaffRequest) -> HttpResponse:
    """The office's answers, and beside them every rule and value that is not the bare text."""
    office, today = request.staff.jobcentre, clock.today()
    now = HouseRules.objects.valid_on(office, today)
    form = HouseRulesForm(request.POST or None, initial=model_to_dict(now))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_house_rules(values=form.cleaned_data, by=request.staff, at=clock.now())
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _("Gespeichert. Das gilt ab heute."))
            return redirect("house_rules:rules")
    law = law_on(today)
    context = {
        "form": form,
        "set": HouseRules.objects.filter(jobcentre=office).select_related("set_by"),
        "rules": [one for one in law.rules if one.status is not Status.TEXT],
        "values": [one for one in law.values if one.value.status is not Status.TEXT],
        "today": today,
    }
    return render(request, "specialist/house_rules/rules.html", context)
