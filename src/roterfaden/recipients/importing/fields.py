"""The columns of the case file and what may stand in each.

A parser takes the trimmed text of a cell and gives the value, or raises ``Fault`` with a German
reason that names the way out. Empty cells never reach a parser.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from roterfaden.core.tables.columns import (
    Column,
    Fault,
    day,
    email,
    postcode,
    up_to,
    yes_or_no,
)
from roterfaden.core.tables.header import Layout

LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""ISO 639-1, as the Library of Congress lists it."""

_KUNDENNUMMER = re.compile(r"[0-9]{3}[A-Za-z][0-9]{6}")


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """One checked row.

    ``stated`` names the fields about which the row says something: an update changes only these.
    A column missing in the file is not stated. An empty cell clears a text, but in the columns
    marked ``empty_says_nothing`` it is not stated either. ``raw`` is the text as it stood.
    """

    line: int
    stated: frozenset[str]
    kundennummer: str
    last_name: str
    first_name: str
    date_of_birth: date
    bg_nummer: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    language: str = "de"
    needs_interpreter: bool = False
    online_consent: bool = False
    is_protected: bool = False
    team: str = ""
    counsellor: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    raw: str = ""


def _kundennummer(text: str, _today: date) -> str:
    if not _KUNDENNUMMER.fullmatch(text):
        raise Fault(
            "braucht drei Ziffern, einen Buchstaben und sechs Ziffern, zum Beispiel 123A123456."
        )
    return text.upper()


def _language(text: str, _today: date) -> str:
    if text.lower() not in LANGUAGES:
        raise Fault("ist kein Kürzel nach ISO 639-1, zum Beispiel de, ar, uk (Ukrainisch) oder tr.")
    return text.lower()


def _date_of_birth(text: str, today: date) -> date:
    born_on = day(text, today)
    if born_on > today:
        raise Fault("liegt in der Zukunft. Bitte prüfen Sie das Jahr.")
    return born_on


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.name: column
        for column in (
            Column("kundennummer", "kundennummer", _kundennummer, required=True),
            Column("nachname", "last_name", up_to(120), required=True),
            Column("vorname", "first_name", up_to(120), required=True),
            Column("geburtsdatum", "date_of_birth", _date_of_birth, required=True),
            Column("bg_nummer", "bg_nummer", up_to(20)),
            Column("strasse", "street", up_to(120)),
            Column("plz", "postcode", postcode),
            Column("ort", "city", up_to(80)),
            Column("telefon", "phone", up_to(40)),
            Column("email", "email", email),
            Column("sprache", "language", _language, empty_says_nothing=True),
            Column("dolmetschen", "needs_interpreter", yes_or_no, empty_says_nothing=True),
            Column("online_zustimmung", "online_consent", yes_or_no, empty_says_nothing=True),
            Column("geschuetzt", "is_protected", yes_or_no, empty_says_nothing=True),
            Column("team", "team", up_to(80), empty_says_nothing=True),
            Column("fachkraft", "counsellor", up_to(150), empty_says_nothing=True),
            Column("beginn", "begins_on", day, empty_says_nothing=True),
            Column("ende", "ends_on", day, empty=None),
        )
    }
)
LAYOUT = Layout(COLUMNS, "eine Zeile je Fall")
REQUIRED = LAYOUT.required
