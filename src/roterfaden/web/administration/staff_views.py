"""People: the list, one person, a new one, the last day."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations import rights
from roterfaden.organisations.actions import staff as people
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions.teams import caseload_words
from roterfaden.recipients.caseloads import caseload_of
from roterfaden.web.administration.loading import own_people, own_person
from roterfaden.web.administration.office_forms import LastDayForm
from roterfaden.web.administration.sign_in import sign_in_of
from roterfaden.web.administration.staff_forms import (
    NewStaffForm,
    StaffFilterForm,
    StaffForm,
    initial_of,
)
from roterfaden.web.administration.staff_list import (
    StaffSelection,
    headings,
    rows,
    standing_of,
)
from roterfaden.web.components.access import StaffRequest, staff_view

PAGE_LENGTH = 25


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def staff_list(request: StaffRequest) -> HttpResponse:
    """The chosen people, a page at a time."""
    today = clock.today()
    chosen = StaffSelection.read(request.GET)
    found = chosen.people(own_people(request), today)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "form": StaffFilterForm(chosen, request.staff.jobcentre),
        "headings": headings(chosen),
        "page": page,
        "rows": rows(page.object_list, today),
    }
    return render(request, "administration/staff.html", context)


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def person_new(request: StaffRequest) -> HttpResponse:
    """A new person; how they get in is the next page."""
    form = NewStaffForm(request.POST or None, jobcentre=request.staff.jobcentre)
    if request.method == "POST" and form.is_valid():
        try:
            made = people.add(
                jobcentre=request.staff.jobcentre,
                short_name=form.cleaned_data["short_name"],
                details=form.details,
                by=request.staff,
                at=clock.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            told = _("%(name)s ist angelegt. Jetzt fehlt noch ein Weg, sich anzumelden.")
            messages.success(request, told % {"name": made})
            return redirect("administration:person", made.pk)
    return render(request, "administration/person_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def person(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """One person: details, roles, sign-in, end, and the history of rights."""
    found = own_person(request, staff_id)
    form = StaffForm(
        request.POST or None,
        jobcentre=request.staff.jobcentre,
        staff=found,
        initial=initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = people.change(
                staff=found, details=form.details, by=request.staff, at=clock.now()
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
            found = own_person(request, staff_id)
        else:
            messages.success(request, _("Gespeichert.") if changed else _("Nichts war neu."))
            return redirect("administration:person", found.pk)
    return _person_page(request, found, form=form)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def deactivate(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """The last day of a person; cases that stay behind are named for the team lead."""
    found = own_person(request, staff_id)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return _person_page(request, found, end_form=form)
    last_day = form.cleaned_data["last_day"]
    people.deactivate(staff=found, last_day=last_day, by=request.staff, at=clock.now())
    load = caseload_of(found, last_day)
    if load:
        messages.warning(
            request,
            _("Gespeichert. Noch zugeordnet sind: %(cases)s. Die Teamleitung verteilt sie.")
            % {"cases": caseload_words(load)},
        )
    else:
        messages.success(request, _("Gespeichert."))
    return redirect("administration:person", found.pk)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def reactivate(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Take the last day away."""
    found = own_person(request, staff_id)
    people.reactivate(staff=found, by=request.staff, at=clock.now())
    messages.success(request, _("%(name)s hat keinen letzten Tag mehr.") % {"name": found})
    return redirect("administration:person", found.pk)


def _person_page(
    request: StaffRequest,
    found: StaffMember,
    *,
    form: StaffForm | None = None,
    end_form: LastDayForm | None = None,
) -> HttpResponse:
    today = clock.today()
    office = request.staff.jobcentre
    load = caseload_of(found, today)
    context = {
        "person": found,
        "form": form or StaffForm(jobcentre=office, staff=found, initial=initial_of(found)),
        "end_form": end_form or LastDayForm(),
        "standing": standing_of(found, today),
        "sign_in": sign_in_of(found),
        "is_me": found.pk == request.staff.pk,
        "load": caseload_words(load) if load else "",
        "leads": _leads(request, found),
        "changes": rights.told(rights.events(office.pk, found)[:20]),
    }
    return render(request, "administration/person.html", context)


def _leads(request: StaffRequest, found: StaffMember) -> list[StaffMember]:
    """Who can hand the cases on: team leads, those of the same team first."""
    working = own_people(request).active_on(clock.today())
    leads = [one for one in working.exclude(pk=found.pk) if one.has(Permission.ASSIGN_CASES)]
    return sorted(leads, key=lambda one: (one.team_id != found.team_id, one.last_name))[:3]
