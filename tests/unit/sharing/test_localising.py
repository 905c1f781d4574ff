"""Days, rhythms and numbers in the language of the device."""

from datetime import date

import pytest

from roterfaden.sharing import keys
from roterfaden.sharing.languages import LANGUAGES, best_of
from roterfaden.web.session.localising import day, rhythm
from roterfaden.web.session.wording import words

TODAY = date(2026, 11, 22)
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3",
    "FREQ=YEARLY;UNTIL=20270630",
)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "11. Dezember"),
        ("de-leicht", "11. Dezember"),
        ("en", "December 11"),
        ("uk", "11 грудня"),
        ("ru", "11 декабря"),
        ("tr", "11 Aralık"),
        ("ar", "11 ديسمبر"),
        ("fa", "11 دسامبر"),
    ],
)
def test_a_day_is_said_in_words(code: str, said: str) -> None:
    assert day(date(2026, 12, 11), LANGUAGES[code], TODAY) == said


def test_the_year_is_said_where_it_is_another_one() -> None:
    assert day(date(2027, 1, 14), LANGUAGES["de"], TODAY) == "14. Januar 2027"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_usual_rhythms_have_words_in_every_language(code: str, rule: str) -> None:
    said, is_german = rhythm(rule, LANGUAGES[code], TODAY)
    assert said
    assert "{" not in said
    assert not is_german


def test_a_rare_rhythm_stays_german_and_is_marked() -> None:
    said, is_german = rhythm("FREQ=MONTHLY;BYDAY=1MO", LANGUAGES["ar"], TODAY)
    assert (said, is_german) == ("am ersten Montag jedes Monats", True)


def test_words_of_a_weekday_come_from_the_language() -> None:
    said, _is_german = rhythm("FREQ=WEEKLY;BYDAY=MO", LANGUAGES["tr"], TODAY)
    assert said == words("tr")["rhythm_weekly_on"].format(weekdays="Pazartesi")


@pytest.mark.parametrize(
    ("accepted", "code"),
    [("ar-SY,ar;q=0.9,de;q=0.5", "ar"), ("fr, uk;q=0.8", "uk"), ("fr", "de"), ("", "de")],
)
def test_a_browser_is_met_in_its_language(accepted: str, code: str) -> None:
    assert best_of(accepted) == code


@pytest.mark.parametrize("typed", ["k7mp3xqr", " K7MP 3XQR ", "K7MP-3XQR"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert keys.tidied(typed) == "K7MP3XQR"


def test_no_sign_of_a_code_looks_like_another() -> None:
    assert not set("01OIL") & set(keys.ALPHABET)
    assert len(set(keys.ALPHABET)) == 31
