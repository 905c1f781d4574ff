"""How many: ``5 Bewerbungen``, ``zwei bis drei Betriebe``. The number stays in the text."""

import re
from dataclasses import dataclass

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.terms import NUMBER, NUMBERS, either, number
from roterfaden.talk.capture.words import Words, whole

TIMES = (
    r"(?:(?P<digits>\d{1,2}) ?(?:x|mal)|(?P<times>"
    + either(
        *(f"{word}mal" for word in ("ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben"))
    )
    + r")|(?P<apart>zwei|drei|vier|fuenf|sechs|sieben) mal)"
)
"""How many times: ``3x``, ``zweimal``, ``drei mal``."""
THINGS = (
    r"(?:[a-z]+-?)?(?:bewerbung|bewerbungen|bew|bewerbungsschreiben|eigenbemuehungen|stellen|"
    r"stellenangebote?|stellenanzeigen?|vorschlaege|vorschlag|"
    r"angebote?|betriebe?|betrieben|firmen|firma|arbeitgeber|arbeitgebern|unternehmen|anrufe?|telefonate?|"
    r"termine?|terminen|gespraeche?|praktika|praktikum|probetage?|kitas|aerzte|schulen|seiten|vokabeln|"
    r"absagen|antworten|nachweise|berichte?|module|uebungen|kurse|berufe|adressen|rueckmeldung(?:en)?)"
)
_ABOUT = r"(?P<about>ca|circa|etwa|ungefaehr|rund|ein paar) "
_MANY = (
    rf"(?:{_ABOUT})?(?:(?P<low>{NUMBER})(?: ?- ?| bis | oder )(?P<high>{NUMBER})|(?P<n>{NUMBER}))"
)
_FORMS = r"(?: (?:neue|neuen|weitere|weiteren|passende|passenden|gute|schriftliche|verschiedene))?"
_COUNTED = whole(rf"{_MANY}{_FORMS} (?P<thing>{THINGS})")
_AT_THE_BEGINNING = re.compile(
    rf"(?:ich (?:[a-z]+) )?{_MANY} (?P<thing>[a-z]{{3,}}(?:en|e|s|n))(?![^ ])"
)
_ARTICLES = {word for word, value in NUMBERS.items() if value == 1}
_MEASURE = re.compile(
    r"(?:stunden?|std|euro|tage?n?|wochen?|monate?n?|jahre?n?|minuten?|uhr|prozent|kilo|grad|mal|bis)"
)


_SO_MANY_TIMES = whole(TIMES)


@dataclass(frozen=True)
class Count:
    """How many, where that was said, and what is doubtful about it."""

    value: int | None = None
    doubts: tuple[Doubt, ...] = ()


def find(words: Words, *, is_repeated: bool) -> Count:
    """The number of things that are to be done; with a rhythm any things at the beginning count."""
    found = words.find(_COUNTED)
    match = found.match if found else None
    if match is None and is_repeated:
        first = next((place for place, read in enumerate(words.is_read) if not read), 0)
        match = _AT_THE_BEGINNING.match(words.after(first))
        if match and _MEASURE.fullmatch(match["thing"]):
            match = None
    if match is None:
        times = words.find(_SO_MANY_TIMES)
        return Count(times_of(times.match)) if times else Count()
    if match["n"] in _ARTICLES and not is_repeated:
        return Count()
    if match["low"]:
        return Count(number(match["low"]), (Doubt(Part.COUNT, Why.FROM_TO),))
    about = (Doubt(Part.COUNT, Why.ABOUT),) if match["about"] else ()
    return Count(number(match["n"]), about)


def times_of(found: re.Match[str]) -> int:
    """How many times: ``zweimal``, ``3x``, ``drei mal``."""
    word = found["digits"] or (found["times"] or "").removesuffix("mal") or found["apart"]
    return number(word)
