"""Codebooks between our form and REFI-QDA: dimensions are codes that cannot be coded with.

What REFI-QDA has no place for (ids, rubrics, units, wording of tables) travels in a ``.qdc`` file
as a processing instruction, which other programs pass over. It counts on the way back only if the
codes are still the ones it was written with.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from roterfaden.study import codebook as codebooks
from roterfaden.study.codebook import Category, Codebook, Dimension, Example
from roterfaden.study.exchange.archives import parsed_xml
from roterfaden.study.exchange.refi.building import ORIGIN
from roterfaden.study.exchange.refi.model import Code, guid
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData

CODEBOOK = "urn:QDA-XML:codebook:1.0"
TARGET = "roterfaden-codebook"
NO_CATEGORY = "(ohne Kategorie)"
"""The code of a finished document to which no category of the dimension applies."""
ALL_CODES = "Codes"
_EXAMPLES, _EXCLUDES = "Typische Beispiele:", "Nicht hierher:"


def write_codebook(book: Codebook) -> bytes:
    """Give a codebook as ``.qdc``."""
    from lxml import etree

    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    codes = etree.SubElement(root, f"{{{CODEBOOK}}}Codes")
    for code in codes_of(book):
        _write(codes, code)
    yaml = codebooks.write(book).encode()
    own = f"{_fingerprint(codes_of(book))} {b64encode(yaml).decode()}"
    root.addprevious(etree.ProcessingInstruction(TARGET, own))
    etree.indent(root)
    tree = root.getroottree()
    return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


def read_codebook(source: Path | bytes, *, name: str = "") -> Codebook:
    """Read a ``.qdc`` file of any program and of the namespaces 1.0 and 0:4."""
    name = name or (str(source) if isinstance(source, Path) else "Kategoriensystem")
    root = parsed_xml(content_of(source, name=name), name=name)
    if _local(root) != "CodeBook":
        raise WrongData(
            f"Die Datei beginnt mit „{_local(root)}“ statt „CodeBook“.",
            "Ein Kategoriensystem (.qdc) als REFI-QDA ausgeben.",
            file=name,
        )
    groups = [one for one in root if _local(one) == "Codes"]
    codes = tuple(_read(one, name) for group in groups for one in group if _local(one) == "Code")
    title = Path(name).stem or "Kategoriensystem"
    return _own(root, codes) or book_of(codes, title=title, unit="document", name=name)


def codes_of(book: Codebook) -> tuple[Code, ...]:
    """Give the codes of a codebook; their GUIDs follow from its ids."""
    return tuple(
        Code(
            guid("dimension", book.id, dimension.id),
            dimension.title,
            codable=False,
            children=_below(book, dimension, None),
        )
        for dimension in book.dimensions
    )


def code_guid(book: Codebook, dimension: str, category: str) -> str:
    """Give the GUID of a category."""
    return guid("category", book.id, dimension, category)


def _below(book: Codebook, dimension: Dimension, parent: str | None) -> tuple[Code, ...]:
    return tuple(
        Code(
            code_guid(book, dimension.id, one.id),
            one.title,
            description=described(one),
            children=_below(book, dimension, one.id),
        )
        for one in dimension.categories
        if one.parent == parent
    )


def described(category: Category) -> str:
    """Give criteria, examples and exclusions as one text for people."""
    parts = [category.criteria]
    if category.examples:
        lines = [
            f"– {one.text}{f' [{one.source}]' if one.source else ''}" for one in category.examples
        ]
        parts.append("\n".join([_EXAMPLES, *lines]))
    if category.excludes:
        parts.append(f"{_EXCLUDES} {category.excludes}")
    return "\n\n".join(part for part in parts if part)


Group = tuple[str, tuple[Code, ...]]


def groups_of(codes: Sequence[Code], used: Set[str] = frozenset()) -> list[Group]:
    """Give dimensions of codes: top codes that only hold others, else one of all codes.

    ``used`` are the codes something is coded with. The code for "no category" belongs to none.
    """
    codes = _without_nothing(codes)
    if codes and all(c.children and not c.codable and c.guid not in used for c in codes):
        return [(code.name, code.children) for code in codes]
    return [(ALL_CODES, codes)]


def _without_nothing(codes: Sequence[Code]) -> tuple[Code, ...]:
    return tuple(
        replace(one, children=_without_nothing(one.children))
        for one in codes
        if one.name != NO_CATEGORY
    )


def book_of(
    codes: Sequence[Code],
    *,
    title: str,
    unit: codebooks.Unit,
    name: str,
    used: Set[str] = frozenset(),
) -> Codebook:
    """Make a draft codebook of codes, with the dimensions of ``groups_of``.

    Raises WrongData where a dimension would have more categories than a mask has bits.
    """
    if not codes:
        raise WrongData("Das Kategoriensystem hat keine Codes.", "Codes anlegen.", file=name)
    ids: set[str] = set()
    groups = groups_of(codes, used)
    dimensions = tuple(_dimension(top, below, unit, ids, name) for top, below in groups)
    return Codebook(
        codebooks.identifier(title), title, "1", "draft", "de", "", "", dimensions=dimensions
    )


def _dimension(
    title: str, codes: Sequence[Code], unit: codebooks.Unit, taken: set[str], name: str
) -> Dimension:
    ids: set[str] = set()
    categories = tuple(_categories(codes, None, ids))
    if len(categories) > codebooks.MOST_CATEGORIES:
        raise WrongData(
            f"„{title}“ hat {len(categories)} Codes, eine Dimension höchstens "
            f"{codebooks.MOST_CATEGORIES}.",
            "Codes unter Obercodes ordnen, mit denen nicht codiert wird: sie werden Dimensionen.",
            file=name,
        )
    return Dimension(_new_id(title, taken), title, unit=unit, categories=categories)


def _categories(codes: Iterable[Code], parent: str | None, ids: set[str]) -> Iterable[Category]:
    for code in codes:
        id_ = _new_id(code.name, ids)
        criteria, examples, excludes = undescribed(code.description)
        yield Category(id_, code.name, criteria, examples, excludes, parent=parent)
        yield from _categories(code.children, id_, ids)


def undescribed(text: str) -> tuple[str, tuple[Example, ...], str]:
    """Take criteria, examples and exclusions apart again."""
    criteria, examples, excludes = [], list[Example](), ""
    for part in text.split("\n\n"):
        if part.startswith(_EXAMPLES):
            found = re.findall(r"^– (.*?)(?: \[([^\[\]]*)\])?$", part, re.MULTILINE)
            examples = [Example(words, source) for words, source in found]
        elif part.startswith(_EXCLUDES):
            excludes = part.removeprefix(_EXCLUDES).strip()
        else:
            criteria.append(part)
    return "\n\n".join(criteria).strip(), tuple(examples), excludes


def _new_id(title: str, taken: set[str]) -> str:
    base = codebooks.identifier(title)
    id_, number = base, 1
    while id_ in taken:
        number += 1
        id_ = f"{base}_{number}"
    taken.add(id_)
    return id_


def _write(parent: Any, code: Code) -> None:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{CODEBOOK}}}Code")
    element.set("guid", code.guid)
    element.set("name", code.name)
    element.set("isCodable", "true" if code.codable else "false")
    if code.description:
        etree.SubElement(element, f"{{{CODEBOOK}}}Description").text = code.description
    for child in code.children:
        _write(element, child)


def _read(element: Any, name: str) -> Code:
    if not element.get("name"):
        raise WrongData(
            "Ein Code hat keinen Namen.", "Codes benennen.", file=name, line=element.sourceline
        )
    texts = [one.text or "" for one in element if _local(one) == "Description"]
    return Code(
        guid=(element.get("guid") or "").strip("{}").upper(),
        name=element.get("name"),
        codable=element.get("isCodable", "true") in ("true", "1"),
        color=element.get("color", ""),
        description="\n".join(texts),
        children=tuple(_read(one, name) for one in element if _local(one) == "Code"),
    )


def _own(root: Any, codes: Sequence[Code]) -> Codebook | None:
    """The codebook that travelled along, if the codes are still its own."""
    before = root.getprevious()
    if before is None or getattr(before, "target", None) != TARGET:
        return None
    fingerprint, _, content = (before.text or "").partition(" ")
    if fingerprint != _fingerprint(codes):
        return None
    return codebooks.read(b64decode(content).decode())


def _fingerprint(codes: Sequence[Code]) -> str:
    digest = hashlib.sha256()
    for code in (one for top in codes for one in top.walk()):
        kept = (code.guid, code.name, code.codable, code.description, len(code.children))
        digest.update(repr(kept).encode())
    return digest.hexdigest()


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
