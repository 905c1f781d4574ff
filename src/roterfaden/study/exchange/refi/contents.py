"""Read what a project says: coders, codes, documents, passages, memos, sets."""

from collections.abc import Iterator
from typing import Any

from roterfaden.study.exchange.refi.model import (
    Code,
    CodeSet,
    Coding,
    Contents,
    Note,
    Selection,
    Source,
    User,
)
from roterfaden.study.exchange.refi.package import PROJECT, Package, check
from roterfaden.study.tabular import as_text
from roterfaden.study.troubles import WrongData

_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_TEXTS = ("Representation", "TextDescription", "Transcript")
_OTHER_SELECTIONS = (
    *("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"),
    "TranscriptSelection",
)


def contents_of(package: Package) -> Contents:
    """Give the contents; raises WrongData for texts in another encoding and unknown codes."""
    root = package.plain_root()
    try:
        contents = _contents(root, package)
    except (AttributeError, TypeError, ValueError):
        check(root, name=package.name)  # says what is missing
        raise
    _check_codes(contents, package.name)
    return contents


def _contents(root: Any, package: Package) -> Contents:
    notes = _children(root, "Notes", "Note")
    return Contents(
        name=root.get("name", ""),
        users=tuple(User(one.get("guid"), _named(one)) for one in _children(root, "Users", "User")),
        codes=tuple(_code(one) for one in root.iterfind(_path("CodeBook", "Codes", "Code"))),
        sources=tuple(_source(one, package) for one in _sources(root)),
        notes=tuple(_note(one, package) for one in notes),
        sets=tuple(_set(one) for one in _children(root, "Sets", "Set")),
        description=_text(root, "Description"),
        note_refs=_refs(root, "NoteRef"),
    )


def _named(user: Any) -> str:
    return str(user.get("name") or user.get("id") or user.get("guid"))


def _sources(root: Any) -> Iterator[Any]:
    for one in root.iterfind(_path("Sources", "*")):
        if _local(one) in _SOURCES:
            yield one


def _code(element: Any) -> Code:
    return Code(
        guid=element.get("guid"),
        name=element.get("name", ""),
        codable=element.get("isCodable") in ("true", "1"),
        color=element.get("color", ""),
        description=_text(element, "Description"),
        notes=_refs(element, "NoteRef"),
        children=tuple(_code(one) for one in element.iterfind(_path("Code"))),
    )


def _source(element: Any, package: Package) -> Source:
    texts = [element, *(one for kind in _TEXTS for one in element.iterfind(_path(kind)))]
    selections = [
        _selection(one) for text in texts for one in text.iterfind(_path("PlainTextSelection"))
    ]
    written = [text for one in texts if (text := _plain(one, package)) is not None]
    text = written[0] if written else None
    if text is not None and any(one.end > len(text) for one in selections):
        text = _instead(element, package, text, max(one.end for one in selections))
    return Source(
        guid=element.get("guid"),
        name=element.get("name", ""),
        text=text,
        description=_text(element, "Description"),
        selections=tuple(selections),
        codings=tuple(_codings(element)),
        notes=_refs(element, "NoteRef"),
        kind=_local(element),
        others=sum(1 for kind in _OTHER_SELECTIONS for _ in element.iter(_path(kind))),
    )


def _plain(element: Any, package: Package) -> str | None:
    content = element.find(_path("PlainTextContent"))
    if content is not None:
        return content.text or ""
    path = element.get("plainTextPath")
    data = package.file(path) if path else None
    return None if data is None else as_text(data, name=f"{package.name}/{path}")


def _instead(element: Any, package: Package, text: str, needed: int) -> str | None:
    """Give the text of the DOCX where the plain file is a stub, as NVivo leaves it."""
    name = f"{package.name}: {element.get('name')}"
    if len(text) > 1:
        raise WrongData(
            f"Eine Stelle reicht bis Zeichen {needed}, der Text hat nur {len(text)}.",
            "Text und Codierungen passen nicht zusammen; das Projekt neu ausgeben.",
            file=name,
        )
    rich = package.file(element.get("richTextPath") or "")
    if rich is None or not rich.startswith(b"PK"):
        return None
    from roterfaden.study.exchange.docx import text_of

    longer = text_of(rich, name=name)
    return longer if len(longer) >= needed else None


def _selection(element: Any) -> Selection:
    start, end = int(element.get("startPosition")), int(element.get("endPosition"))
    if not 0 <= start <= end:
        raise WrongData(
            f"Die Stelle von {start} bis {end} gibt es nicht.",
            "Das Projekt neu ausgeben.",
            file=element.get("name") or element.get("guid"),
        )
    return Selection(
        guid=element.get("guid"),
        start=start,
        end=end,
        name=element.get("name", ""),
        description=_text(element, "Description"),
        codings=tuple(_codings(element)),
        notes=_refs(element, "NoteRef"),
        by=element.get("creatingUser", ""),
        at=element.get("creationDateTime", ""),
    )


def _codings(element: Any) -> Iterator[Coding]:
    for one in element.iterfind(_path("Coding")):
        yield Coding(
            guid=one.get("guid"),
            code=one.find(_path("CodeRef")).get("targetGUID"),
            by=one.get("creatingUser", ""),
            at=one.get("creationDateTime", ""),
            notes=_refs(one, "NoteRef"),
        )


def _note(element: Any, package: Package) -> Note:
    return Note(
        guid=element.get("guid"),
        name=element.get("name", ""),
        text=_plain(element, package) or "",
        by=element.get("creatingUser", ""),
        at=element.get("creationDateTime", ""),
    )


def _set(element: Any) -> CodeSet:
    return CodeSet(
        guid=element.get("guid"),
        name=element.get("name", ""),
        description=_text(element, "Description"),
        codes=_refs(element, "MemberCode"),
        sources=_refs(element, "MemberSource"),
        notes=_refs(element, "MemberNote"),
    )


def _check_codes(contents: Contents, name: str) -> None:
    known = {code.guid for code in contents.all_codes()}
    for source in contents.sources:
        codings = [*source.codings, *(one for s in source.selections for one in s.codings)]
        unknown = next((one.code for one in codings if one.code not in known), None)
        if unknown:
            raise WrongData(
                f"„{source.name}“ ist mit einem Code codiert, den es nicht gibt ({unknown}).",
                "Das Projekt mit allen Codes neu ausgeben.",
                file=name,
            )


def _children(root: Any, group: str, name: str) -> list[Any]:
    return list(root.iterfind(_path(group, name)))


def _refs(element: Any, name: str) -> tuple[str, ...]:
    return tuple(one.get("targetGUID") for one in element.iterfind(_path(name)))


def _text(element: Any, name: str) -> str:
    return element.findtext(_path(name)) or ""


def _path(*names: str) -> str:
    return "/".join(f"{{{PROJECT}}}{name}" for name in names)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
