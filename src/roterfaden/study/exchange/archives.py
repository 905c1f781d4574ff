"""ZIP and XML from strangers: opened only when whole, small enough and without tricks."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from roterfaden.study.troubles import WrongData

if TYPE_CHECKING:
    from lxml import etree

UNREADABLE = (
    *(LookupError, ValueError, TypeError, AttributeError, EOFError, SyntaxError),
    *(NotImplementedError, OSError, zipfile.BadZipFile, zlib.error),
)
"""What readers of office files raise for damaged ones."""
MOST_BYTES = 1024**3
MOST_FILES = 50_000
MOST_TIMES = 200
"""A file may unpack to so many times its packed size, once it is larger than a million bytes."""


def checked_zip(content: bytes, *, name: str) -> zipfile.ZipFile:
    """Open a ZIP file after checking its list of files; nothing is unpacked yet.

    Raises WrongData for broken files, encrypted ones, bombs, and paths that lead outside.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        files = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise WrongData(
            f"Die Datei ist kein heiles Archiv ({error}).", "Die Datei neu ausgeben.", file=name
        ) from None
    _not_too_large(files, name)
    for one in files:
        if one.flag_bits & 1:
            raise WrongData("Das Archiv ist verschlüsselt.", "Ohne Kennwort ausgeben.", file=name)
        parts = one.filename.replace("\\", "/").split("/")
        if one.filename.startswith("/") or ".." in parts or ":" in parts[0]:
            raise WrongData(
                f"Der Pfad „{one.filename}“ führt aus dem Archiv heraus.",
                "Der Datei nicht trauen; beim Absender nachfragen.",
                file=name,
            )
    return archive


def _not_too_large(files: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(one.file_size for one in files)
    packed = sum(one.compress_size for one in files)
    if len(files) > MOST_FILES or total > MOST_BYTES or total > max(10**6, MOST_TIMES * packed):
        raise WrongData(
            f"Das Archiv entpackt sich auf {total} Bytes in {len(files)} Dateien, "
            f"gepackt sind es {packed}: so sieht ein Angriff aus.",
            "Der Datei nicht trauen; große Vorhaben in mehrere teilen.",
            file=name,
        )


def member(archive: zipfile.ZipFile, path: str, *, name: str) -> bytes:
    """Unpack one file, not a byte more than its entry says; WrongData where it is broken."""
    info = archive.getinfo(path)
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except UNREADABLE as error:
        broken = f"„{path}“ im Archiv ist beschädigt ({error})."
    else:
        if len(content) == info.file_size:
            return content
        broken = f"„{path}“ im Archiv ist größer, als das Archiv angibt."
    raise WrongData(broken, "Die Datei neu ausgeben.", file=name)


def parsed_xml(content: bytes, *, name: str) -> "etree._Element":
    """Parse XML without entities, network or document types; WrongData with the line."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] or None
        raise WrongData(
            f"Das XML ist nicht lesbar ({error.msg}).",
            "Die Datei neu ausgeben.",
            file=name,
            line=line,
        ) from None
    if root.getroottree().docinfo.doctype:
        raise WrongData(
            "Das XML bringt eine eigene Dokumentart mit; so werden Angriffe verpackt.",
            "Der Datei nicht trauen; ohne DOCTYPE neu ausgeben.",
            file=name,
        )
    return root
