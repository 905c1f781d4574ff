"""What may stand in a cell, column by column."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.core.tables import Fault, clean
from roterfaden.recipients.importing.fields import COLUMNS, LANGUAGES

TODAY = date(2026, 11, 24)


def _parse(column: str, text: str) -> object:
    return COLUMNS[column].parse(clean(text), TODAY)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("kundennummer", "123A123456", "123A123456"),
        ("kundennummer", " 417h208853 ", "417H208853"),
        ("nachname", "  von der   Lindau ", "von der Lindau"),
        ("nachname", "Müllenbach", "Müllenbach"),
        ("strasse", "Grüner Weg 1\r\nHinterhaus", "Grüner Weg 1 Hinterhaus"),
        ("vorname", "=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("geburtsdatum", "3.5.1990", date(1990, 5, 3)),
        ("geburtsdatum", "03.05.1990", date(1990, 5, 3)),
        ("geburtsdatum", "1990-05-03", date(1990, 5, 3)),
        ("geburtsdatum", "29.02.2000", date(2000, 2, 29)),
        ("geburtsdatum", "24.11.2026", TODAY),
        ("geburtsdatum", "01.01.1900", date(1900, 1, 1)),
        ("beginn", "01.01.2027", date(2027, 1, 1)),
        ("bg_nummer", "9" * 20, "9" * 20),
        ("plz", "01067", "01067"),
        ("email", "a.b+c@post.example.org", "a.b+c@post.example.org"),
        ("sprache", "UK", "uk"),
        *[("dolmetschen", text, True) for text in ("ja", "J", "1", "TRUE", "wahr")],
        *[("geschuetzt", text, False) for text in ("Nein", "n", "0", "false", "FALSCH")],
    ],
)
def test_a_cell_is_read(column: str, text: str, value: object) -> None:
    assert _parse(column, text) == value


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("kundennummer", "12A123456", "drei Ziffern, einen Buchstaben"),
        ("kundennummer", "123Ä123456", "drei Ziffern, einen Buchstaben"),
        ("kundennummer", "123A12345²", "drei Ziffern, einen Buchstaben"),
        ("nachname", "x" * 121, r"länger als 120 Zeichen \(121\)"),
        ("nachname", "Mül\ufffdler", "unlesbares Zeichen"),
        ("nachname", "Mül\x00ler", "Steuerzeichen"),
        ("nachname", "\u202erelluM", "Steuerzeichen"),
        ("geburtsdatum", "03.05.90", "zweistelliges Jahr"),
        ("geburtsdatum", "31.02.1990", "den es nicht gibt"),
        ("geburtsdatum", "1990-13-01", "den es nicht gibt"),
        ("geburtsdatum", "00.00.0000", "den es nicht gibt"),
        ("geburtsdatum", "1990-5-3", "kein Datum"),
        ("geburtsdatum", "Mai 1990", "kein Datum"),
        ("geburtsdatum", "٣.٥.١٩٩٠", "kein Datum"),
        ("geburtsdatum", "25.11.2026", "in der Zukunft"),
        ("geburtsdatum", "31.12.1899", "vor dem Jahr 1900"),
        ("ende", "31.12.1899", "vor dem Jahr 1900"),
        ("bg_nummer", "9" * 21, "länger als 20 Zeichen"),
        ("plz", "1067", "erste Null"),
        ("plz", "D-01067", "fünf Ziffern"),
        ("email", "a.b", "keine E-Mail-Adresse"),
        ("email", "a@b", "keine E-Mail-Adresse"),
        ("email", "a@b.de, c@d.de", "keine E-Mail-Adresse"),
        ("email", "a" * 250 + "@b.de", "länger als 254"),
        ("sprache", "deutsch", "ISO 639-1"),
        ("dolmetschen", "vielleicht", "weder ja noch nein"),
    ],
)
def test_a_wrong_cell_is_refused_with_a_way_out(column: str, text: str, reason: str) -> None:
    with pytest.raises(Fault, match=reason) as refused:
        _parse(column, text)
    assert refused.value.reason.endswith(".")


def test_decomposed_letters_are_composed() -> None:
    assert clean("Mu\u0308ller") == "Müller"


def test_languages_are_the_two_letter_codes() -> None:
    assert len(LANGUAGES) == 183
    assert all(len(code) == 2 and code.islower() for code in LANGUAGES)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_in_both_spellings(day: date) -> None:
    assert _parse("geburtsdatum", f"{day.day}.{day.month}.{day.year}") == day
    assert _parse("geburtsdatum", day.isoformat()) == day


@given(st.sampled_from(sorted(COLUMNS)), st.text(max_size=300))
def test_no_text_does_more_than_be_refused(column: str, text: str) -> None:
    with contextlib.suppress(Fault):
        assert isinstance(_parse(column, text), str | date | bool)
