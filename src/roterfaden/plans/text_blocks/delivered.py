"""Reading the delivered wordings: ``central/<rubric>.yaml``, ``gaps.yaml`` and ``translations/``.

The files are checked as a whole when they are read; a wrong one names its file, its block and what
to do, and stops the delivery instead of delivering half.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from roterfaden.plans.text_blocks import gaps, translations
from roterfaden.plans.text_blocks.gaps import Gap
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS
from roterfaden.plans.topics import topics_for
from roterfaden.troubles import Trouble

FOLDER = Path(__file__).parent / "central"
GAPS = "gaps"
RUBRICS = ("goal", "interim_goal", "step_recipient", "step_jobcentre", "step_other", "aspect")
FORMS = ("plain", "after", "as_soon_as", "if_not_then")
LONGEST_TEXT, LONGEST_TRANSLATION = 300, 400
_FIELDS = {"key", "topic", "form", "source", "offer", "text", "keywords", "reviewed"}
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OFFERS = frozenset(kind.code for kind in OFFER_KINDS)


class UnreadableBlocks(Trouble):
    """A delivered file is wrong; names the file and the block."""


@dataclass(frozen=True)
class Wording:
    """A delivered block; ``translations`` by language, ``reviewed`` names those that are."""

    key: str
    rubric: str
    text: str
    topic: str = ""
    form: str = "plain"
    keywords: str = ""
    source: str = ""
    offer_kind: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)
    reviewed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class GapNames:
    """What a gap is called in each language."""

    key: str
    names: Mapping[str, str]
    kind: gaps.Kind
    example: str


@dataclass(frozen=True)
class Delivered:
    """All that the files hold, by key."""

    wordings: Mapping[str, Wording]
    gaps: Mapping[str, GapNames]


@cache
def delivered() -> Delivered:
    """What came with this version of the product; read once a process."""
    return read(FOLDER)


def read(folder: Path) -> Delivered:
    """The files of a folder, checked; raises :class:`UnreadableBlocks`."""
    names = {gap.key: gap for gap in _gaps(folder / f"{GAPS}.yaml")}
    wordings: dict[str, Wording] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == GAPS:
            continue
        for wording in _wordings(path, names):
            if wording.key in wordings:
                raise _wrong(path, wording.key, "Der Schlüssel kommt zweimal vor.")
            wordings[wording.key] = wording
    return _translated(Delivered(wordings, names), folder)


def topics_of(rubric: str) -> tuple[str, ...]:
    """The codes of the topics that a block of this rubric may have; none for aspects."""
    kind, owner = ("step", rubric[5:]) if rubric.startswith("step_") else (rubric, "")
    return tuple(topic.code for topic in topics_for(kind, owner))


def known_gaps() -> dict[str, str]:
    """Every spelling of a delivered gap, casefolded, with its key."""
    found: dict[str, str] = {}
    for gap in delivered().gaps.values():
        for spelling in (gap.key, *gap.names.values()):
            found.setdefault(spelling.casefold(), gap.key)
    return found


def gap(key: str, language: str = "de") -> Gap:
    """How to ask for a gap in a language; one that nobody delivered is called by its own name."""
    names = delivered().gaps.get(key)
    if names is None:
        return Gap(key, key.replace("_", " "))
    return Gap(key, names.names.get(language, names.names["de"]), names.kind, names.example)


def gaps_of(text: str, language: str = "de") -> tuple[Gap, ...]:
    """The gaps of a wording in order, ready to be asked for."""
    return tuple(gap(key, language) for key in gaps.find(text))


def _translated(content: Delivered, folder: Path) -> Delivered:
    """With the translations that lie beside; what stands in the block itself comes first."""
    wordings, names = dict(content.wordings), dict(content.gaps)
    german = {key: wording.text for key, wording in wordings.items()}
    for language, found in translations.read(folder).items():
        for key, text in translations.fitting(found, german).items():
            wordings[key] = _in_language(wordings[key], language, text, found.is_reviewed)
        for key in found.gaps.keys() & names.keys():
            gap_names = {language: found.gaps[key], **names[key].names}
            names[key] = replace(names[key], names=gap_names)
    return Delivered(wordings, names)


def _in_language(wording: Wording, language: str, text: str, is_reviewed: bool) -> Wording:
    if language in wording.translations:
        return wording
    reviewed = wording.reviewed | {language} if is_reviewed else wording.reviewed
    texts = {**wording.translations, language: text}
    return replace(wording, translations=texts, reviewed=reviewed)


def _gaps(path: Path) -> Iterator[GapNames]:
    if not path.exists():
        return
    for key, fields in _mapping(path, _load(path)).items():
        content = _mapping(path, fields, key)
        names = {code: name for code, name in content.items() if code not in {"kind", "example"}}
        if "de" not in names:
            raise _wrong(path, key, "Der deutsche Name (de) fehlt.")
        kind = content.get("kind", "text")
        if kind not in {"text", "number", "day"}:
            raise _wrong(path, key, f"Die Art „{kind}“ gibt es nicht; möglich: text, number, day.")
        yield GapNames(str(key), names, kind, str(content.get("example", "")))


def _wordings(path: Path, names: Mapping[str, GapNames]) -> Iterator[Wording]:
    if path.stem not in RUBRICS:
        raise _wrong(path, "", f"Die Datei muss nach einer Rubrik heißen: {', '.join(RUBRICS)}.")
    content = _load(path) or []
    if not isinstance(content, list):
        raise _wrong(path, "", "Die Datei muss eine Liste von Bausteinen sein (Zeilen mit „- “).")
    for number, item in enumerate(content, 1):
        block = _mapping(path, item, f"Nr. {number}")
        key = str(block.get("key") or f"Nr. {number}")
        if problem := next(_problems(path.stem, block, names), ""):
            raise _wrong(path, key, problem)
        yield _wording(path.stem, block)


def _wording(rubric: str, block: Mapping[str, Any]) -> Wording:
    texts = {code: " ".join(str(text).split()) for code, text in block["text"].items()}
    return Wording(
        key=block["key"],
        rubric=rubric,
        text=texts.pop("de"),
        topic=block.get("topic") or "",
        form=block.get("form") or "plain",
        keywords=", ".join(map(str, block.get("keywords") or ())),
        source=block.get("source") or "",
        offer_kind=block.get("offer") or "",
        translations=texts,
        reviewed=frozenset(block.get("reviewed") or ()),
    )


def _problems(
    rubric: str, block: Mapping[str, Any], names: Mapping[str, GapNames]
) -> Iterator[str]:
    """What is wrong with a block, the gravest first."""
    if unknown := sorted(set(block) - _FIELDS):
        yield f"Das Feld „{unknown[0]}“ gibt es nicht; möglich: {', '.join(sorted(_FIELDS))}."
    if not block.get("key"):
        yield "Der Schlüssel (key) fehlt."
    texts = block.get("text")
    if not isinstance(texts, dict) or not texts.get("de"):
        yield "Der deutsche Wortlaut (text: {de: …}) fehlt."
        return
    yield from _wrong_codes(rubric, block)
    yield from _wrong_texts(texts, names)
    if reviewed := sorted(set(block.get("reviewed") or ()) - set(texts)):
        yield f"„{reviewed[0]}“ ist als geprüft genannt, hat aber keinen Wortlaut."


def _wrong_codes(rubric: str, block: Mapping[str, Any]) -> Iterator[str]:
    topic, form, offer = (block.get(name) or "" for name in ("topic", "form", "offer"))
    topics = topics_of(rubric)
    if (topic or topics) and topic not in topics:
        yield f"Das Thema „{topic}“ gibt es hier nicht; möglich: {', '.join(topics) or 'keins'}."
    if form and form not in FORMS:
        yield f"Die Form „{form}“ gibt es nicht; möglich: {', '.join(FORMS)}."
    if offer and offer not in _OFFERS:
        yield f"Das Förderangebot „{offer}“ gibt es nicht; siehe offer_kinds.py."
    if offer and rubric != "step_jobcentre":
        yield "Ein Förderangebot (offer) gibt es nur bei Schritten des Jobcenters."


def _wrong_texts(texts: Mapping[str, str], names: Mapping[str, GapNames]) -> Iterator[str]:
    german = frozenset(gaps.find(texts["de"]))
    if strange := sorted(german - set(names)):
        yield f"Die Lücke {{{strange[0]}}} fehlt in gaps.yaml."
    for code, text in texts.items():
        longest = LONGEST_TEXT if code == "de" else LONGEST_TRANSLATION
        if len(text) > longest:
            yield f"Der Wortlaut ({code}) ist länger als {longest} Zeichen."
        if frozenset(gaps.find(text)) != german:
            yield f"Die Lücken im Wortlaut ({code}) sind andere als im deutschen."


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"Zeile {mark.line + 1}: " if mark else ""
        raise _wrong(path, "", f"{line}Das ist kein YAML.") from error


def _mapping(path: Path, content: Any, key: object = "") -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _wrong(path, key, "Hier müssen Felder stehen (name: Wert).")
    return content


def _wrong(path: Path, key: object, problem: str) -> UnreadableBlocks:
    place = f"{path.name}, {key}" if key else path.name
    return UnreadableBlocks(f"{place}: {problem}", "Die Datei berichtigen und noch einmal starten.")
