"""Values of an answer in German words, for the command line and the pages."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from roterfaden.law.errors import german

_WORDS: dict[str, str] = {}


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
        case str():
            return _WORDS.get(value, value)
        case tuple() | list():
            return "; ".join(said(each) for each in value) or "nichts"
    if is_dataclass(value) and not isinstance(value, type):
        return ", ".join(said(getattr(value, field.name)) for field in fields(value))
    return str(value)
