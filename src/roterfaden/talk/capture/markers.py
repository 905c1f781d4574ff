"""What people put before their words: ``ziel:``, ``wichtig:``, ``@jc``, ``@name``."""

import re
from dataclasses import dataclass, replace

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.model import Kind, Owner
from roterfaden.talk.capture.terms import either
from roterfaden.talk.capture.words import fold

_WORDS: tuple[tuple[str, Kind, Owner | None], ...] = (
    ("ziel|ziele|mein ziel|hauptziel|eingliederungsziel|ziel ist|mein ziel ist", Kind.GOAL, None),
    (
        "zwischenziel|zwischenziele|etappenziel|teilziel|zw.ziel|zw. ziel|zz",
        Kind.INTERIM_GOAL,
        None,
    ),
    ("wichtig|sonst wichtig|sonst noch wichtig|aspekt|sonstiges|hinweis", Kind.ASPECT, None),
    ("schritt|aufgabe|ich|elb", Kind.STEP, Owner.RECIPIENT),
    ("zusage|jc|jobcenter|mein jobcenter|wir", Kind.STEP, Owner.JOBCENTRE),
)
_KINDS = {word: (kind, owner) for words, kind, owner in _WORDS for word in words.split("|")}
_KIND = re.compile(rf"\s*({either(*map(re.escape, _KINDS))})\s*:\s*", re.IGNORECASE)
_MAYBE_KIND = re.compile(r"((?:mein )?(?:zwischenziel|ziel)(?: ist)?)(?=\s+\S)", re.IGNORECASE)
_OWNER = re.compile(
    r"(?<!\S)@\s?(?:[\"„“](?P<quoted>[^\"„“”]+)[\"“”]"
    r"|(?P<long>agentur für arbeit|andere[rn]? (?:träger|traeger|stelle))(?!\w)"
    r"|(?P<name>\w[\w&+/-]*))[:,]?(?=\s|$)",
    re.IGNORECASE,
)
_OFFICE = {"jc", "jobcenter", "jobcentre", "jobcenters", "wir", "uns", "ifk", "pap", "fm"}
_PERSON = {"ich", "elb", "lb", "person", "kunde", "kundin"}
_NOBODY = {"andere", "anderer", "andere traeger", "anderer traeger", "andere stelle", "traeger"}
_NAME_GOES_ON = re.compile(r"\s*(?:der|des|für|fuer|e\.\s?v\.)(?!\w)", re.IGNORECASE)
_INITIALS = {"vhs", "ihk", "hwk", "bamf", "awo", "drk", "mbe", "jmd", "bfd", "aa"}
_OFFICE_SPEAKS = re.compile(r"(?:(?:mein|das|unser) )?(?:jobcenter|jc) (?!termin)")
_SOMEBODY_SPEAKS = re.compile(
    r"wir |(?:frau|herr|hr|fr) [a-z-]+ [a-z]+t(?![a-z])|"
    r".*(?<![^ ])durch (?:das |den )?(?:jc|jobcenter|traeger)\b"
)


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
        not_for_goals = (Doubt(Part.OWNER, Why.NOT_FOR_GOALS),)
        return replace(marked, doubts=not_for_goals, read=(*read, *marked.read))
    name = found["quoted"] or found["long"] or found["name"]
    owner = _owner_of(name)
    shown = _name(name) if owner == Owner.OTHER else ""
    doubts: tuple[Doubt, ...] = ()
    if _OWNER.search(rest):
        doubts = (Doubt(Part.OWNER, Why.SEVERAL_OWNERS),)
    elif shown and _is_unclear(name, text[found.end() :]):
        doubts = (Doubt(Part.OWNER, Why.WHO),)
    return Marked(rest, Kind.STEP, owner, shown, is_said=True, doubts=doubts, read=read)


def _is_unclear(name: str, rest: str) -> bool:
    """Nobody in particular, or a name of which the mark took only the first word."""
    folded = " ".join(fold(word) for word in name.split())
    return folded in _NOBODY or _NAME_GOES_ON.match(rest) is not None


def _unmarked(text: str) -> Marked:
    words = " ".join(fold(token) for token in text.split())
    if _OFFICE_SPEAKS.match(words):
        return Marked(text, owner=Owner.JOBCENTRE, is_said=True)
    if maybe := _MAYBE_KIND.match(text.strip()):
        kind = _KINDS[maybe[1].casefold().removesuffix(" ist").removeprefix("mein ")][0]
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
