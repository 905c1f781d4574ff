"""What German words for rhythms look like; ``rules`` says which rule each of them means."""

import re
from collections.abc import Callable

from roterfaden.talk.capture import rules
from roterfaden.talk.capture.counts import TIMES
from roterfaden.talk.capture.rules import ADVERBS, Match, Rhythm
from roterfaden.talk.capture.terms import (
    MONTH,
    NUMBER,
    ORDINAL,
    PARTS_OF_DAY,
    SHORT_WEEKDAY,
    UNIT,
    WEEKDAY,
    either,
)
from roterfaden.talk.capture.words import whole

_OFTEN = r"(?:immer|jeweils|stets|und zwar|regelmaessig)"
_EACH_MONTH = r"(?:jeden|jedes|eines jeden|eines|im|pro|des) monate?s?"
_DAY = rf"(?:{ORDINAL}|letzten(?: tag)?|monatserste[rn]?|monatsletzte[rn]?)"
_DAYS = rf"(?P<days>{_DAY}(?:(?: und| oder)?(?: zum| am)? {_DAY})*)"
_ANY_WEEKDAY = rf"(?:(?:{WEEKDAY})s?|mo|di|mi|do|fr|sa)"
_WEEKDAYS = rf"(?P<weekdays>{_ANY_WEEKDAY}(?:(?: und| \+)?(?: jeden| am)? {_ANY_WEEKDAY})*)"
_NTH_WEEKDAY = rf"(?P<nth>{ORDINAL}|letzten) (?P<weekday>{WEEKDAY}|mo|di|mi|do|fr|sa)"
_NEXT_MONTH = r"(?: des (?:folgemonats|naechsten monats))?"
_PER = r"(?:pro|je|im|in der|in einer|in jeder|die|am|jede|jeden|jedes|in jedem)"
_NO_THING = (
    rf"(?! ?(?:{MONTH}|werktag|arbeitstag|tag|mal|termin|woche|versuch|quartal|schritt)(?![a-z]))"
)
_MONTHLY = rf"(?:monatlich|jeden monat|pro monat|im monat|alle monate|{_OFTEN})"
_TO = r"(?:(?:bis |spaetestens )?(?:spaetestens )?(?:zum|am|bis zum|bis am|den))"
READINGS: tuple[tuple[re.Pattern[str], Callable[[Match], Rhythm]], ...] = tuple(
    (whole(pattern), reading)
    for pattern, reading in (
        (
            rf"(?:{_OFTEN} )?(?:(?:jeden|am|an jedem) )?{_NTH_WEEKDAY} {_EACH_MONTH}",
            rules.nth_of_month,
        ),
        (rf"(?:monatlich|jeden monat|{_OFTEN}) (?:jeden|am) {_NTH_WEEKDAY}", rules.nth_of_month),
        (rf"(?:{_OFTEN} )?jeden {_NTH_WEEKDAY}", rules.nth),
        (
            rf"(?:{_MONTHLY} )?(?:{_TO} )?{_DAYS} (?:jeden|jedes|eines jeden|eines) monats?",
            rules.month_days,
        ),
        (
            rf"(?:{_MONTHLY}|jeden) (?:{_TO} )?{_DAYS}(?: (?:des|im) monate?s?){_NO_THING}",
            rules.month_days,
        ),
        (rf"{_MONTHLY} {_TO} {_DAYS}{_NEXT_MONTH}{_NO_THING}", rules.month_days),
        (
            rf"(?:{_OFTEN} )?(?:jeden|an jedem) {_DAYS}(?= |$)(?! [a-z]*tage?s?\b){_NO_THING}",
            rules.month_days,
        ),
        (rf"{_TO} (?P<vague>){_DAYS} des monats", rules.month_days),
        (
            (
                rf"(?:{_MONTHLY} )(?:{_TO} )?(?:monatsende|ende des monats)|"
                r"(?:zum |am |bis )?ende (?:jedes|jeden|eines jeden) monats"
            ),
            rules.month_end,
        ),
        (
            (
                rf"(?:{_MONTHLY} )(?:{_TO} )?(?:monatsanfang|anfang des monats)|"
                r"(?:zum |am |bis |zu )?(?:anfang|beginn) (?:jedes|jeden|eines jeden) monats"
            ),
            rules.month_begin,
        ),
        (rf"(?:von |jeden )?(?P<first>{WEEKDAY})s bis (?P<last>{WEEKDAY})s", rules.from_to),
        (
            (
                rf"(?:{_OFTEN} )?(?:jeden|an jedem) (?P<weekdays>(?:{SHORT_WEEKDAY})s?"
                rf"(?:(?: und| \+)?(?: jeden| am)? {_ANY_WEEKDAY})*)"
            ),
            rules.on_weekdays,
        ),
        (rf"{_OFTEN} (?:am )?{_WEEKDAYS}", rules.on_weekdays),
        (
            rf"(?P<weekdays>(?:{WEEKDAY})s(?:(?: und)? (?:{WEEKDAY})s)*)",
            rules.on_weekdays,
        ),
        (r"(?:werk|arbeits)tags|an (?:allen )?(?:werk|arbeits)tagen", rules.workdays),
        (r"jeden (?:werktag|arbeitstag|wochentag)", rules.workdays),
        (r"jedes wochenende|an jedem wochenende", rules.weekends),
        (r"jedes (?:halbe jahr|halbjahr)|alle halbe jahre?", rules.half_year),
        (rf"alle (?P<n>{NUMBER}) {UNIT}", rules.alle),
        (
            (
                rf"(?:{_OFTEN} )?(?:jeden|jede|jedes) "
                rf"(?:(?P<nth>{ORDINAL}|zweite|dritte|vierte) )?{UNIT}"
            ),
            rules.each,
        ),
        (rf"(?:{_OFTEN} )?(?P<adverb>{either(*ADVERBS)})", rules.adverb),
    )
)
"""From the most particular to the least."""

