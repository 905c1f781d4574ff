"""The words of the recipients' pages: ``words/<language>.yaml``, flat, German where one is missing.

They are no gettext catalogue, because a page of these speaks a language of its own choice beside
German, whatever language the staff's pages speak (docs/adr/0020-shared-view.md).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "words"
REVIEWED = "reviewed"


@cache
def words(language: str) -> Mapping[str, str]:
    """All words in a language; what is not translated there is German."""
    own = {key: text for key, text in _load(language).items() if isinstance(text, str)}
    return MappingProxyType({**_german(), **own} if language != "de" else own)


@cache
def is_reviewed(language: str) -> bool:
    """Whether somebody who speaks the language has checked its words."""
    return language == "de" or _load(language).get(REVIEWED) is True


def _german() -> dict[str, str]:
    return dict(words("de"))


def _load(language: str) -> dict[str, Any]:
    path = FOLDER / f"{language}.yaml"
    if not path.exists():
        return {}
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}
