"""Pictures: readable without seeing, right without colour, the same to the byte."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from lxml import etree

from roterfaden.study import masks, pictures, tables
from roterfaden.study.tables import crossing

ORDER = ("work", "health", "language", "other")
NAMES = {"work": "Arbeit & Hilfe", "health": "Gesundheit", "language": "Sprache", "other": "<Rest>"}
MASKS = np.array([1] * 9 + [3] * 4 + [5] * 3 + [0, 8, 8], np.uint8)
COUNTED = tables.count(masks.histogram(MASKS), ORDER, residual=("other",))
FREQUENCY, RELATIONS = tables.printed(COUNTED, names=NAMES, caption="Ziele")
QUARTERS = ["2024/4", "2025/1", "2025/2"]


def bars() -> pictures.Picture:
    return pictures.bars(FREQUENCY)


def upset() -> pictures.Picture:
    return pictures.upset(COUNTED, NAMES, RELATIONS)


def together() -> pictures.Picture:
    return pictures.together(masks.histogram(MASKS), ORDER, NAMES, caption="Ziele", counted=COUNTED)


def change() -> pictures.Picture:
    groups = [QUARTERS[place % 3] for place in range(len(MASKS))]
    crossed = crossing.by_group(MASKS, groups, ORDER)
    return pictures.change(crossed, NAMES, caption="Ziele nach Quartal", source="erfunden")


def forest() -> pictures.Picture:
    return pictures.forest(
        [
            pictures.Estimated("Arbeit", 0.9, (0.78, 0.98)),
            pictures.Estimated("Rest", None, why="nur eine Kategorie"),
            pictures.Estimated("Schlecht", -0.2, (-0.4, 0.1)),
        ],
        title="Ziele: Übereinstimmung",
        measure="Krippendorffs Alpha",
        note="Zwei Codierende.",
        source="erfunden",
    )


ALL = [bars, upset, together, change, forest]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("draw", ALL)
def test_a_picture_says_what_it_shows(draw: Callable[[], pictures.Picture]) -> None:
    picture = draw()
    root = etree.fromstring(picture.svg)
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == picture.title
    for label, _ in picture.table.rows[:20]:
        assert label in description.text


@pytest.mark.parametrize("draw", ALL)
def test_a_picture_has_no_style_that_the_pages_forbid(
    draw: Callable[[], pictures.Picture],
) -> None:
    assert "style" not in draw().svg
    assert "<script" not in draw().svg


@pytest.mark.parametrize("draw", ALL)
def test_every_mark_lies_inside_the_picture(draw: Callable[[], pictures.Picture]) -> None:
    root = etree.fromstring(draw().svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for mark in root.iter(f"{SVG}text", f"{SVG}circle", f"{SVG}rect"):
        x = float(mark.get("x") or mark.get("cx"))
        y = float(mark.get("y") or mark.get("cy"))
        assert 0 <= x <= width
        assert 0 <= y <= height


@pytest.mark.parametrize("draw", ALL)
def test_fixed_colours_leave_no_variables(draw: Callable[[], pictures.Picture]) -> None:
    fixed = pictures.plain(draw().svg)
    assert "var(" not in fixed
    assert "currentColor" not in fixed
    assert draw().svg == draw().svg


def test_a_picture_becomes_a_png() -> None:
    assert pictures.as_png(bars().svg).startswith(b"\x89PNG")


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', bars().svg)]
    numbers = [cells[0] for _, cells in FREQUENCY.rows]
    assert all(
        width / widths[0] == pytest.approx(float(number or 0) / 16, abs=0.001)
        for width, number in zip(widths, numbers, strict=True)
    )


def test_a_pair_that_would_give_a_withheld_combination_away_is_hidden() -> None:
    """Work and health: 4 with exactly both, 1 with language, too; 5 would tell that 1."""
    counts = {1: 9, 3: 4, 7: 1, 5: 6, 4: 4}
    counted = tables.count(counts, ORDER, disclosure=tables.Disclosure())
    assert ("work", "health", "language") in counted.hidden
    picture = pictures.together(counts, ORDER, NAMES, caption="Ziele", counted=counted)
    rows = [cells for _, cells in picture.table.rows]
    assert rows[0][1] is rows[1][0] is rows[1][2] is None
    assert rows[0][0] == 20
    assert "nicht ausgewiesen" in picture.table.note


def test_a_coefficient_without_value_says_so() -> None:
    assert "Rest: nicht bestimmt (nur eine Kategorie)" in forest().description
