"""What people put before their words: ``ziel:``, ``wichtig:``, ``@jc``, ``@name``."""

import re
from dataclasses import dataclass, replace

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.model import Kind, Owner
from roterfaden.talk.capture.words import fold

_KINDS = {
    "ziel": (Kind.GOAL, None),
    "mein ziel": (Kind.GOAL, None),
    "hauptziel": (Kind.GOAL, None),
    "zwischenziel": (Kind.INTERIM_GOAL, None),
    "etappenziel": (Kind.INTERIM_GOAL, None),
    "wichtig": (Kind.ASPECT, None),
    "sonst wichtig": (Kind.ASPECT, None),
    "schritt": (Kind.STEP, Owner.RECIPIENT),
    "zusage": (Kind.STEP, Owner.JOBCENTRE),
}
_KIND = re.compile(rf"\s*({'|'.join(sorted(_KINDS, key=len, reverse=True))})\s*:\s*", re.IGNORECASE)
_MAYBE_KIND = re.compile(r"(zwischenziel|ziel)(?=\s+\S)", re.IGNORECASE)
_OWNER = re.compile(
    r"(?<!\S)@\s?(?:[\"„“](?P<quoted>[^\"„“”]+)[\"“”]|(?P<long>agentur für arbeit)(?!\w)"
    r"|(?P<name>\w[\w&+/-]*))[:,]?(?=\s|$)",
    re.IGNORECASE,
)
_OFFICE = {"jc", "jobcenter", "jobcentre", "jobcenters", "wir", "uns"}
_PERSON = {"ich", "elb", "person"}
_INITIALS = {"vhs", "ihk", "hwk", "bamf", "awo", "drk", "mbe", "jmd", "bfd", "aa"}
_OFFICE_SPEAKS = re.compile(r"(?:(?:mein|das|unser) )?(?:jobcenter|jc) (?!termin)")
_SOMEBODY_SPEAKS = re.compile(r"(?:wir |(?:frau|herr|hr|fr) [a-z])")


@dataclass(frozen=True)
class Marked:
    """Kind and owner with what is left of the line; ``is_said`` where the line named one."""

    rest: str
    kind: Kind = Kind.STEP
    owner: Owner | None = Owner.RECIPIENT
    owner_name: str = ""
    is_said: bool = False
    doubts: tuple[Doubt, ...] = ()
    read: tuple[str, ...] = ()


def read_markers(text: str) -> Marked:
    """Kind and owner of one entry. Without any marker it is a step of the recipient."""
    named = _KIND.match(text)
    if named is None:
        return _with_owner(text)
    kind, owner = _kind(named)
    rest, read = text[named.end() :], tuple(named[0].split())
    is_goal = kind in {Kind.GOAL, Kind.INTERIM_GOAL}
    doubts = (Doubt(Part.OWNER, Why.NOT_FOR_GOALS),) if is_goal and _OWNER.search(rest) else ()
    return Marked(rest, kind, owner, is_said=True, doubts=doubts, read=read)


def _kind(named: re.Match[str]) -> tuple[Kind, Owner | None]:
    return _KINDS[" ".join(named[1].casefold().split())]


def _with_owner(text: str) -> Marked:
    found = _OWNER.search(text)
    if found is None:
        return _unmarked(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    read = tuple(found[0].split())
    after = _KIND.match(rest)
    if after and _kind(after)[0] != Kind.STEP:
        marked = read_markers(rest)
        doubts = (Doubt(Part.OWNER, Why.NOT_FOR_GOALS),)
        return replace(marked, doubts=doubts, read=(*read, *marked.read))
    name = found["quoted"] or found["long"] or found["name"]
    owner = _owner_of(name)
    several = (Doubt(Part.OWNER, Why.SEVERAL_OWNERS),) if _OWNER.search(rest) else ()
    shown = _name(name) if owner == Owner.OTHER else ""
    return Marked(rest, Kind.STEP, owner, shown, is_said=True, doubts=several, read=read)


def _unmarked(text: str) -> Marked:
    words = " ".join(fold(token) for token in text.split())
    if _OFFICE_SPEAKS.match(words):
        return Marked(text, owner=Owner.JOBCENTRE, is_said=True)
    if maybe := _MAYBE_KIND.match(text.strip()):
        kind = _KINDS[maybe[1].casefold()][0]
        doubts = (Doubt(Part.KIND, Why.WHAT_KIND),)
        rest = text.strip()[maybe.end() :]
        return Marked(rest, kind, None, is_said=True, doubts=doubts, read=(maybe[0],))
    if _SOMEBODY_SPEAKS.match(words) or re.search(r"(?<!\S)@(?!\S)", text):
        return Marked(text, doubts=(Doubt(Part.OWNER, Why.WHO),))
    return Marked(text)


def _owner_of(name: str) -> Owner:
    folded = fold(name)
    if folded in _OFFICE:
        return Owner.JOBCENTRE
    return Owner.RECIPIENT if folded in _PERSON else Owner.OTHER


def _name(name: str) -> str:
    words = name.replace("_", " ").split()
    if len(words) == 1 and words[0].casefold() in _INITIALS:
        return words[0].upper()
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else name
