"""What can be said about a single entry by its words."""

import re
from dataclasses import dataclass
from functools import cache

from roterfaden.plans.hints import lexicon
from roterfaden.plans.hints.model import Item
from roterfaden.plans.hints.text import Text, analysed


@dataclass(frozen=True)
class Found:
    """The group of a word list that holds, and the words that were found, as written."""

    group: str
    words: str


def is_without_date(item: Item) -> bool:
    """A step of the two sides that says neither until when nor how often, in fields or in words.

    What always holds needs no day, and what another body does is not for the two sides to date.
    """
    if not item.is_step or item.owner == "other" or item.due_on or item.rhythm:
        return False
    return not (standing_rule(item) or is_routine(item) or _says_when(analysed(item.text)))


def is_filler(item: Item) -> bool:
    """An entry in which no word is specific, so that it would fit anybody's plan.

    What the jobcentre offers everybody is general only where it names no service; what always
    holds has a hint of its own.
    """
    if item.is_own_words or standing_rule(item):
        return False
    text = _without_staff(item)
    if is_routine(item) and _services().found_in(text.joined):
        return False
    set_phrase = lexicon.general("filler", "phrases").found_in(text.joined)
    return bool(text.words) and (not text.specific or is_routine(item) or bool(set_phrase))


def is_routine(item: Item) -> bool:
    """A step of the jobcentre that says only what it does for everybody anyway."""
    if not item.is_step_of("jobcentre"):
        return False
    text = _without_staff(item)
    return bool(_first_group("routine_promise", text)) or _says_only_services(text)


def _says_only_services(text: Text) -> bool:
    """Whether every word is general or names a service for all, and nothing is counted or done."""
    if not text.words or _counts(text):
        return False
    services, others, deeds = (
        lexicon.general("routine_promise", key) for key in ("services", "others", "deeds")
    )
    left = analysed(services.phrases_removed_from(text.joined)).specific
    is_known = all(services.knows(word) or others.knows(word) for word in left)
    return is_known and not deeds.found_in(text.joined)


def standing_rule(item: Item) -> Found | None:
    """A rule that holds for everybody, written as if it were agreed here."""
    if item.owner in {"jobcentre", "other"} or item.is_own_words:
        return None
    return _first_group("standing_rule", analysed(item.text))


def sensitive(item: Item) -> Found | None:
    """A matter that belongs into the case notes; also in the recipient's own words."""
    return _first_group("sensitive", analysed(f"{item.text} {item.proof}"))


def _first_group(name: str, text: Text) -> Found | None:
    for group in lexicon.groups(name):
        if words := group.found_in(text.joined):
            return Found(group.name, words)
    return None


def _counts(text: Text) -> bool:
    """Whether it counts something besides days: ``drei Stellen``, not ``alle drei Monate``."""
    untimed = lexicon.general("times", "times").phrases_removed_from(text.joined)
    return analysed(untimed).has_number


def _without_staff(item: Item) -> Text:
    """The text without names of staff, which make no promise more specific."""
    return analysed(_STAFF.sub("", item.text) if item.is_step_of("jobcentre") else item.text)


_STAFF = re.compile(r"\b(?:Frau|Herrn?|Fr\.|Hr\.) (?:Dr\. )?[A-ZÄÖÜ][\w-]+")


def _services() -> lexicon.Terms:
    return lexicon.general("routine_promise", "services")


def _says_when(text: Text) -> bool:
    said = lexicon.general("times", "no_times").phrases_removed_from(text.joined)
    if lexicon.general("times", "times").found_in(said):
        return True
    return any(pattern.search(text.written.lower()) for pattern in _days())


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each["pattern"]) for each in lexicon.read("times")["numbers"])
