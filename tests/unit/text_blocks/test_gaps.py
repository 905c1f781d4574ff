"""Gaps are found and filled, whatever else people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.plans.text_blocks import gaps

KEYS = st.sampled_from(["beruf", "ort", "anzahl", "Name des Trägers", "stunden_2"])
WORDS = st.text(alphabet="abcäß {}\n.\\1", max_size=12)
PLAIN = st.text(alphabet="abcäß .,\\1", max_size=12)


def test_gaps_are_named_once_in_their_order() -> None:
    assert gaps.find("Von {ort} nach {ziel} und zurück nach {ort}.") == ("ort", "ziel")


@pytest.mark.parametrize(
    "text",
    ["", "kein {} Feld", "{ }", "{12}", "{\n}", "{be\nruf}", "a } b { c", "{" + "x" * 41 + "}"],
)
def test_braces_without_a_name_are_plain_text(text: str) -> None:
    assert gaps.find(text) == ()
    assert gaps.fill(text, {"beruf": "Koch"}) == text


@pytest.mark.parametrize("text", ["{{beruf}}", "{ beruf }", "{a{beruf}}", "{ {beruf}"])
def test_a_gap_within_stray_braces_is_found(text: str) -> None:
    assert gaps.find(text) == ("beruf",)


def test_a_gap_without_value_stays_open_to_see() -> None:
    text = "Ich arbeite als {beruf} in {ort}."
    assert gaps.fill(text, {"ort": "Essen", "beruf": " "}) == "Ich arbeite als {beruf} in Essen."
    assert gaps.unfilled(text, {"ort": "Essen", "beruf": " "}) == ("beruf",)


@given(WORDS)
def test_the_pieces_give_the_text_again(text: str) -> None:
    assert "".join(piece.text for piece in gaps.pieces(text)) == text


@given(st.lists(st.tuples(PLAIN, KEYS), max_size=4), st.dictionaries(KEYS, WORDS))
def test_filling_puts_each_value_in_place_and_reads_none_as_a_gap(
    parts: list[tuple[str, str]], values: dict[str, str]
) -> None:
    text = "".join(f"{words}{{{key}}}" for words, key in parts)
    filled = "".join(words + (values.get(key, "").strip() or f"{{{key}}}") for words, key in parts)
    assert gaps.fill(text, values) == filled


@given(KEYS, st.text(alphabet="abcäß1", min_size=1, max_size=8))
def test_what_was_filled_in_can_be_emptied_again(key: str, value: str) -> None:
    text = f"Ich frage bei {{{key}}} nach."
    values = {key: value}
    if value not in {"Ich", "frage", "bei", "nach"}:
        assert gaps.emptied(gaps.fill(text, values), values) == text


def test_only_whole_words_are_emptied_the_longest_first() -> None:
    values = {"ort": "Essen", "betrieb": "Hotel Essen", "leer": ""}
    sentence = "Beim Essengehen frage ich im Hotel Essen in Essen."
    assert gaps.emptied(sentence, values) == "Beim Essengehen frage ich im {betrieb} in {ort}."


def test_a_known_gap_is_kept_by_its_key_and_spaces_are_single() -> None:
    known = {"beruf": "beruf", "name der ansprechperson": "ansprechperson"}
    text = " Ich  bin {BERUF} bei { Name der Ansprechperson }\nund {Tante Emma}."
    assert gaps.tidied(text, known) == "Ich bin {beruf} bei {ansprechperson} und {Tante Emma}."
