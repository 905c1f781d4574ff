"""How many: ``5 Bewerbungen``, ``zwei bis drei Betriebe``. The number stays in the text."""

import re
from dataclasses import dataclass

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.terms import NUMBER, NUMBERS, number
from roterfaden.talk.capture.words import Words, whole

_THINGS = (
    r"(?:[a-z]+-?)?(?:bewerbung|bewerbungen|bewerbungsschreiben|eigenbemuehungen|stellen|"
    r"stellenangebote?|stellenanzeigen?|stellenvorschlaege|vermittlungsvorschlaege|vorschlaege|"
    r"angebote|betriebe|betrieben|firmen|arbeitgeber|arbeitgebern|unternehmen|anrufe|telefonate|"
    r"termine|terminen|gespraeche|praktika|probetage|kitas|aerzte|schulen|seiten|vokabeln|"
    r"absagen|antworten|nachweise|module|uebungen|kurse|berufe|adressen|rueckmeldungen)"
)
_ABOUT = r"(?P<about>ca|circa|etwa|ungefaehr|rund|ein paar) "
_MANY = (
    rf"(?:{_ABOUT})?(?:(?P<low>{NUMBER})(?: ?- ?| bis | oder )(?P<high>{NUMBER})|(?P<n>{NUMBER}))"
)
_FORMS = r"(?: (?:neue|neuen|weitere|weiteren|passende|passenden|gute|schriftliche|verschiedene))?"
_COUNTED = whole(rf"{_MANY}{_FORMS} (?P<thing>{_THINGS})")
_AT_THE_BEGINNING = re.compile(
    rf"(?:ich (?:[a-z]+) )?{_MANY} (?P<thing>[a-z]{{3,}}(?:en|e|s|n))(?![^ ])"
)
_ARTICLES = {word for word, value in NUMBERS.items() if value == 1}
_MEASURE = re.compile(
    r"(?:stunden?|std|euro|tage?n?|wochen?|monate?n?|jahre?n?|minuten?|uhr|prozent|kilo|grad|mal|bis)"
)


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
        return Count()
    if match["n"] in _ARTICLES and not is_repeated:
        return Count()
    if match["low"]:
        return Count(number(match["low"]), (Doubt(Part.COUNT, Why.FROM_TO),))
    about = (Doubt(Part.COUNT, Why.ABOUT),) if match["about"] else ()
    return Count(number(match["n"]), about)
