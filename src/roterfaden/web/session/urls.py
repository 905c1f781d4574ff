"""Addresses of the recipients' pages: short to type, and without anything about people."""

from django.urls import path, register_converter

from roterfaden.web.session.views import joining, reading, saying, screen


class TokenConverter:
    """The secret part of an address: base64 for addresses, as ``sharing.keys`` makes it."""

    regex = r"[A-Za-z0-9_-]{20,80}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "sharing_token")

app_name = "session"

urlpatterns = [
    path("mit/", joining.code, name="code"),
    path("mit/plan/", reading.plan, name="plan"),
    path("mit/plan/stand/", reading.state, name="state"),
    path("mit/plan/was/", reading.about, name="about"),
    path("mit/plan/themen/", reading.start, name="start"),
    path("mit/plan/wunsch/", reading.wish, name="wish"),
    path("mit/plan/ende/", reading.end, name="end"),
    path("mit/sagen/antwort/", saying.answer, name="say_answer"),
    path("mit/sagen/wunsch/", saying.wish, name="say_wish"),
    path("mit/sagen/thema/", saying.tap, name="say_topic"),
    path("mit/sagen/sprache/", saying.language, name="say_language"),
    path("mit/sagen/ende/", joining.leave, name="leave"),
    path("plaene/<uuid:version_id>/bildschirm/", screen.screen, name="screen"),
    path("plaene/<uuid:version_id>/bildschirm/stand/", screen.state, name="screen_state"),
    path("mit/<sharing_token:token>/", joining.address, name="address"),
]
