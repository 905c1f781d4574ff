"""The words of the recipients' pages, in every language."""

import re
from pathlib import Path

import pytest
import yaml

from roterfaden.plans.text_blocks import translations
from roterfaden.plans.text_blocks.delivered import FOLDER, delivered
from roterfaden.sharing.languages import CODES, LANGUAGES
from roterfaden.sharing.topics import QUESTIONS, TOPICS
from roterfaden.web.session import wording
from roterfaden.web.session.wording import words

OTHERS = sorted(set(CODES) - {"de"})
FORBIDDEN = re.compile(r"\b(Kunde|Kundin|Sanktion\w*|Maßnahmeabbruch)\b|!")


def _raw(code: str) -> dict[str, object]:
    content = yaml.safe_load((wording.FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def _places(text: object) -> set[str]:
    return set(re.findall(r"\{\w+\}", str(text)))


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_exactly_the_keys_of_the_german(code: str) -> None:
    own = set(_raw(code)) - {"reviewed"}
    german = set(_raw("de"))
    assert (german - own, own - german) == (set(), set())


@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_stay_as_they_are(code: str) -> None:
    own, german = _raw(code), _raw("de")
    assert [k for k in german if k in own and _places(own[k]) != _places(german[k])] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_says_whether_it_was_reviewed(code: str) -> None:
    assert isinstance(_raw(code)["reviewed"], bool)


@pytest.mark.parametrize("code", ["de", "de-leicht"])
def test_german_words_are_plain_and_threaten_nobody(code: str) -> None:
    assert [key for key, text in words(code).items() if FORBIDDEN.search(text)] == []


def test_what_is_missing_is_shown_in_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("de", "tr"):
        content = {"fits": "Passt", "later": "Später"} if code == "de" else {"fits": "Uygun"}
        (tmp_path / f"{code}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    words.cache_clear()
    try:
        assert dict(words("tr")) == {"fits": "Uygun", "later": "Später"}
        assert dict(words("ar")) == {"fits": "Passt", "later": "Später"}
    finally:
        words.cache_clear()


def test_every_card_and_rubric_has_words() -> None:
    german = words("de")
    assert {*QUESTIONS, *TOPICS, *(f"{code}_hint" for code in TOPICS)} <= set(german)


@pytest.mark.parametrize("path", sorted((FOLDER / translations.FOLDER).glob("*.yaml")), ids=str)
def test_translated_blocks_fit_their_german(path: Path) -> None:
    found = translations.read(FOLDER)[path.stem]
    german = {key: block.text for key, block in delivered().wordings.items()}
    assert list(translations.misfits(found, german)) == []
    assert path.stem in LANGUAGES


@pytest.mark.parametrize("path", sorted((FOLDER / translations.FOLDER).glob("*.yaml")), ids=str)
def test_no_block_and_no_gap_is_left_untranslated(path: Path) -> None:
    found = translations.read(FOLDER)[path.stem]
    assert set(delivered().wordings) - set(found.texts) == set()
    assert set(delivered().gaps) - set(found.gaps) == set()
