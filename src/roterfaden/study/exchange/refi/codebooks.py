"""Codebooks between our form and REFI-QDA: dimensions are codes that cannot be coded with.

What REFI-QDA has no place for (ids, rubrics, units, wording of tables) travels in a ``.qdc`` file
as a processing instruction, which other programs pass over. It counts on the way back only if the
codes are still the ones it was written with.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from roterfaden.study import codebook as codebooks
from roterfaden.study.codebook import Codebook, Dimension
from roterfaden.study.exchange.archives import parsed_xml
from roterfaden.study.exchange.refi.building import ORIGIN
from roterfaden.study.exchange.refi.drafts import book_of, described
from roterfaden.study.exchange.refi.model import Code, CodeSet, guid
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData

CODEBOOK = "urn:QDA-XML:codebook:1.0"
TARGET = "roterfaden-codebook"


def write_codebook(book: Codebook) -> bytes:
    """Give a codebook as ``.qdc``."""
    from lxml import etree

    root = _root(codes_of(book))
    yaml = codebooks.write(book).encode()
    own = f"{_fingerprint(codes_of(book))} {b64encode(yaml).decode()}"
    root.addprevious(etree.ProcessingInstruction(TARGET, own))
    return _serialised(root)


def write_codes(codes: Sequence[Code], sets: Sequence[CodeSet] = ()) -> bytes:
    """Give codes of any project as ``.qdc``, with their GUIDs, colours and sets."""
    from lxml import etree

    root = _root(codes)
    for one in sets:
        if not one.codes:
            continue
        group = root.find(f"{{{CODEBOOK}}}Sets")
        if group is None:
            group = etree.SubElement(root, f"{{{CODEBOOK}}}Sets")
        element = etree.SubElement(group, f"{{{CODEBOOK}}}Set", guid=one.guid, name=one.name)
        if one.description:
            etree.SubElement(element, f"{{{CODEBOOK}}}Description").text = one.description
        for code in one.codes:
            etree.SubElement(element, f"{{{CODEBOOK}}}MemberCode", guid=code)
    return _serialised(root)


def read_codes(
    source: Path | bytes, *, name: str = ""
) -> tuple[tuple[Code, ...], tuple[CodeSet, ...]]:
    """Read codes and sets of a ``.qdc`` file of any program, in the namespaces 1.0 and 0:4."""
    root, name = _parsed(source, name)
    groups = [one for one in root if _local(one) == "Sets"]
    sets = [_read_set(one) for group in groups for one in group if _local(one) == "Set"]
    return _codes(root, name), tuple(sets)


def _root(codes: Sequence[Code]) -> Any:
    from lxml import etree

    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    group = etree.SubElement(root, f"{{{CODEBOOK}}}Codes")
    for code in codes:
        _write(group, code)
    return root


def _serialised(root: Any) -> bytes:
    from lxml import etree

    etree.indent(root)
    tree = root.getroottree()
    return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


def read_codebook(source: Path | bytes, *, name: str = "") -> Codebook:
    """Read a ``.qdc`` file of any program and of the namespaces 1.0 and 0:4."""
    root, name = _parsed(source, name)
    codes = _codes(root, name)
    title = Path(name).stem or "Kategoriensystem"
    return _own(root, codes) or book_of(codes, title=title, unit="document", name=name)


def _parsed(source: Path | bytes, name: str) -> tuple[Any, str]:
    name = name or (str(source) if isinstance(source, Path) else "Kategoriensystem")
    root = parsed_xml(content_of(source, name=name), name=name)
    if _local(root) != "CodeBook":
        raise WrongData(
            f"Die Datei beginnt mit „{_local(root)}“ statt „CodeBook“.",
            "Ein Kategoriensystem (.qdc) als REFI-QDA ausgeben.",
            file=name,
        )
    return root, name


def _codes(root: Any, name: str) -> tuple[Code, ...]:
    groups = [one for one in root if _local(one) == "Codes"]
    return tuple(_read(one, name) for group in groups for one in group if _local(one) == "Code")


def _read_set(element: Any) -> CodeSet:
    texts = [one.text or "" for one in element if _local(one) == "Description"]
    members = [one.get("guid") or "" for one in element if _local(one) == "MemberCode"]
    return CodeSet(
        _plain(element.get("guid")),
        element.get("name", ""),
        "\n".join(texts),
        tuple(_plain(one) for one in members),
    )


def _plain(guid_: str | None) -> str:
    return (guid_ or "").strip("{} ").upper()


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


def _write(parent: Any, code: Code) -> None:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{CODEBOOK}}}Code")
    element.set("guid", code.guid)
    element.set("name", code.name)
    element.set("isCodable", "true" if code.codable else "false")
    if code.color:
        element.set("color", code.color)
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
        guid=_plain(element.get("guid")),
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
    try:
        return codebooks.read(b64decode(content).decode())
    except (ValueError, WrongData):  # damaged on the way; the codes themselves are whole
        return None


def _fingerprint(codes: Sequence[Code]) -> str:
    digest = hashlib.sha256()
    for code in (one for top in codes for one in top.walk()):
        kept = (code.guid, code.name, code.codable, code.description, len(code.children))
        digest.update(repr(kept).encode())
    return digest.hexdigest()


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
