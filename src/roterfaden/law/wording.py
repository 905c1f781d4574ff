"""Values of an answer in German words, for the command line and the pages."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from roterfaden.law.errors import german

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "request-with-notice": "Aufforderung mit Rechtsfolgenbelehrung",
        "request_with_notice": "Aufforderung mit Rechtsfolgenbelehrung",
        "written-obligation": "Verpflichtung durch schriftlichen Verwaltungsakt",
        "written_obligation": "Verpflichtung durch schriftlichen Verwaltungsakt",
        "hearing": "Anhörung",
        "shall": "soll sein",
        "opportunity": "Gelegenheit geben",
        "may": "kann",
        "must": "muss",
        "none": "nichts",
    }
)


def said(value: object, words: Mapping[str, str] = WORDS) -> str:
    """A value of an answer in German: a day, yes or no, euros, a list, a code of ``words``."""
    match value:
        case None:
            return "–"
        case bool():
            return "ja" if value else "nein"
        case date():
            return german(value)
        case Decimal():
            return f"{value:.2f} Euro".replace(".", ",")
        case str():
            return words.get(value, value)
        case tuple() | list():
            return "; ".join(said(each, words) for each in value) or "nichts"
    return str(getattr(value, "said", value))
