"""The guess where fitting begins, and that it saves work without deciding anything."""

from collections.abc import Mapping
from typing import Any

import pytest

from roterfaden.plans.sheet import check, preview, setting, sheet
from roterfaden.plans.sheet.fitting import likely
from roterfaden.plans.sheet.setting import STEPS
from tests.pdf.conftest import example


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The sizes that were set, in order."""
    sizes: list[float] = []
    template = setting._TEMPLATE

    class Counting:
        def svg(self, data: Mapping[str, Any]) -> object:
            sizes.append(data["step"]["size"])
            return template.svg(data)

    monkeypatch.setattr(setting, "_TEMPLATE", Counting())
    return sizes


@pytest.mark.parametrize("name", ["short", "full", "arabic-name"])
def test_a_usual_plan_is_set_once(name: str, settings: list[float]) -> None:
    preview(example(name))
    assert settings == [12]


def test_a_full_page_is_set_at_most_three_times(settings: list[float]) -> None:
    preview(example("maximum"))
    assert len(settings) <= 3


@pytest.mark.parametrize("guess", range(len(STEPS)))
@pytest.mark.parametrize("name", ["full", "maximum"])
def test_a_wrong_guess_changes_nothing(
    name: str, guess: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = preview(example(name))
    monkeypatch.setattr(setting, "likely", lambda _said, _steps: guess)
    guessed = preview(example(name))
    assert (guessed.size_pt, guessed.spare_lines) == (right.size_pt, right.spare_lines)
    assert guessed.svg == right.svg


def test_more_words_never_make_the_guess_more_comfortable() -> None:
    data, guesses = example("too-long"), []
    for number in range(len(data["entries"])):
        said = sheet(check(data | {"entries": data["entries"][:number]}))
        guesses.append(likely(said, STEPS))
    assert guesses == sorted(guesses)
    assert (guesses[0], guesses[-1]) == (0, len(STEPS) - 1)
