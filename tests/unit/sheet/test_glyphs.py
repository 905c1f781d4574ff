"""The signs that the fonts hold, read from the fonts themselves."""

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from roterfaden.documents.glyphs import printable, unprintable
from roterfaden.documents.typesetting import FONTS


def test_the_signs_are_those_that_fonttools_finds() -> None:
    found = {point for path in FONTS.glob("*.ttf") for point in TTFont(path).getBestCmap()}
    assert printable(FONTS) == found
    assert len(found) > 4000


def test_missing_signs_are_named_once_and_in_order() -> None:
    assert unprintable("Äß „Ґї“ ليلى 😀 你 😀", FONTS) == ("😀", "你")


@pytest.mark.parametrize("sign", ["\u200d", "\ufe0f", "\u00ad", "\n", "\u2003"])
def test_signs_that_only_steer_the_setting_need_no_glyph(sign: str) -> None:
    assert unprintable(sign, FONTS) == ()


def test_a_syriac_abbreviation_mark_is_drawn_and_so_needs_a_glyph() -> None:
    assert unprintable("\u070f", FONTS) == ("\u070f",)
