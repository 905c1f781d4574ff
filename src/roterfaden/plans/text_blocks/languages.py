"""The languages into which blocks can be translated, beside the German."""

from babel import Locale

EASY_GERMAN = "de-leicht"

LANGUAGES = (
    EASY_GERMAN,
    "en",
    "ar",
    "uk",
    "ru",
    "tr",
    "fa",
    "pl",
    "ro",
    "bg",
    "sr",
    "fr",
    "es",
    "it",
    "so",
    "ti",
)
"""Easy German, English, and those that recipients of the jobcentres speak most often."""


def german_name(code: str) -> str:
    """The German name of a language: ``Englisch``."""
    if code == EASY_GERMAN:
        return "Einfaches Deutsch"
    return str(Locale.parse("de").languages[code])
