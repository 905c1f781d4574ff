"""Find by their form what no record knew: numbers, addresses, days, people after Herr and Frau."""

import re
from collections.abc import Iterator

from roterfaden.study.pseudonyms.spans import Kind, Span
from roterfaden.study.pseudonyms.words import is_common, key

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_MONTH_NAME = (
    r"(?:Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|(?:Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)"
)
_WAYS = r"stra(?:ß|ss)e|str\.|weg|allee|platz|gasse|ring|damm|ufer|chaussee|steig|pfad|graben|markt"
_OWN_WAYS = r"Stra(?:ß|ss)e|Str\.|Weg|Allee|Platz|Gasse|Ring|Damm|Ufer|Chaussee|Steig|Pfad|Markt"
_CAPITAL = r"[A-ZÄÖÜ][\wäöüß.]{0,40}"
_CITY = (
    r"(?:(?:Bad|Sankt|St\.)[ ])?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
    r"(?:[ ](?:am|an der|im)[ ][A-ZÄÖÜ][a-zäöüß]+)?"
)
_FRONT = rf"(?:{_CAPITAL}-){{0,4}}"
_HOUSE = r"\s*\d{1,4}(?:\s?[a-z])?(?!\w)"
_POSTCODE = rf"(?:D-)?\d{{5}}\s+{_CITY}"
_CALL = r"(?:(?<=Tel\.)|(?<=Telefon)|(?<=Durchwahl)|(?<=Mobil)|(?<=Fax))"

_FORMS: tuple[tuple[Kind, str], ...] = (
    (Kind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    (Kind.ACCOUNT, r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,4})?\b"),
    (Kind.CUSTOMER, r"(?<!\w)\d{3}[ \-/]?[A-Za-z][ \-/]?\d{6}(?!\w)"),
    (Kind.CUSTOMER, r"(?<=Kundennummer)\s*:?\s*(?=\w*\d)[A-Z0-9][A-Z0-9 /\-]{4,14}\d"),
    (Kind.HOUSEHOLD, r"(?<!\w)\d{5}\s?(?://|BG)\s?\d{5,8}(?!\w)"),
    (Kind.HOUSEHOLD, r"(?<=BG-Nummer)\s*:?\s*\d[\d /BG\-]{5,16}\d"),
    (Kind.INSURANCE, r"(?<!\w)(?:\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}|[A-Z]\d{9})(?!\w)"),
    (Kind.DATE, rf"(?<![\w.,]){_DAY}\.\s?{_MONTH}\.\s?(?:{_YEAR}|\d\d)(?!\d|\.\d)"),
    (Kind.DATE, rf"(?<![\w.,]){_DAY}\.{_MONTH}\.(?!\d)"),
    (Kind.DATE, rf"(?<![\d/-])\d{{1,2}}([/-])\d{{1,2}}\1{_YEAR}(?![\d/-])"),
    (Kind.DATE, rf"(?<![\d-]){_YEAR}-\d\d-\d\d(?![\d-])"),
    (Kind.DATE, rf"(?<!\d){_DAY}\.\s?{_MONTH_NAME}(?:\s{_YEAR})?(?!\w)"),
    (Kind.ADDRESS, rf"(?<!\w){_FRONT}{_CAPITAL}(?:{_WAYS}){_HOUSE}(?:,?\s+{_POSTCODE})?"),
    (Kind.ADDRESS, rf"(?<!\w){_FRONT}{_CAPITAL}[ -](?:{_OWN_WAYS}){_HOUSE}(?:,?\s+{_POSTCODE})?"),
    (Kind.PLACE, rf"(?<![\d/,.\w]){_POSTCODE}(?!\w)"),
    (Kind.PHONE, r"(?<![\w,.])(?:\+\d\d|00\d\d|\(?0\d)(?:[\s/().\-]{0,3}\d){5,13}(?!\w)"),
    (Kind.PHONE, rf"{_CALL}\s*:?\s*-?\d[\d /().\-]{{1,16}}\d(?!\w)"),
)
_PATTERNS = tuple((kind, re.compile(form)) for kind, form in _FORMS)

_NEXT_LINE = r"[ \t]*\r?\n[ \t]*"
_TITLED = re.compile(
    rf"\b(?:Herrn?|Frau|Fr\.|Hr\.|Familie|Fam\.)(?:[ \t]+|{_NEXT_LINE})(?:(?:Dr|Prof|med)\.[ \t]*)*"
    r"(?P<name>(?:(?:von|van|de|zu|der|den|dem|al|el)[ -])*(?!Dr\b|Prof\b)[A-ZÄÖÜÇŞİÉÓŁŻ][^\W\d_]+"
    rf"(?:[-'’][^\W\d_]+|[-\u00ad]{_NEXT_LINE}(?!und\b|oder\b)[a-zäöüß]+)*"
    r"(?:[ ][A-ZÄÖÜÇŞİÉÓŁŻ][^\W\d_]+(?:-[^\W\d_]+)*)?)"
)


def pattern_layers(text: str) -> Iterator[list[Span]]:
    """Give what has the form of personal data, the surer forms first: a day is no phone number."""
    for kind, pattern in _PATTERNS:
        layer = []
        for match in pattern.finditer(text):
            start = match.end() - len(match.group().lstrip(" :\t\n"))
            layer.append(Span(start, match.end(), kind, _entity(kind, match.group())))
        yield layer


def titled_spans(text: str) -> Iterator[Span]:
    """Give names after Herr, Frau or Familie; a second capital word counts unless it is common.

    At the beginning of the next line the first one counts only unless it is common.
    """
    for match in _TITLED.finditer(text):
        start, name = match.start("name"), match.group("name")
        first, _, rest = name.rpartition(" ")
        if first and first[0].isupper() and is_common(rest.casefold()):
            name = first
        if "\n" in text[match.start() : start] and is_common(name.casefold()):
            continue
        yield Span(start, start + len(name), Kind.NAME, f"genannt {key(name.split()[-1])}")


def _entity(kind: Kind, text: str) -> str:
    if kind in (Kind.ADDRESS, Kind.PLACE, Kind.EMAIL):
        return text.casefold()
    return "".join(one for one in text.casefold() if one.isalnum())
