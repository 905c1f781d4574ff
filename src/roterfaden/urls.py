"""Where everything is found."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # Asked most: an address is compared with one after the other.
    path("", include("roterfaden.web.staff.cases.urls")),
    path("", include("roterfaden.web.account.sign_in_urls")),
    path("", include("roterfaden.web.account.urls")),
    path("", include("roterfaden.web.administration.urls")),
    path("", include("roterfaden.web.components.urls")),
    path("", include("roterfaden.web.law.urls")),
    path("", include("roterfaden.web.research.urls")),
    path("", include("roterfaden.web.session.urls")),
    path("", include("roterfaden.web.specialist.blocks.urls")),
    path("", include("roterfaden.web.specialist.holidays.urls")),
    path("", include("roterfaden.web.specialist.house_rules.urls")),
    path("", include("roterfaden.web.specialist.leaflet.urls")),
    path("", include("roterfaden.web.specialist.letters.urls")),
    path("", include("roterfaden.web.specialist.offers.urls")),
    path("", include("roterfaden.web.specialist.reasons.urls")),
    path("", include("roterfaden.web.staff.comparison.urls")),
    path("", include("roterfaden.web.staff.deadlines.urls")),
    path("uebergabe/", include("roterfaden.web.staff.hand_over.urls")),
    path("", include("roterfaden.web.staff.letters.urls")),
    path("", include("roterfaden.web.staff.meetings.urls")),
    path("", include("roterfaden.web.staff.plans.urls")),
    path("", include("roterfaden.web.staff.practice.urls")),
    path("", include("roterfaden.web.staff.procedures.urls")),
    path("", include("roterfaden.web.staff.sharing.urls")),
    path("", include("roterfaden.web.staff.proofs.urls")),
    path("", include("roterfaden.web.staff.talk.urls")),
]

handler400 = "roterfaden.web.components.views.bad_request"
handler403 = "roterfaden.web.components.views.forbidden"
handler404 = "roterfaden.web.components.views.not_found"
handler429 = "roterfaden.web.components.views.too_many"
handler500 = "roterfaden.web.components.views.server_error"