EVERY_PART_OF_DAY = whole(rf"(?:jeden|an jedem) (?:{PARTS_OF_DAY}|nacht)")
"""Each day, at a time that has no other place than the text."""

VAGUE = whole(
    r"regelmaessig|ab und zu|oefters?|immer wieder|manchmal|haeufig|laufend|mehrmals|mehrfach|"
    r"(?:taegliche|woechentliche|monatliche|jaehrliche|regelmaessige)[nrsm]?|"
    rf"alle (?:paar|\d+-\d+|(?:{NUMBER}) (?:bis|oder) (?:{NUMBER})) {UNIT}|"
    rf"(?:{SHORT_WEEKDAY})-(?:{SHORT_WEEKDAY})|"
    r"(?<!mit )(?:(?:mo|di|mi|do|fr|sa) )+(?:und|\+|·) (?:mo|di|mi|do|fr|sa)|"
    rf"(?:von )?(?:{SHORT_WEEKDAY})s? (?:bis|-) (?:{SHORT_WEEKDAY})"
)
"""Words about repeating that name no rhythm for certain."""

PER_UNIT = whole(rf"(?:(?P<per>{_PER}) |/){UNIT}")
AFTER_TIMES = whole(rf"(?<=[xl] )(?:(?P<per>{_PER}) |/)?{UNIT}")
TIMES_PER = whole(
    rf"{TIMES}(?= (?:(?:{_PER} |/)?(?:tag|woche|wo|monat|quartal|jahr)|{either(*ADVERBS)})(?![^ ]))"
)
COUNTED = re.compile(rf"(?:^| )(?:{NUMBER}|\d{{1,2}} ?- ?\d{{1,2}}) [a-z]")
AMOUNT = re.compile(
    r"(?:^| )(?:\d+(?:[.,-]\d+)? ?|[a-z]+ )"
    r"(?:stunden|std|h|euro|eur|€|minuten|min|km|prozent|%|tagen?)$"
)
LATER_WEEKDAY = whole(rf"(?:{_OFTEN} )?(?:am |jeweils am )?{_WEEKDAYS}(?! ?(?:den )?\d)")
LATER_DAY = whole(rf"{_TO} {_DAYS}{_NEXT_MONTH}{_NO_THING}(?! \d)")
LATER_END = whole(rf"{_TO} (?:monatsende|ende des monats)")
LATER_NTH = whole(rf"am {_NTH_WEEKDAY}")
LASTING = whole(rf"(?:fuer|ueber) (?:die naechsten )?(?:{NUMBER}) {UNIT}|ein halbes jahr lang")
"""How long a rhythm goes on, which no part of an entry can hold."""
