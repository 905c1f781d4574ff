"""The own preferences: how the pages look and which language they speak."""

from roterfaden.organisations.models import User


def keep_preferences(
    *, user: User, theme: str = "", language: str = "", single_keys: bool | None = None
) -> None:
    """Keep what was chosen; empty means unchanged. The account alone: no audit event."""
    user.theme = theme or user.theme
    user.language = language or user.language
    user.single_keys = user.single_keys if single_keys is None else single_keys
    user.save(update_fields=["theme", "language", "single_keys"])
