"""Addresses of django-allauth's views under German names; only what the product offers.

Sign-up, e-mail management and password reset by mail are left out: the office makes accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.db import transaction
from django.urls import URLPattern, URLResolver, path

from roterfaden.web.account import views
from roterfaden.web.account.single_sign_on import PROVIDER_ID

AMT = {"provider_id": PROVIDER_ID}

urlpatterns: list[URLPattern | URLResolver] = [
    path("anmelden/", views.sign_in, name="account_login"),
    path("anmelden/gesperrt/", account.account_inactive, name="account_inactive"),
    path("anmelden/code/", views.code, name="mfa_authenticate"),
    path("anmelden/amt/fehler/", social.login_error, name="socialaccount_login_error"),
    path("anmelden/amt/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("anmelden/amt/", views.single_sign_on, AMT, name="openid_connect_login"),
    path("anmelden/amt/zurueck/", oidc.callback, AMT, name="openid_connect_callback"),
    path("abmelden/", account.logout, name="account_logout"),
    path("konto/bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bestaetigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/passwort/", account.password_change, name="account_change_password"),
    path("konto/passwort/keines/", views.no_password, name="account_set_password"),
    path("konto/zwei-faktor/", mfa.index, name="mfa_index"),
    path("konto/zwei-faktor/einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path(
        "konto/zwei-faktor/abschalten/",
        transaction.atomic(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "konto/zwei-faktor/ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "konto/zwei-faktor/ersatzcodes/neu/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/zwei-faktor/ersatzcodes/datei/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
