"""Write codings that changed in a folder into the project of another program it was made of.

What the folder has no place for (pictures, links, graphs, sets, variables) stays as it was: only
codings are taken out and put in, with the passages, coders and memos they need.
"""

from collections.abc import Iterable
from typing import Any

from roterfaden.study.exchange.folders import Row, Study
from roterfaden.study.exchange.leaving import moment_of
from roterfaden.study.exchange.refi.contents import contents_of
from roterfaden.study.exchange.refi.drafts import NO_CATEGORY
from roterfaden.study.exchange.refi.model import guid
from roterfaden.study.exchange.refi.package import PROJECT, Package, read_package
from roterfaden.study.exchange.studies import Read, nothing_guid, read_contents

_PROJECT_ORDER = (
    *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"),
    *("Description", "NoteRef"),
)
_TEXT_ORDER = (
    *("Description", "PlainTextContent", "SyncPoint", "PDFSelection", "PictureSelection"),
    *("AudioSelection", "VideoSelection", "TextDescription", "Transcript", "Representation"),
    *("PlainTextSelection", "Coding", "NoteRef", "VariableValue"),
)


def merged(study: Study) -> Package | None:
    """Give the original project with the study's codings.

    None where there is no original, or where the codebook changed since, so that the project must
    be made anew.
    """
    if study.original is None:
        return None
    package = read_package(study.original, name=study.title)
    read = read_contents(contents_of(package))
    if read.study.codebook != study.codebook:
        return None
    gone, new = _gone(read, study), _new(read, study)
    if not gone and not new:
        return package
    changed = _Change(package, read)
    changed.remove(gone)
    for coder, row in new:
        changed.add(coder, row)
    return changed.package()


def _new(read: Read, study: Study) -> list[tuple[str, Row]]:
    before = {(coder, row) for coder, rows in read.study.codings.items() for row in rows}
    after = [(coder, row) for coder, rows in study.codings.items() for row in rows]
    return [one for one in after if one not in before]


def _gone(read: Read, study: Study) -> set[str]:
    """The GUIDs of codings that the study no longer has."""
    kept = {(coder, row.fields()[:5]): row for coder, rows in study.codings.items() for row in rows}
    before = {
        (coder, row.fields()[:5]): row for coder, rows in read.study.codings.items() for row in rows
    }
    keys = {key for key, row in before.items() if kept.get(key) != row}
    return {one.coding for one in read.codings if (one.coder, one.row.fields()[:5]) in keys}


class _Change:
    def __init__(self, package: Package, read: Read) -> None:
        self.original, self.read = package, read
        self.root = package.plain_root()
        self.coders = dict(read.coders)

    def package(self) -> Package:
        from lxml import etree

        xml = etree.tostring(self.root, method="c14n2")
        return Package(xml, self.original.files, self.original.name)

    def remove(self, codings: set[str]) -> None:
        """Take codings out, and passages that nothing is left of."""
        for element in list(self.root.iter(_tag("Coding"))):
            if element.get("guid") not in codings:
                continue
            parent = element.getparent()
            parent.remove(element)
            if parent.tag == _tag("PlainTextSelection") and not len(parent):
                parent.getparent().remove(parent)

    def add(self, coder: str, row: Row) -> None:
        """Put a coding in, at the whole document or at a passage."""
        place = self._document(row.document_id)
        if row.start is not None and row.end is not None:
            place = self._passage(place, row.start, row.end)
        id_ = guid("coding", coder, *(str(one) for one in row.fields()))
        element = _put(place, "Coding", _TEXT_ORDER)
        _set(element, guid=id_, creatingUser=self._coder(coder), creationDateTime=moment_of(row.at))
        _set(_put(element, "CodeRef", ()), targetGUID=self._code(row))
        if row.memo:
            note = guid("memo", id_)
            _set(_put(element, "NoteRef", ()), targetGUID=note)
            self._memo(note, row.memo)

    def _document(self, id_: str) -> Any:
        wanted = self.read.sources[id_]
        return next(one for one in self._group("Sources") if one.get("guid") == wanted)

    def _passage(self, document: Any, start: int, end: int) -> Any:
        text = document
        if document.tag != _tag("TextSource"):
            inner = ("Representation", "TextDescription", "Transcript")
            text = next((one for one in document if one.tag in map(_tag, inner)), document)
        place = {"startPosition": str(start), "endPosition": str(end)}
        for one in text.iterfind(_tag("PlainTextSelection")):
            if all(one.get(name) == value for name, value in place.items()):
                return one
        element = _put(text, "PlainTextSelection", _TEXT_ORDER)
        _set(element, guid=guid("passage", document.get("guid"), str(start), str(end)), **place)
        return element

    def _coder(self, name: str) -> str:
        if name not in self.coders:
            self.coders[name] = guid("coder", name)
            _set(_put(self._group("Users"), "User", ()), guid=self.coders[name], name=name)
        return self.coders[name]

    def _code(self, row: Row) -> str:
        code = self.read.codes[row.dimension, row.code]
        if not row.code and not any(
            one.get("guid") == code for one in self.root.iter(_tag("Code"))
        ):
            codes = self._group("CodeBook").find(_tag("Codes"))
            title = self.read.study.codebook.dimension(row.dimension).title
            tops = [one for one in codes if one.get("name") == title]
            element = _put(tops[0] if tops else codes, "Code", ())
            code = nothing_guid(self.read.study.codebook, row.dimension)
            _set(element, guid=code, name=NO_CATEGORY, isCodable="true")
        return code

    def _memo(self, id_: str, text: str) -> None:
        note = _put(self._group("Notes"), "Note", ())
        _set(note, guid=id_, name="Memo")
        _put(note, "PlainTextContent", ()).text = text

    def _group(self, name: str) -> Any:
        found = self.root.find(_tag(name))
        return found if found is not None else _put(self.root, name, _PROJECT_ORDER)


def _put(parent: Any, name: str, order: Iterable[str]) -> Any:
    """Add a child behind all that come before it or with it in ``order``; at the end without."""
    from lxml import etree

    element = etree.Element(_tag(name))
    names = [_tag(one) for one in order]
    later = set(names[names.index(_tag(name)) + 1 :]) if names else set()
    place = next((n for n, one in enumerate(parent) if one.tag in later), len(parent))
    parent.insert(place, element)
    return element


def _set(element: Any, **attributes: str) -> None:
    for name, value in attributes.items():
        if value:
            element.set(name, value)


def _tag(name: str) -> str:
    return f"{{{PROJECT}}}{name}"
