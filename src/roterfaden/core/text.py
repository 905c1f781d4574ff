"""Text made comparable: names as people search and sort them in German."""

import unicodedata

_SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "ł": "l",
        "đ": "d",
        "ı": "i",
    }
)
_BASE_LETTER = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def spelt_out(text: str) -> str:
    """Lower case with umlauts spelt out and other marks dropped: ``Müller`` gives ``mueller``."""
    composed = unicodedata.normalize("NFC", text).lower()
    return _without_marks(composed.translate(_SPELT_OUT))


def base_letters(text: str) -> str:
    """Lower case with all marks dropped: ``Müller`` gives ``muller``."""
    return _without_marks(unicodedata.normalize("NFC", text).lower().translate(_BASE_LETTER))


def search_key(*parts: str) -> str:
    """All spellings under which somebody may look for these words, each word once."""
    words: dict[str, None] = {}
    for part in parts:
        for spelling in (spelt_out(part), base_letters(part)):
            words.update(dict.fromkeys(_words(spelling)))
    return " ".join(words)


def sort_key(last_name: str, first_name: str) -> str:
    """The place in a list of names after DIN 5007 variant 2 (ä as ae)."""
    return f"{' '.join(_words(spelt_out(last_name)))}, {' '.join(_words(spelt_out(first_name)))}"


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
