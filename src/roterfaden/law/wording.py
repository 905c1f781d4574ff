"""Values of an answer in German words, for the command line and the pages."""

from datetime import date
from decimal import Decimal

from roterfaden.law.errors import german


def said(value: object) -> str:
    """A value of an answer in German: a day, yes or no, euros, a list."""
    match value:
        case None:
            return "–"
        case bool():
            return "ja" if value else "nein"
        case date():
            return german(value)
        case Decimal():
            return f"{value:.2f} Euro".replace(".", ",")
        case tuple() | list():
            return "; ".join(said(each) for each in value) or "nichts"
    return str(getattr(value, "said", value))
