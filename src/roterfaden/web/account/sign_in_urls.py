"""Addresses of django-allauth's views under German names; only what the product offers.

Sign-up, e-mail management and password reset by mail are left out: the office makes accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/gesperrt/", account.account_inactive, name="account_inactive"),
    path("anmelden/code/", mfa.authenticate, name="mfa_authenticate"),
    path("anmelden/amt/fehler/", social.login_error, name="socialaccount_login_error"),
    path("anmelden/amt/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("anmelden/amt/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("abmelden/", account.logout, name="account_logout"),
    path("konto/bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bestaetigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/passwort/", account.password_change, name="account_change_password"),
    path("konto/passwort/setzen/", account.password_set, name="account_set_password"),
    path("konto/zwei-faktor/", mfa.index, name="mfa_index"),
    path("konto/zwei-faktor/einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/zwei-faktor/abschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
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
