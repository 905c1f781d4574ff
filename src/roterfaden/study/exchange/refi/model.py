"""What a REFI-QDA project says, as values. GUIDs are upper case, without braces."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

NAMESPACE = UUID("5d0f6a0c-6f1d-5c37-9a5e-2f4f5d6b7c81")


def guid(*parts: str) -> str:
    """Give the GUID of something by its names: the same names, the same GUID."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts))).upper()


@dataclass(frozen=True)
class User:
    """A coder."""

    guid: str
    name: str


@dataclass(frozen=True)
class Code:
    """A code with those below it."""

    guid: str
    name: str
    codable: bool = True
    color: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    children: tuple["Code", ...] = ()

    def walk(self) -> Iterator["Code"]:
        """Give the code and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Coding:
    """A code given by somebody at some time; ``code``, ``by`` and ``notes`` are GUIDs."""

    guid: str
    code: str
    by: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """A passage; positions count characters, half open."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class Source:
    """A document; ``text`` is None where the archive lacks it. ``codings`` are of all of it."""

    guid: str
    name: str
    text: str | None
    description: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "TextSource"
    others: int = 0
    """How many selections are no passages of text: areas of pictures, spans of time."""


@dataclass(frozen=True)
class Note:
    """A memo."""

    guid: str
    name: str
    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class CodeSet:
    """A set of codes, sources and memos, by GUID."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """A project's coders, codes, documents with codings, memos and sets."""

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    description: str = ""
    note_refs: tuple[str, ...] = ()

    def all_codes(self) -> Iterator[Code]:
        """Give every code of the tree, in order."""
        for code in self.codes:
            yield from code.walk()
