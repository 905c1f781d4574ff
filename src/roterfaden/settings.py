"""Django settings; what differs between machines comes from :mod:`roterfaden.environment`."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from roterfaden import environment, logs
from roterfaden.core import embedded
from roterfaden.web.account import single_sign_on

PACKAGE = Path(__file__).parent
ENVIRONMENT = environment.read()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
DEMO = ENVIRONMENT.demo
TESTING = ENVIRONMENT.testing
BASE_URL = ENVIRONMENT.base_url
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", ENVIRONMENT.host_in_headers]
if TESTING:
    ALLOWED_HOSTS.append("testserver")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Without a proxy the events have a port of their own beside the pages (ROTERFADEN_EVENTS_PORT).
EVENTS_PORT = ENVIRONMENT.events_port
EVENT_ORIGINS = (
    [f"http://{host}:{EVENTS_PORT}" for host in ("127.0.0.1", "localhost")] if EVENTS_PORT else []
)

INSTALLED_APPS = [
    "roterfaden.core",
    "roterfaden.audit",
    "roterfaden.organisations",
    "roterfaden.documents",
    "roterfaden.recipients",
    "roterfaden.delivery",
    "roterfaden.meetings",
    "roterfaden.plans",
    "roterfaden.proofs",
    "roterfaden.talk",
    "roterfaden.obligations",
    "roterfaden.deadlines",
    "roterfaden.research",
    "roterfaden.sharing",
    "roterfaden.web.components",
    "roterfaden.web.account",
    "roterfaden.web.specialist",
    "roterfaden.web.staff",
    "roterfaden.web.administration",
    "roterfaden.web.session",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "roterfaden.core.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "roterfaden.web.components.safety.SafetyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "roterfaden.web.account.sessions.SlidingSessionMiddleware",
    "roterfaden.web.account.sessions.SignInRequiredMiddleware",
    "roterfaden.web.components.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "roterfaden.web.account.obligations.ObligationMiddleware",
    "roterfaden.web.components.access.StaffMiddleware",
    "roterfaden.web.components.middleware.RefusalMiddleware",
    "roterfaden.web.components.access.ReadOnlyMiddleware",
    "roterfaden.web.components.arrivals.ArrivalMiddleware",
]

ROOT_URLCONF = "roterfaden.urls"
WSGI_APPLICATION = "roterfaden.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roterfaden.web.events.context.events_address",
                "csp.context_processors.nonce",
                "roterfaden.web.components.context.face",
                "roterfaden.web.account.context.sign_in",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **dj_database_url.parse(ENVIRONMENT.database_url or embedded.url(ENVIRONMENT.var)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
# Compiling a query takes longer than any of ours runs; tables of an office lie in memory or on SSD.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off -c random_page_cost=1.1")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # It holds the limits of tries: past this number old ones go, and with them what they count.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["roterfaden.web.account.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Sign-in
PASSWORD_LENGTH = 12
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "roterfaden.web.account.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
# A whole office may sign in at eight from behind one address; one account has few tries.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "40/m/ip,5/5m/key",
    # A guessed code or address of a shared view: many people of one office share its guest network.
    "sharing_failed": "20/m/ip,200/h/ip",
}
ACCOUNT_FORMS = {
    "login": "roterfaden.web.account.forms.SignInForm",
    "reauthenticate": "roterfaden.web.account.forms.ConfirmForm",
    "change_password": "roterfaden.web.account.forms.NewPasswordForm",
}
# Behind the documented proxy the address of the browser is the last one that the proxy adds.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if ENVIRONMENT.loopback else 1
MFA_ADAPTER = "roterfaden.web.account.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Roter Faden"
MFA_FORMS = {
    "authenticate": "roterfaden.web.account.forms.CodeForm",
    "reauthenticate": "roterfaden.web.account.forms.ConfirmByCodeForm",
    "activate_totp": "roterfaden.web.account.forms.ActivateAppForm",
}
SOCIALACCOUNT_ADAPTER = "roterfaden.web.account.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(os.environ)
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
REQUIRE_SECOND_FACTOR = ENVIRONMENT.require_second_factor
# Acts may leave by the portal only where they carry a qualified seal or signature (§ 36a SGB I).
ELECTRONIC_SEAL = ENVIRONMENT.electronic_seal
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Messages name people: they stay on the server.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "roterfaden.web.components.views.csrf_failure"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
# Served from inside the package, unchanged; a changed file is seen after a minute at the latest.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60

# Browser and proxy speak TLS; the proxy says so in its header. Plain loopback is for trying out.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.loopback else 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.loopback
if not ENVIRONMENT.loopback:
    # With this prefix no other host below the office's domain can plant a cookie.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
# Goes with the browser: on a recipient's own phone nothing of us stays.
CSRF_COOKIE_AGE = None
X_FRAME_OPTIONS = "SAMEORIGIN"

# A form holds words; only the import sends a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5
LARGEST_BODY = 24 * 1024 * 1024

LOGGING = logs.configuration(ENVIRONMENT.var)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, *EVENT_ORIGINS],
        "frame-src": [SELF],
        "object-src": [SELF],
        "form-action": [SELF, *single_sign_on.origins(SOCIALACCOUNT_PROVIDERS)],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
