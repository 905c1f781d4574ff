"""What is kept of words from a stranger's device: all that can be read, nothing that hides."""

import pytest

from roterfaden.sharing.typed import visible

FARSI = "می\u200cخواهم کار کنم"
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    "words", ["Ich möchte vormittags arbeiten.", "أريد أن أعمل.", FARSI, FAMILY]
)
def test_what_can_be_read_stays_as_it_was_written(words: str) -> None:
    assert visible(words) == words


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\u200b",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\U000e0041",
    ],
)
def test_signs_that_turn_or_hide_words_go(sign: str) -> None:
    assert visible(f"Ja{sign}, gern.") == "Ja, gern."


@pytest.mark.parametrize("words", ["", "  \n ", "\u200c", "\u200f \u200e", "\x00\u202e"])
def test_nothing_to_see_is_nothing(words: str) -> None:
    assert visible(words) == ""


def test_lines_become_one() -> None:
    assert visible(" Erst\n\nso,\tdann\u2028anders ") == "Erst so, dann anders"
