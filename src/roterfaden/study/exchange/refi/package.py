"""A ``.qdpx`` archive: its project file, made regular, and the files of its sources."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from roterfaden.study.exchange.archives import checked_zip, member, parsed_xml
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

PROJECT = "urn:QDA-XML:project:1.0"
_GUIDS = frozenset(
    """guid targetGUID creatingUser modifyingUser creatingUserGUID modifyingUserGUID representedGUID
    sourceVertex targetVertex originGUID fromSyncPoint toSyncPoint""".split()
)
_GROUPS = frozenset("Users CodeBook Codes Variables Cases Sources Notes Links Sets Graphs".split())
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """A whole project: ``xml`` is canonical, so that equal projects are equal bytes."""

    xml: bytes
    files: Mapping[str, bytes]
    name: str = "Projekt"

    def root(self) -> Any:
        """Give the element ``Project``, to read."""
        return parsed_xml(self.xml, name=self.name)

    def plain_root(self) -> Any:
        """Give the element ``Project`` with all GUIDs in capitals and without braces."""
        return _copied(self.root(), PROJECT, plain=True)

    def file(self, path: str) -> bytes | None:
        """Give what ``internal://…`` points to; None where the archive lacks it."""
        wanted = path.replace("\\", "/").rpartition("://")[2].lstrip("/").casefold()
        for place, content in self.files.items():
            if place.casefold() == f"sources/{wanted}":
                return content
        return None


def read_package(source: Path | bytes, *, name: str = "") -> Package:
    """Read a project, and make regular what the programs write differently.

    Project files of any capitalisation, in a folder or not; other namespaces; codes that do not say
    whether they can be coded with; GUIDs that are spelt in two ways (else they stay as they are).
    """
    name = name or (str(source) if isinstance(source, Path) else "Projekt")
    archive = checked_zip(content_of(source, name=name), name=name)
    paths = [one.filename for one in archive.infolist() if not one.is_dir()]
    projects = [path for path in paths if path.casefold().endswith(".qde")]
    if len(projects) != 1:
        raise WrongData(
            f"Das Archiv enthält {len(projects)} Projektdateien (.qde), nötig ist genau eine.",
            "Das Projekt neu als REFI-QDA ausgeben.",
            file=name,
        )
    base = projects[0].rpartition("/")[0]
    files = {
        _in_sources(path.removeprefix(f"{base}/")): member(archive, path, name=name)
        for path in paths
        if path != projects[0]
    }
    content = member(archive, projects[0], name=name)
    return Package(regular(content, name=f"{name}/{projects[0]}"), files, name)


def _in_sources(path: str) -> str:
    folder, slash, rest = path.replace("\\", "/").partition("/")
    return f"Sources/{rest}" if slash and folder.casefold() == "sources" else path


def regular(content: bytes, *, name: str) -> bytes:
    """Give a project file in canonical form; raises WrongData where it is none."""
    from lxml import etree

    root = parsed_xml(content, name=name)
    if etree.QName(root).localname != "Project":
        raise WrongData(
            f"Die Projektdatei beginnt mit „{etree.QName(root).localname}“ statt „Project“.",
            "Ein Projekt (.qdpx) als REFI-QDA ausgeben.",
            file=name,
        )
    made = _copied(root, PROJECT, plain=False)
    if not _consistent(made):
        made = _copied(root, PROJECT, plain=True)
    return bytes(etree.tostring(made, method="c14n2"))


def _consistent(root: Any) -> bool:
    """Say whether every reference spells its GUID as the thing it points to."""
    named = {one.get("guid") for one in root.iter() if "guid" in one.attrib}
    referring = _GUIDS - {"guid"}
    return all(
        value in named
        for one in root.iter()
        for name, value in one.attrib.items()
        if name in referring
    )


def _copied(element: Any, namespace: str, *, plain: bool) -> Any:
    """Copy elements into the namespace, without comments and the white space between elements."""
    from lxml import etree

    local = etree.QName(element).localname
    made = etree.Element(f"{{{namespace}}}{local}", nsmap={None: namespace})
    for attribute, value in element.attrib.items():
        if not attribute.startswith("{"):
            is_guid = plain and attribute in _GUIDS
            made.set(attribute, value.strip("{} ").upper() if is_guid else value)
    if local == "Code" and "isCodable" not in made.attrib:
        made.set("isCodable", "true")
    children = [one for one in element if isinstance(one.tag, str)]
    copied = [_copied(one, namespace, plain=plain) for one in children]
    made.extend(one for one in copied if len(one) or etree.QName(one).localname not in _GROUPS)
    if not children:
        made.text = element.text
    return made


def write_package(package: Package, path: Path) -> None:
    """Write a project that the schema allows; the same project gives the same bytes."""
    with written(path) as part:
        part.write_bytes(packed(package))


def packed(package: Package) -> bytes:
    """Give the archive; raises WrongData where the project breaks the schema."""
    from lxml import etree

    root = package.root()
    check(root, name=package.name)
    etree.indent(root)
    xml = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in {"project.qde": xml, **package.files}.items():
            archive.writestr(zipfile.ZipInfo(place, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def check(root: Any, *, name: str) -> None:
    """Raise WrongData with the first thing that the schema of REFI-QDA does not allow."""
    schema = _schema()
    if not schema.validate(root):
        error = schema.error_log[0]
        raise WrongData(
            f"Das Projekt hält sich nicht an REFI-QDA 1.0: {error.message}",
            "Im Programm, aus dem es kommt, berichtigen und neu ausgeben.",
            file=name,
            line=error.line,
        )


@cache
def _schema() -> Any:
    from lxml import etree

    file = resources.files("roterfaden.study.exchange.refi") / "Project.xsd"
    return etree.XMLSchema(etree.fromstring(file.read_bytes()))
