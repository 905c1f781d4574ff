"""Pages around the work: help, statements, errors."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.web.components.keys import GROUPS
from roterfaden.web.components.safety import too_large


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How to find one's way, the keys, whom to ask."""
    return render(request, "components/pages/help.html")


@require_safe
@login_not_required
def keys(request: HttpRequest) -> HttpResponse:
    """Every key of every page, for those who work without scripts or print the list."""
    return render(request, "components/pages/keys.html", {"groups": GROUPS.values()})


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done for accessibility; the office adds its own statement (§ 12b BGG)."""
    return render(request, "components/pages/accessibility.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What the program stores about its users; the office adds its notice (Art. 13 DSGVO)."""
    return render(request, "components/pages/privacy.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 400 page; 413 where a form was larger than any form is."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 403 page."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page; also for what belongs to another jobcentre, so that nothing shows it exists."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page; stands alone, because what failed may be what pages are made of."""
    return render(None, "errors/500.html", status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """The 429 page, for django-allauth's rate limits."""
    return render(request, "errors/429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: mostly a page that was open too long."""
    return render(request, "errors/csrf.html", status=403)
