"""Make a project of its contents: the other direction of ``contents``."""

import re
from collections.abc import Iterable
from typing import Any

from roterfaden import __version__
from roterfaden.study.exchange.refi.model import Code, CodeSet, Coding, Contents, Note, Source
from roterfaden.study.exchange.refi.package import PROJECT, Package
from roterfaden.study.tabular import as_bytes
from roterfaden.study.troubles import WrongData

ORIGIN = f"Roter Faden {__version__}"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def package_of(contents: Contents) -> Package:
    """Give the project with these contents; texts lie as files in ``Sources``.

    Raises WrongData for signs that XML cannot hold.
    """
    from lxml import etree

    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})
    _set(root, name=contents.name, origin=ORIGIN)
    files: dict[str, bytes] = {}
    for user in contents.users:
        _set(_add(_group(root, "Users"), "User"), guid=user.guid, name=user.name)
    for code in contents.codes:
        _code(_group(_group(root, "CodeBook"), "Codes"), code)
    for source in contents.sources:
        _source(_group(root, "Sources"), source, files)
    for note in contents.notes:
        _note(_group(root, "Notes"), note)
    for one in contents.sets:
        _code_set(_group(root, "Sets"), one)
    _described(root, contents.description)
    _refs(root, "NoteRef", contents.note_refs)
    return Package(etree.tostring(root, method="c14n2"), files, contents.name)


def _code(parent: Any, code: Code) -> None:
    element = _add(parent, "Code")
    codable = "true" if code.codable else "false"
    _set(element, guid=code.guid, name=code.name, isCodable=codable, color=code.color)
    _described(element, code.description)
    _refs(element, "NoteRef", code.notes)
    for child in code.children:
        _code(element, child)


def _source(parent: Any, source: Source, files: dict[str, bytes]) -> None:
    element = _add(parent, "TextSource")
    _set(element, guid=source.guid, name=source.name)
    if source.text is not None:
        element.set("plainTextPath", f"internal://{source.guid}.txt")
        files[f"Sources/{source.guid}.txt"] = as_bytes(source.text)
    _described(element, source.description)
    for one in source.selections:
        selection = _add(element, "PlainTextSelection")
        _set(selection, guid=one.guid, name=one.name)
        _set(selection, startPosition=str(one.start), endPosition=str(one.end))
        _set(selection, creatingUser=one.by, creationDateTime=one.at)
        _described(selection, one.description)
        _codings(selection, one.codings)
        _refs(selection, "NoteRef", one.notes)
    _codings(element, source.codings)
    _refs(element, "NoteRef", source.notes)


def _codings(parent: Any, codings: Iterable[Coding]) -> None:
    for one in codings:
        element = _add(parent, "Coding")
        _set(element, guid=one.guid, creatingUser=one.by, creationDateTime=one.at)
        _refs(element, "CodeRef", (one.code,))
        _refs(element, "NoteRef", one.notes)


def _note(parent: Any, note: Note) -> None:
    element = _add(parent, "Note")
    _set(element, guid=note.guid, name=note.name)
    _set(element, creatingUser=note.by, creationDateTime=note.at)
    _add(element, "PlainTextContent").text = _checked(note.text)


def _code_set(parent: Any, one: CodeSet) -> None:
    element = _add(parent, "Set")
    _set(element, guid=one.guid, name=one.name)
    _described(element, one.description)
    _refs(element, "MemberCode", one.codes)
    _refs(element, "MemberSource", one.sources)
    _refs(element, "MemberNote", one.notes)


def _group(parent: Any, name: str) -> Any:
    found = parent.find(f"{{{PROJECT}}}{name}")
    return found if found is not None else _add(parent, name)


def _add(parent: Any, name: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{PROJECT}}}{name}")


def _described(element: Any, description: str) -> None:
    if description:
        _add(element, "Description").text = _checked(description)


def _refs(element: Any, name: str, targets: Iterable[str]) -> None:
    for target in targets:
        _set(_add(element, name), targetGUID=target)


def _set(element: Any, **attributes: str) -> None:
    for name, value in attributes.items():
        if value or name == "name":
            element.set(name, _checked(value))


def _checked(text: str) -> str:
    if found := _NO_XML.search(text):
        raise WrongData(
            f"Der Text enthält ein Steuerzeichen (U+{ord(found.group()):04X}) an Stelle "
            f"{found.start()}; REFI-QDA kann es nicht aufnehmen.",
            "Das Zeichen entfernen.",
            file=text[:40],
        )
    return text
