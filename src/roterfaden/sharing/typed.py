"""Words as people typed them, without signs that cannot be seen."""

import unicodedata

_NEEDED = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Joiners and marks of direction, without which Farsi and Arabic are not written rightly."""


def visible(words: str) -> str:
    """The words in one line; nothing in them turns or hides what stands beside them.

    Control signs go, and those that override the direction of writing; nothing that can be read
    does. Empty where nothing would be seen.
    """
    said = "".join(sign for sign in " ".join(words.split()) if _may_stay(sign)).strip()
    return said if any(unicodedata.category(sign)[0] not in "CZ" for sign in said) else ""


def _may_stay(sign: str) -> bool:
    return sign in _NEEDED or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
