"""Reads codebooks from YAML and says with the line what is wrong."""

import re
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

from roterfaden.study.codebook.marked import Marked, parse
from roterfaden.study.codebook.model import (
    MOST_CATEGORIES,
    Category,
    Codebook,
    Dimension,
    Example,
    Wording,
)
from roterfaden.study.troubles import WrongData

SCHEMA = "roterfaden/codebook/1"
LARGEST = 4_000_000
_HEAD = "schema id title version status language source licence dimensions categories".split()
_DIMENSION = "id title unit rubrics multiple categories wording".split()
_CATEGORY = "id title criteria examples excludes residual parent".split()
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_RESIDUAL = {"sonstiges", "other"}
Named = TypeVar("Named", Category, Dimension)


def read(source: str | Path) -> Codebook:
    """The codebook in a file, or in a text that has more than one line.

    Beside the full form (``docs/reference/codebook.schema.json``) short ones are understood: a
    plain list of titles, ``categories:`` without dimensions, and other programs' words for the
    same keys (``name``, ``codes``, ``definition``). Raises ``WrongData``.
    """
    if isinstance(source, str) and ("\n" in source or not source.strip()):
        return _book(parse(normalize("NFC", source), "Kategoriensystem"), "codebook")
    path = Path(source)
    return _book(parse(_content(path), str(path)), path.stem)


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        raise WrongData(
            "Die Datei ist nicht lesbar.", "Pfad und Rechte prüfen.", file=str(path)
        ) from None
    if len(raw) > LARGEST:
        raise WrongData(
            "Für ein Kategoriensystem ist die Datei zu groß.",
            "Die richtige Datei angeben.",
            file=str(path),
        )
    try:
        return normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongData(
            "Die Datei ist nicht UTF-8.",
            "Im Editor mit der Kodierung UTF-8 speichern.",
            file=str(path),
            line=raw[: error.start].count(b"\n") + 1,
        ) from None


def _book(root: Marked, name: str) -> Codebook:
    if root.is_list():
        dimension = Dimension("codes", "Kategorien", categories=_categories(root))
        return Codebook(name, name, "1.0", "draft", "de", "", "", (dimension,))
    parts = root.mapping(_HEAD, "einem Kategoriensystem")
    if "schema" in parts and parts["schema"].text() != SCHEMA:
        parts["schema"].refuse("Dieses Schema ist unbekannt.", f"„{SCHEMA}“ schreiben.")
    title = _text(parts, "title") or name
    return Codebook(
        id=_text(parts, "id") or identifier(title),
        title=title,
        version=_text(parts, "version") or "1.0",
        status=_choice(parts, "status", ("draft", "published"), "draft"),
        language=_text(parts, "language") or "de",
        source=_text(parts, "source"),
        licence=_text(parts, "licence"),
        dimensions=_dimensions(root, parts, title),
    )


def _dimensions(root: Marked, parts: dict[str, Marked], title: str) -> tuple[Dimension, ...]:
    if "dimensions" in parts:
        listed, taken = parts["dimensions"].list("dimensions"), set[str]()
        return _distinct([(_dimension(one, taken), one) for one in listed])
    if "categories" not in parts:
        root.refuse("Es gibt keine Dimensionen.", "„dimensions:“ mit mindestens einer schreiben.")
    return (Dimension("codes", title, categories=_categories(parts["categories"])),)


def _dimension(marked: Marked, taken: set[str]) -> Dimension:
    parts = marked.mapping(_DIMENSION, "einer Dimension")
    if "categories" not in parts:
        marked.refuse("Die Dimension hat keine Kategorien.", "„categories:“ schreiben.")
    title = _named(marked, parts)
    return Dimension(
        id=_text(parts, "id") or new_id(title, taken),
        title=title,
        unit=_choice(parts, "unit", ("document", "passage"), "document"),
        rubrics=tuple(one.text() for one in parts["rubrics"].list("rubrics"))
        if "rubrics" in parts
        else (),
        multiple=parts["multiple"].flag() if "multiple" in parts else True,
        categories=_categories(parts["categories"]),
        wording=_wording(parts["wording"]) if "wording" in parts else None,
    )


