"""Whatever is typed: nothing breaks, and no word is lost."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roterfaden.core.german import rhythm_words
from roterfaden.talk.capture import read, read_when

_PIECES = """bis am zum zur im in ab vor nach jeden jede alle immer ende mitte anfang nächsten diese
    woche monat monats jahr tag wochen montag freitags freitag märz maerz dezember 15.3. 31.2. 3.4.
    15.3.27 2027-03-15 1. 5 zwei 2-3 5 bewerbungen anrufen nachweis zertifikat erledigt @jc @vhs @
    ziel: wichtig: ; , "kita" „kind“ pro mal 3x zweimal wöchentlich monatlich kw 12 heute morgen uhr
    weihnachten regelmäßig und oder den einen ersten zweiten letzten stunden""".split()
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
lines = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=16).map(" ".join)
)


def words(text: str) -> Counter[str]:
    """The letters and figures of a text as words, whatever stands around them."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return Counter("".join(sign if sign.isalnum() else " " for sign in plain).split())


@given(lines, days)
@example("@jc @ ; ziel: @x", date(2026, 11, 24))
@example("in 999 jahren", date(2026, 11, 24))
@example("ı", date(2026, 11, 24))
@example("ß", date(2026, 11, 24))
def test_no_word_that_was_typed_is_lost(line: str, on: date) -> None:
    found = read(line, on)
    shown = [(one.text, one.proof, *one.read) for one in found]
    assert words(line) == words(" ".join(part for parts in shown for part in parts))


@given(lines, days)
def test_what_was_read_can_be_stored_and_shown(line: str, on: date) -> None:
    for one in read(line, on):
        assert one.text.strip()
        assert not (one.due_on and one.rhythm)
        assert (one.owner is None) == (one.kind != "step")
        assert rhythm_words(one.rhythm) if one.rhythm else True
        assert len(one.rhythm) <= 120
        assert one.as_data()["unsure"] == list(dict.fromkeys(d.part for d in one.doubts))


@given(lines, days)
def test_reading_twice_says_the_same(line: str, on: date) -> None:
    assert read(line, on) == read(line, on)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY;UNTIL=20270630",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ],
)
def test_a_rhythm_as_it_is_shown_is_read_as_the_same_rhythm(rule: str) -> None:
    shown = read_when(rhythm_words(rule), date(2026, 11, 24))
    assert (shown.rhythm, shown.is_read) == (rule, True)


@pytest.mark.parametrize(
    ("typed", "due_on"),
    [
        ("15.3.", date(2027, 3, 15)),
        ("15.3", date(2027, 3, 15)),
        ("bis 15.3.", date(2027, 3, 15)),
        ("Fr, 29.01.2027", date(2027, 1, 29)),
        ("29.01.2027", date(2027, 1, 29)),
        ("in zwei wochen", date(2026, 12, 8)),
        ("märz", date(2027, 3, 31)),
        ("fr", date(2026, 11, 27)),
        ("5.", date(2026, 12, 5)),
        ("", None),
    ],
)
def test_a_day_alone_is_read(typed: str, due_on: date | None) -> None:
    shown = read_when(typed, date(2026, 11, 24))
    assert (shown.due_on, shown.is_read) == (due_on, True)


def test_what_names_no_day_is_not_read() -> None:
    assert not read_when("irgendwann", date(2026, 11, 24)).is_read
    assert not read_when("31.2.", date(2026, 11, 24)).is_read
