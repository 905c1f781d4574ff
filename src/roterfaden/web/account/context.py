"""What the sign-in page shows besides the form."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

DEMO_SIGN_INS = (
    ("fachkraft", _("Integrationsfachkraft, macht Pläne")),
    ("vertretung", _("Integrationsfachkraft, vertritt")),
    ("teamleitung", _("verteilt Fälle, regelt Vertretungen")),
    ("fachaufsicht", _("pflegt Texte und Rechtsstände")),
    ("controlling", _("sieht Zahlen, keine Namen")),
    ("forschung", _("wertet Pläne ohne Namen aus")),
    ("codierung", _("codiert dieselben Pläne noch einmal")),
    ("verwaltung", _("liest Fälle ein, pflegt das Jobcenter")),
)


def sign_in(request: HttpRequest) -> dict[str, Any]:
    """Names of the demo and the identity provider, and whether something must be done first."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {
        "demo_sign_ins": DEMO_SIGN_INS if settings.DEMO else (),
        "is_obliged": getattr(request, "is_obliged", False),
        "identity_providers": [(app["provider_id"], app["name"]) for app in apps],
    }
