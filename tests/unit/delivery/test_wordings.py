"""The delivered words: every part and gap is known, and each notice is concrete."""

from datetime import date

import pytest

from roterfaden.delivery.gaps import GAP, known_gaps
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.sections import SECTIONS, Section
from roterfaden.delivery.texts import Delivered, delivered

ALL = [pytest.param(one, id=f"{one.kind}-{one.begins_on}") for k in Kind for one in delivered(k)]
ONLY_NEW_LAW = ("not_reachable", "healed", "reachable", "reported")
FORBIDDEN = ("Sanktion", "Kunde", "!", "müssen mit", "droh")


@pytest.mark.parametrize("kind", Kind)
def test_each_law_that_knows_a_kind_has_one_text_for_it(kind: Kind) -> None:
    spans = [(one.begins_on, one.ends_on) for one in delivered(kind)]
    laws = [(law.validity.starts_on, law.validity.ends_on) for law in KINDS[kind].regimes]
    assert spans == laws


@pytest.mark.parametrize("text", ALL)
def test_every_part_is_worded_and_nothing_else(text: Delivered) -> None:
    needed = {one.code for one in SECTIONS[text.kind] if not one.rows}
    if text.begins_on < date(2026, 7, 1):
        needed = {code for code in needed if not code.endswith(ONLY_NEW_LAW)}
    assert set(text.paragraphs) == needed


@pytest.mark.parametrize("text", ALL)
def test_every_gap_is_one_that_the_program_fills(text: Delivered) -> None:
    for words in (text.paragraphs, *text.translations.values()):
        found = {gap for paragraph in words.values() for gap in GAP.findall(paragraph)}
        assert found <= known_gaps(text.kind)


@pytest.mark.parametrize("text", ALL)
def test_english_says_as_much_as_german(text: Delivered) -> None:
    english = text.translations["en"]
    assert set(english) == set(text.paragraphs)
    for name, paragraph in text.paragraphs.items():
        assert len(paragraph.splitlines()) == len(english[name].splitlines()), name
        assert set(GAP.findall(paragraph)) == set(GAP.findall(english[name])), name


@pytest.mark.parametrize("text", ALL)
def test_the_words_are_neither_threatening_nor_of_the_trade(text: Delivered) -> None:
    said = " ".join(text.paragraphs.values())
    assert not [word for word in FORBIDDEN if word in said]


def _notices() -> list[tuple[Delivered, Section]]:
    return [
        (text, section)
        for kind in Kind
        for text in delivered(kind)
        for section in SECTIONS[kind]
        if section.code.startswith("notice")
    ]


@pytest.mark.parametrize(
    ("text", "section"), _notices(), ids=lambda one: getattr(one, "code", getattr(one, "kind", ""))
)
def test_a_notice_says_how_much_how_long_and_what_prevents_it(
    text: Delivered, section: Section
) -> None:
    """Concrete, complete, understandable (§ 31 Abs. 1 SGB II)."""
    words = text.paragraphs[section.code]
    assert section.is_framed
    assert {"percent", "months", "amount"} <= set(GAP.findall(words))
    for needed in ("wichtigen Grund", "Härte", "hören wir Sie an", "Wohnung und Heizung"):
        assert needed in words


@pytest.mark.parametrize("text", ALL)
def test_an_instruction_names_remedy_office_seat_deadline_and_form(text: Delivered) -> None:
    """§ 36 SGB X, § 84 SGG."""
    if "objection" not in text.paragraphs:
        return
    words = text.paragraphs["objection"]
    for needed in ("Widerspruch", "{office}", "{office_address}", "einen Monat", "Niederschrift"):
        assert needed in words
