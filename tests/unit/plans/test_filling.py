"""Gaps in the text of an entry: shown, found, and read back by the block's wording."""

import pytest

from roterfaden.plans.text_blocks.filling import open_gaps, read_back, with_open_gaps

WORK = "Ich möchte als {beruf} arbeiten."


def test_an_entry_begins_with_its_gaps_shown_by_name() -> None:
    assert with_open_gaps(WORK) == "Ich möchte als [Beruf] arbeiten."
    assert with_open_gaps("{Name des Hofs} gibt mir Arbeit.") == "[Name des Hofs] gibt mir Arbeit."


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("Ich möchte als [Beruf] arbeiten.", ("Beruf",)),
        (
            "Von [Uhrzeit am Anfang] bis [Uhrzeit am Ende] Uhr.",
            ("Uhrzeit am Anfang", "Uhrzeit am Ende"),
        ),
        ("[Beruf] oder [Beruf]", ("Beruf",)),
        ("Ich möchte als Köchin arbeiten [1] […] [].", ()),
        ("Ein { und ein ] und ein [.", ()),
    ],
)
def test_what_stands_in_brackets_is_still_open(text: str, gaps: tuple[str, ...]) -> None:
    assert open_gaps(text) == gaps


@pytest.mark.parametrize(
    ("wording", "text", "values"),
    [
        (WORK, "Ich möchte als Köchin arbeiten.", {"beruf": "Köchin"}),
        (
            WORK,
            "Ich möchte als Helferin (Küche) + Service arbeiten.",
            {"beruf": "Helferin (Küche) + Service"},
        ),
        (WORK, "Ich möchte als [Beruf] arbeiten.", {}),
        (WORK, "Ich will als Köchin arbeiten.", {}),
        (WORK, "Ich möchte als Köchin arbeiten. Bald.", {}),
        (WORK, "Ich möchte als  arbeiten.", {}),
        (
            "Von {uhrzeit} bis {uhrzeit_2} Uhr.",
            "Von 8 bis [Uhrzeit am Ende] Uhr.",
            {"uhrzeit": "8"},
        ),
        ("{ort}, nur {ort}.", "Köln, nur Köln.", {"ort": "Köln"}),
        ("{ort}, nur {ort}.", "Köln, nur Bonn.", {}),
        ("{a}{b} und {c}.", "xyz und 1.", {"a": "x", "b": "yz", "c": "1"}),
        ("{a} und {b}.", "1 und 2 und 3.", {"a": "1", "b": "2 und 3"}),
        ("{a} {b} {c} {d} {e} {f} {g} {h}.", "so " * 100, {}),
        ("Ganz ohne (*.) Lücke?", "Ganz ohne (*.) Lücke?", {}),
    ],
)
def test_values_are_read_back_where_the_wording_still_stands(
    wording: str, text: str, values: dict[str, str]
) -> None:
    assert read_back(wording, text) == values
