"""The start: what the day asks of whoever signs in."""

from django.http import HttpResponse
from django.shortcuts import render

from roterfaden.core import clock
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.home.presenters import start_page


@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """The start page that fits the person's work."""
    page = start_page(request.staff, clock.now())
    return render(request, page.template, page.context)
