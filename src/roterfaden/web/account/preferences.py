"""The own preferences: how the pages look and which language they speak."""

from roterfaden.organisations.models import User


def keep_preferences(*, user: User, theme: str = "", language: str = "") -> None:
    """Keep what was chosen; empty means unchanged. The account alone: no audit event."""
    user.theme = theme or user.theme
    user.language = language or user.language
    user.save(update_fields=["theme", "language"])
