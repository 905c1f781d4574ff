"""The words around a place: whole words, whoever says them, and never less than the place."""

from roterfaden.research.models import StudyDocument
from roterfaden.study.agreement import Span
from roterfaden.web.research.passages import AROUND, around


def _shown(*texts: str, place: tuple[int, int]) -> list[str]:
    turns = [{"speaker": "F1", "text": text} for text in texts]
    document = StudyDocument(content={"kind": "transcript", "turns": turns})
    return [one.text for one in around(document, Span(*place))]


def test_a_short_talk_is_shown_whole() -> None:
    assert _shown("Ja, genau.", "Gut.", place=(0, 2)) == ["Ja, genau.", "Gut."]


def test_what_lies_further_away_is_cut_between_words() -> None:
    words = "eins zwei " * 100
    (text,) = _shown(words, place=(500, 504))
    assert len(text) <= 2 * AROUND + 4
    assert set(text.split()) == {"eins", "zwei"}


def test_turns_beyond_are_left_out() -> None:
    assert _shown("A " * 200, "Hier.", "B " * 200, place=(401, 406))[1] == "Hier."
    assert len(_shown("A", "B " * 200, "C", place=(100, 101))) == 2


def test_a_place_without_any_space_is_shown_whole() -> None:
    (text,) = _shown("x" * 1000, place=(400, 600))
    assert len(text) == 200 + 2 * AROUND
    (text,) = _shown("vor " + "x" * 1000, place=(4, 900))
    assert text.startswith("vor x")
    assert len(text) >= 896
