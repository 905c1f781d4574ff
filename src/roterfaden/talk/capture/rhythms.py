"""The rhythm among the words of an entry, as a recurrence rule (RFC 5545)."""

import re
from dataclasses import replace

from roterfaden.talk.capture import rhythm_words, rules
from roterfaden.talk.capture.counts import times_of
from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.rules import Rhythm
from roterfaden.talk.capture.words import Found, Words

_LATER = (
    (rhythm_words.LATER_NTH, rules.nth_of_month),
    (rhythm_words.LATER_END, rules.month_end),
    (rhythm_words.LATER_DAY, rules.month_days),
)


def find(words: Words) -> Rhythm:
    """Read the rhythm out of the words: the rule, and how many times."""
    times = words.find(rhythm_words.TIMES_PER)
    count = times_of(times.match) if times else None
    found = _first(words) or _per_unit(words, is_counted=times is not None)
    if found is None:
        is_daily = words.find(rhythm_words.EVERY_PART_OF_DAY) is not None
        return rules.every("tag") if is_daily else Rhythm()
    if times and count == 1:
        words.take(times.first, times.end)
    found = _with_weekday(words, _with_day(words, _with_another(words, found)))
    if words.find(rhythm_words.LASTING):
        found = replace(found, doubts=(*found.doubts, Doubt(Part.RHYTHM, Why.LASTING)))
    return replace(found, count=count)


def _first(words: Words) -> Rhythm | None:
    place = _place(words)
    if place is None:
        return None
    words.take(place[0].first, place[0].end)
    return place[1]


def _place(words: Words) -> tuple[Found, Rhythm] | None:
    for pattern, reading in rhythm_words.READINGS:
        for place in words.find_all(pattern):
            rhythm = reading(place.match)
            if rhythm.rule:
                return place, rhythm
    return None


def _with_another(words: Words, found: Rhythm) -> Rhythm:
    """A second rhythm says the same more exactly, or is a doubt."""
    another = _place(words)
    if another is None:
        return found
    place, rhythm = another
    rule = rules.joined(found.rule, rhythm.rule)
    if rule is None:
        return replace(found, doubts=(*found.doubts, *rules.doubt(Why.SEVERAL_RHYTHMS)))
    words.take(place.first, place.end)
    return replace(found, rule=rule, doubts=(*found.doubts, *rhythm.doubts))


def _per_unit(words: Words, *, is_counted: bool) -> Rhythm | None:
    """``im Monat`` is a rhythm beside a number only: ``5 Bewerbungen im Monat``."""
    found = words.find_all(rhythm_words.AFTER_TIMES) if is_counted else []
    for place in found or words.find_all(rhythm_words.PER_UNIT):
        before = words.before(place.first)
        is_plain = place.match["per"] in {"pro", "je", None} or is_counted
        if (is_plain or rhythm_words.COUNTED.search(before)) and not rhythm_words.AMOUNT.search(
            before
        ):
            words.take(place.first, place.end)
            return rules.every(place.match["unit"])
    return None


def _with_day(words: Words, rhythm: Rhythm) -> Rhythm:
    """The day of the month where it stands apart: ``monatlich 5 Bewerbungen zum 1.``."""
    if not re.fullmatch(r"FREQ=MONTHLY(?:;INTERVAL=\d+)?", rhythm.rule):
        return rhythm
    for pattern, reading in _LATER:
        place = words.find(pattern)
        later = reading(place.match) if place else Rhythm()
        if place and later.rule:
            words.take(place.first, place.end)
            return replace(later, rule=later.rule.replace("FREQ=MONTHLY", rhythm.rule))
    return rhythm


def _with_weekday(words: Words, rhythm: Rhythm) -> Rhythm:
    """The weekday where it stands apart: ``alle zwei Wochen am Montag``."""
    if not re.fullmatch(r"FREQ=WEEKLY(?:;INTERVAL=\d+)?", rhythm.rule):
        return rhythm
    place = words.find(rhythm_words.LATER_WEEKDAY)
    if place is None or words.before(place.first).endswith("bis"):
        return rhythm
    words.take(place.first, place.end)
    return replace(rhythm, rule=f"{rhythm.rule};BYDAY={rules.weekly_on(place.match['weekdays'])}")
