"""The account of a person: a one-time password, the second factor, closing and opening."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.actions import accounts
from roterfaden.organisations.permissions import Permission
from roterfaden.web.administration.loading import own_person
from roterfaden.web.administration.sign_in import Slip, address
from roterfaden.web.components.access import StaffRequest, staff_view


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def slip(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """A new one-time password on a slip to hand over; stored nowhere, so shown only now."""
    found = own_person(request, staff_id)
    password = accounts.make_one_time_password(staff=found, by=request.staff, at=clock.now())
    slips = [Slip(str(found), found.short_name, password)]
    context = {"slips": slips, "address": address(request), "back": found}
    return render(request, "administration/slips.html", context)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def second_factor(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Take the second step away from somebody who lost the telephone."""
    found = own_person(request, staff_id)
    if found.user is None:
        raise StateRefused(_("Diese Person hat kein Konto. Legen Sie sie neu an."))
    accounts.remove_second_factor(user=found.user, by=request.staff, at=clock.now())
    messages.success(request, _("Der zweite Schritt ist entfernt. Er lässt sich neu einrichten."))
    return redirect("administration:person", found.pk)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def close(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Shut the account at once."""
    found = own_person(request, staff_id)
    accounts.close(staff=found, by=request.staff, at=clock.now())
    messages.success(request, _("Das Konto ist gesperrt. Offene Sitzungen sind beendet."))
    return redirect("administration:person", found.pk)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def reopen(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Open it again."""
    found = own_person(request, staff_id)
    accounts.reopen(staff=found, by=request.staff, at=clock.now())
    messages.success(request, _("Das Konto ist wieder offen."))
    return redirect("administration:person", found.pk)
