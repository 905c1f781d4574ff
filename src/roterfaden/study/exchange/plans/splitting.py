"""Split the text of a plan by the six headings of Abbildung 1, whatever program printed it."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from roterfaden.study.rubrics import RUBRICS
from roterfaden.study.troubles import WrongData

_BULLET = re.compile(r"\s*(?:[•▪●○◦·*–-]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?;:]\s*$")
_SIGNATURE = re.compile(r"(?im)^.*\bKundennummer\b")
_CONTACT = re.compile(r"(?i)\s*(?:Ihre?\s+)?Ansprechpartner(?:in)?\b|\s*Seite \d+ von \d+\s*$")
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_FEWEST = 2


def _heading(words: str) -> str:
    """A heading at the start of a line, perhaps broken; a short one only with a colon."""
    loose = r"\s+".join(re.escape(word) for word in words.split())
    colon = r"\s*:" if len(words.split()) < 3 else r"\s*(?::|$)"
    return loose + colon


_HEADINGS = re.compile(
    r"^[ \t]*(?:"
    + "|".join(
        rf"(?P<{rubric}>{'|'.join(map(_heading, sorted(words, key=len, reverse=True)))})"
        for rubric, words in RUBRICS.items()
    )
    + ")",
    re.IGNORECASE | re.MULTILINE,
)


def has_headings(text: str) -> bool:
    """Say whether a text has at least two of the headings, as a plan has."""
    return len({match.lastgroup for match in _HEADINGS.finditer(normalize("NFC", text))}) >= _FEWEST


def split(text: str, *, name: str, wrapped: bool) -> tuple[dict[str, list[str]], str]:
    """Give the entries by rubric, and the day that stands above the first heading, or nothing.

    ``wrapped`` lines (of a PDF) belong together until a sentence ends, a bullet or an empty line;
    else each line is an entry. What stands below the last rubric, name and contact, is left out.

    Raises WrongData where fewer than two of the headings are found, or one twice.
    """
    text = normalize("NFC", text)
    found = list(_HEADINGS.finditer(text))
    rubrics = [str(match.lastgroup) for match in found]
    if len(set(rubrics)) < _FEWEST:
        raise WrongData(
            "Die Überschriften eines Kooperationsplans stehen nicht darin.",
            "Die sechs Überschriften wie „Mein Ziel ist:“ an den Zeilenanfang stellen.",
            file=name,
        )
    doubled = next((one for one in rubrics if rubrics.count(one) > 1), None)
    if doubled:
        raise WrongData(
            f"Die Überschrift „{RUBRICS[doubled][0]}“ steht mehrmals darin.",
            "Je Datei einen Plan ablegen.",
            file=name,
        )
    ends = [*(match.start() for match in found[1:]), len(text)]
    parts: dict[str, list[str]] = {rubric: [] for rubric in RUBRICS}
    for match, end in zip(found, ends, strict=True):
        lines = _without_foot(text[match.end() : end])
        parts[str(match.lastgroup)] = _entries(lines, wrapped=wrapped)
    return parts, day_in(text[: found[0].start()])


def _without_foot(part: str) -> list[str]:
    """Cut name, Kundennummer and contact: the name stands above or before the number."""
    if match := _SIGNATURE.search(part):
        above = part[: match.start()].rstrip().splitlines()
        starts = match.group().strip().casefold() == "kundennummer"
        kept = above[:-1] if starts and above and not _END.search(above[-1]) else above
        part = "\n".join(kept)
    return [line for line in part.splitlines() if not _CONTACT.match(line)]


def _entries(lines: Sequence[str], *, wrapped: bool) -> list[str]:
    entries: list[str] = []
    begins = True
    for line in lines:
        bullet = _BULLET.match(line)
        words = " ".join(line[bullet.end() if bullet else 0 :].split())
        if words and (begins or bullet or not wrapped):
            entries.append(words)
        elif words:
            entries[-1] = _glued(entries[-1], words)
        begins = not words or (bool(_END.search(words)) and not words.endswith((":", ";")))
    return entries


def _glued(first: str, second: str) -> str:
    """Join two lines, without the hyphen that parted a word."""
    if first.endswith("-") and second[:1].islower() and not second.startswith(("und ", "oder ")):
        return first[:-1] + second
    return f"{first} {second}"


def day_in(text: str) -> str:
    """Give the first day of a text as ISO 8601 has it, or nothing."""
    match = _DAY.search(text)
    if not match:
        return ""
    day, month, year = (int(one) for one in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
