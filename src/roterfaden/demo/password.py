"""The one password of all demo sign-ins: given, or made once and kept for the next start."""

import secrets
from pathlib import Path

_CONSONANTS, _VOWELS = "bdfghklmnprstvwz", "aeiou"
_WORDS, _SYLLABLES = 4, 2


def made() -> str:
    """Four invented words that can be said aloud; about fifty bits."""
    return "-".join(_word() for _ in range(_WORDS))


def keep(var: Path, password: str) -> None:
    """Keep the password for those who may read ``var/demo-password``: this account only."""
    path = _path(var)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(password + "\n", encoding="utf-8")


def kept(var: Path) -> str | None:
    """The password of the demo that is loaded, where this account still has it."""
    path = _path(var)
    return path.read_text("utf-8").strip() if path.exists() else None


def _path(var: Path) -> Path:
    return var / "demo-password"


def _word() -> str:
    return "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))
