"""Changes within a text: true to both texts, and readable."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.plans.comparison import Piece, word_changes

texts = st.lists(st.sampled_from("ich gehe zum Kurs Kurs. am Montag bis 3. drei".split())).map(
    " ".join
) | st.text(max_size=60)


def read(pieces: tuple[Piece, ...], without: str) -> str:
    return " ".join(piece.text for piece in pieces if piece.kind != without)


def spaced(text: str) -> str:
    return " ".join(text.split())


@given(texts, texts)
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert read(pieces, without="gone") == spaced(after)
    assert read(pieces, without="new") == spaced(before)


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {piece.kind for piece in word_changes(text, text)} <= {"same"}


@given(texts, texts)
def test_no_two_pieces_of_a_kind_stand_side_by_side(before: str, after: str) -> None:
    kinds = [piece.kind for piece in word_changes(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


def test_one_word_is_told_as_one_word() -> None:
    pieces = word_changes(
        "Ich frage bei zwei Pflegeheimen nach einem Praktikum.",
        "Ich frage bei drei Pflegeheimen nach einem Praktikum.",
    )
    assert pieces == (
        Piece("same", "Ich frage bei"),
        Piece("gone", "zwei"),
        Piece("new", "drei"),
        Piece("same", "Pflegeheimen nach einem Praktikum."),
    )


def test_words_between_two_larger_changes_are_no_confetti() -> None:
    pieces = word_changes(
        "Ich gehe montags in den Integrationskurs und danach zur Beratungsstelle in Ahrenfeld.",
        "Ich gehe montags in die Sprachschule und anschließend zur Beratungsstelle in Ahrenfeld.",
    )
    assert [piece.kind for piece in pieces] == ["same", "gone", "new", "same"]
    assert pieces[1].text == "den Integrationskurs und danach"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ich möchte arbeiten.", "Ich möchte als Alltagsbegleiterin in einem Pflegeheim helfen."),
        ("Ich rufe am Montag an.", "Frau Reuter schickt mir die Adressen."),
    ],
)
def test_a_sentence_of_which_little_stays_is_told_as_a_new_one(before: str, after: str) -> None:
    assert word_changes(before, after) == (Piece("gone", before), Piece("new", after))
