"""What every page needs around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

import roterfaden
from roterfaden.core import clock
from roterfaden.organisations.models import User
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.navigation import menu, url_or_nothing

THEME_COOKIE = "theme"


def face(request: HttpRequest) -> dict[str, Any]:
    """Theme, menu, search and session for ``base.html``."""
    staff = getattr(request, "staff", None)
    may_search = staff is not None and staff.has(Permission.VIEW_CASES)
    return {
        "staff": staff,
        "theme": theme(request),
        "menu": menu(request, staff),
        "search_url": url_or_nothing("cases:search") if may_search else "",
        "suggest_url": url_or_nothing("cases:search") if may_search else "",
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "is_demo": settings.DEMO,
        "version": roterfaden.__version__,
        "printed_at": clock.now(),
    }


def theme(request: HttpRequest) -> str:
    """``light`` or ``dark``; empty where the device decides.

    The account's choice counts; before sign-in the cookie that remembers it on this device.
    """
    user = getattr(request, "user", None)
    if isinstance(user, User):
        chosen: str = user.theme
    else:
        chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in {User.Theme.LIGHT, User.Theme.DARK} else ""