def _wording(marked: Marked) -> Wording:
    parts = marked.mapping(("caption", "frequency", "relations"), "den Überschriften")
    heads = []
    for key in ("frequency", "relations"):
        texts = [one.text() for one in parts[key].list(key)] if key in parts else []
        if len(texts) != 3:
            marked.refuse(
                f"„{key}“ braucht drei Texte.", "Unterzeile und zwei Spaltenköpfe nennen."
            )
        heads.append((texts[0], texts[1], texts[2]))
    return Wording(_text(parts, "caption"), heads[0], heads[1])


def _categories(marked: Marked) -> tuple[Category, ...]:
    listed = marked.list("categories")
    if not listed:
        marked.refuse("Es gibt keine Kategorien.", "Mindestens eine Kategorie schreiben.")
    if len(listed) > MOST_CATEGORIES:
        listed[MOST_CATEGORIES].refuse(
            f"Eine Dimension fasst höchstens {MOST_CATEGORIES} Kategorien.",
            "Die Kategorien auf mehrere Dimensionen verteilen.",
        )
    taken = set[str]()
    made = [(_category(one, taken), one) for one in listed]
    found = _distinct(made)
    _check_residual(made)
    _check_parents(made)
    return found


def _category(marked: Marked, taken: set[str]) -> Category:
    if marked.is_text():
        title = marked.text()
        return Category(new_id(title, taken), title, residual=title.lower() in _RESIDUAL)
    parts = marked.mapping(_CATEGORY, "einer Kategorie")
    title = _named(marked, parts)
    return Category(
        id=_text(parts, "id") or new_id(title, taken),
        title=title,
        criteria=_text(parts, "criteria"),
        examples=tuple(map(_example, parts["examples"].list("examples")))
        if "examples" in parts
        else (),
        excludes=_text(parts, "excludes"),
        residual=parts["residual"].flag() if "residual" in parts else title.lower() in _RESIDUAL,
        parent=_text(parts, "parent") or None,
    )


def _example(marked: Marked) -> Example:
    if marked.is_text():
        return Example(marked.text())
    parts = marked.mapping(("text", "source"), "einem Beispiel")
    return Example(_text(parts, "text"), _text(parts, "source"))


def _distinct(made: "list[tuple[Named, Marked]]") -> tuple[Named, ...]:
    """All of them, when each id and each title stands only once."""
    for key in ("id", "title"):
        seen: set[str] = set()
        for one, marked in made:
            name = getattr(one, key)
            if name in seen:
                marked.refuse(f"„{name}“ steht doppelt.", "Einen der beiden Namen ändern.")
            seen.add(name)
    return tuple(one for one, _ in made)


def _check_residual(made: list[tuple[Category, Marked]]) -> None:
    residual = [marked for category, marked in made if category.residual]
    if len(residual) > 1:
        residual[1].refuse(
            "Eine Dimension hat höchstens eine Restkategorie.", "„residual“ hier streichen."
        )


def _check_parents(made: list[tuple[Category, Marked]]) -> None:
    parents = {category.id: category.parent for category, _ in made}
    for category, marked in made:
        seen, above = {category.id}, category.parent
        while above:
            if above not in parents:
                marked.refuse(f"Die Oberkategorie „{above}“ fehlt.", "Ihre id nennen.")
            if above in seen:
                marked.refuse("Die Oberkategorien gehen im Kreis.", "„parent“ hier streichen.")
            seen.add(above)
            above = parents[above]


def _named(marked: Marked, parts: dict[str, Marked]) -> str:
    title = _text(parts, "title") or _text(parts, "id")
    if not title:
        marked.refuse("Der Name fehlt.", "„title:“ mit einem Namen schreiben.")
    return title


def _text(parts: dict[str, Marked], key: str) -> str:
    return parts[key].text() if key in parts else ""


def _choice(parts: dict[str, Marked], key: str, allowed: tuple[str, ...], default: str) -> Any:
    value = _text(parts, key) or default
    if value not in allowed:
        parts[key].refuse(f"„{value}“ ist hier unbekannt.", f"Erlaubt: {', '.join(allowed)}.")
    return value


def identifier(title: str) -> str:
    """An id made from a title: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower().translate(_UMLAUTS)).strip("_") or "code"


def new_id(title: str, taken: set[str]) -> str:
    """An id made from a title that is not ``taken``; it is, then: „C“ and „C++“ are two codes."""
    base = identifier(title)
    id_, number = base, 1
    while id_ in taken:
        number += 1
        id_ = f"{base}_{number}"
    taken.add(id_)
    return id_
