"""Delivered translations of the central wordings: ``central/translations/<language>.yaml``.

They are aids beside the binding German and come from other hands. One that does not fit its German
is left out instead of stopping the delivery; :func:`misfits` names it, and a test looks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from roterfaden.plans.text_blocks import gaps

FOLDER = "translations"
LONGEST = 400
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Translations:
    """One language: the texts by block, the names of gaps, and whether somebody has checked."""

    texts: Mapping[str, str] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)
    is_reviewed: bool = False


def read(folder: Path) -> dict[str, Translations]:
    """What lies in ``folder/translations``, by language."""
    return {path.stem: _read(path) for path in sorted((folder / FOLDER).glob("*.yaml"))}


def fitting(translations: Translations, german: Mapping[str, str]) -> dict[str, str]:
    """The texts whose gaps are those of the German, by block."""
    wrong = {key for key, _why in misfits(translations, german)}
    return {key: text for key, text in translations.texts.items() if key not in wrong}


def misfits(translations: Translations, german: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each block whose translation cannot be taken, and why."""
    for key, text in translations.texts.items():
        if key not in german:
            yield key, "Diesen Baustein gibt es nicht."
        elif not text:
            yield key, "Der Wortlaut fehlt."
        elif len(text) > LONGEST:
            yield key, f"Der Wortlaut ist länger als {LONGEST} Zeichen."
        elif frozenset(gaps.find(text)) != frozenset(gaps.find(german[key])):
            yield key, "Die Lücken sind andere als im deutschen Wortlaut."


def _read(path: Path) -> Translations:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE)  # noqa: S506
    content = content if isinstance(content, dict) else {}
    return Translations(
        texts=_texts(content.get("texts")),
        gaps=_texts(content.get("gaps")),
        is_reviewed=content.get("reviewed") is True,
    )


def _texts(content: Any) -> dict[str, str]:
    listed = content.items() if isinstance(content, dict) else ()
    return {str(key): " ".join(str(text or "").split()) for key, text in listed}
