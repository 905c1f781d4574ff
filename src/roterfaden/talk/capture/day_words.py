"""What German words for days look like; ``days`` says which day each of them means."""

import re

from roterfaden.talk.capture import days
from roterfaden.talk.capture.counts import THINGS
from roterfaden.talk.capture.days import FEASTS, WHICH_WEEK, Reading
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

_WEEKS = either(*(name for name in WHICH_WEEK if name[-1] in "er" and name != "der"))
_WEEKS_DECLINED = r"(?:(?<=\bder )|(?<=\bzur ))(?:naechsten|kommenden|uebernaechsten)"
_PART = r"(?P<part>anfang|beginn|mitte|ende)"
_YEAR = rf"(?: (?P<year>\d{{4}}|\d\d(?= ?$| \|)|(?:2[5-9]|3\d)(?! {THINGS}(?![a-z]))))?"
_COMPOUND = "frueh|morgen|vormittag|mittag|nachmittag|abend"
_NEXT = "diesen|dieses|kommenden|naechsten|uebernaechsten"
_FIGURES = r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\."
_BEFORE_DATE = rf"(?:(?P<weekday>{SHORT_WEEKDAY})\.? (?:den |dem )?)?"
_NO_AMOUNT = r"(?! ?(?:uhr|euro|eur|€|stunden|std|h|prozent|%|km|mal|ects|punkte)\b)"
_PREP = (
    r"(?<=\bbis )|(?<=\bam )|(?<=\bzum )|(?<=\bdem )|(?<=\bden )|(?<=\bspaetestens )|(?<=\bvor )"
)
_IN_MONTH = r"(?:(?<=\bbis )|(?<=\bim )|(?<=\bspaetestens )|(?<=\bzum )|(?<=\bvor )|(?<=\bab ))"
_IN = (
    r"(?:in|binnen|innerhalb|innert)(?: (?:von|den|der|des))?(?: naechsten| kommenden)?"
    r"(?: (?:max|maximal|hoechstens|spaetestens|(?P<about>ca|circa|etwa|ungefaehr|rund)))?"
)
_NOT_COUNTED = (
    r"(?! [a-z]*(?:mal|tag|termin|gespraech|lehrjahr|stock|klasse|treffen|woche|monat|versuch|"
    r"schritt|jahr|quartal|semester|modul|advent|einladung|phase|teil|kurs)s?\b)"
)

_AFTER_DAY = (
    r" ?$| \|| [a-z]{2,}(?:en|eln|ern)(?: ?$| \|)|"
    r" (?:beim|bei|an|in|im|mit|fuer|der|die|das|den|dem|und|per|meine?n?|ueber)\b"
)
"""What follows a day of the month: nothing, a verb at the end, or a small word; hardly a thing."""

READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (whole(pattern), reading)
    for pattern, reading in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\.?", days.iso),
        (
            (
                rf"(?P<weekday>)\d{{1,2}}\.(?:\d{{1,2}}\.)? ?(?:-|/|und|oder|\+) ?"
                rf"{_FIGURES}(?P<y>\d{{4}}|\d\d|)\.?"
            ),
            days.to_day,
        ),
        (rf"{_BEFORE_DATE}{_FIGURES} ?(?P<y>\d{{4}}|(?<=\.)\d\d)\.?", days.figures),
        (rf"{_BEFORE_DATE}{_FIGURES}(?P<y>)", days.figures),
        (
            (
                rf"(?:{_PREP}|(?=(?:{SHORT_WEEKDAY})\.? )){_BEFORE_DATE}"
                rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})(?P<y>){_NO_AMOUNT}"
            ),
            days.figures,
        ),
        (
            rf"{_BEFORE_DATE}(?P<d>{ORDINAL}|\d{{1,2}}) ?(?P<month>{MONTH})\.?{_YEAR}",
            days.day_and_month,
        ),
        (rf"{_PART} (?:des )?(?P<month>{MONTH})\.?{_YEAR}", days.part_of_month),
        (
            (
                rf"{_PART} (?:des (?=naechsten|kommenden))?"
                r"(?P<which>des|dieses|diesen|naechsten|kommenden) monats"
            ),
            days.part_of_this_month,
        ),
        (r"monatsende", days.end_of_this_month),
        (r"(?:naechsten )?(?:monatserste[rn]?|(?P<last>monatsletzte[rn]?))", days.first_or_last),
        (
            rf"(?P<d>{ORDINAL}) des (?:folgemonats|naechsten monats|kommenden monats)",
            days.day_of_next_month,
        ),
        (
            r"anfang (?:(?:des )?(?:naechsten|kommenden) jahres|(?P<year>\d{4}))",
            days.beginning_of_year,
        ),
        (
            (
                r"ende (?:des (?=naechsten|kommenden))?"
                r"(?P<which>des|dieses|diesen|naechsten|kommenden) jahres(?P<year>)"
            ),
            days.end_of_year,
        ),
        (r"(?P<which>)ende (?:jahr )?(?P<year>\d{4})", days.end_of_year),
        (r"ende (?P<which>des|dieses)? ?jahr(?:es)?(?P<year>)", days.end_of_year),
        (r"quartalsende|ende (?:des )?quartals", days.end_of_quarter),
        (
            (
                r"(?P<end>ende (?:des )?)?(?:(?P<n>[1-4])\. ?(?:quartals?|q)|q(?P<q>[1-4]))"
                r"(?: (?P<year>\d{4}))?"
            ),
            days.end_of_a_quarter,
        ),
        (rf"{_PART} (?:der )?(?P<which>{either(*WHICH_WEEK)}) woche", days.part_of_week),
        (rf"(?P<weekday>{WEEKDAY}) (?P<which>{either(*WHICH_WEEK)}) woche", days.weekday_of_week),
        (
            rf"(?P<which>{either(*WHICH_WEEK)}) woche (?:am )?(?P<weekday>{WEEKDAY})",
            days.weekday_of_week,
        ),
        (
            rf"(?P<which>)(?P<weekday>{WEEKDAY}) in (?P<n>{NUMBER}) wochen?",
            days.weekday_in_weeks,
        ),
        (
            rf"(?P<by>(?<=bis )|(?<=bis zur ))?(?P<which>{_WEEKS}|{_WEEKS_DECLINED}) woche",
            days.week,
        ),
        (r"(?P<by>(?<=bis )|(?<=bis zum ))?wochenende", days.weekend),
        (r"(?P<which>diesen|naechsten|kommenden|uebernaechsten) monat", days.this_month),
        (
            (
                rf"(?P<by>(?<=bis )|(?<=bis zur ))?(?:{_PART} (?:der )?)?"
                r"(?:(?:kw|kalenderwoche) ?(?P<kw>\d{1,2})|"
                r"(?P<kw2>\d{1,2})\. ?(?:kw|kalenderwoche))"
                r"(?:[/ ](?P<year>\d{4}))?"
            ),
            days.calendar_week,
        ),
        (
            (
                rf"(?:(?P<today>heute|morgen|uebermorgen) )?{_IN} "
                rf"(?:(?P<half>(?:einem )?halben jahr(?:es)?)|(?P<n>{NUMBER}) {UNIT})"
            ),
            days.later,
        ),
        (
            (
                r"(?<!jeden )(?<!am )(?<!guten )(?P<today>heute|morgen|uebermorgen)"
                rf"(?: noch)?(?: (?:{PARTS_OF_DAY}))?"
            ),
            days.today,
        ),
        (rf"(?P<feast>{either(*FEASTS)})", days.feast),
        (rf"(?P<n>{ORDINAL}) advent(?:ssonntag|swochenende)?", days.advent),
        (
            rf"(?:(?P<which>{_NEXT}) )?(?P<weekday>{WEEKDAY})(?P<part_of_day>{_COMPOUND})?",
            days.weekday,
        ),
        (
            (
                rf"(?:(?<=bis )|(?<=am )|(?P<which>{_NEXT}) )(?P<weekday>mo|di|mi|do|fr|sa)"
                rf"(?! (?:und|oder|\+|/) (?:{SHORT_WEEKDAY})(?![a-z]))"
            ),
            days.weekday,
        ),
        (rf"(?P<month>{MONTH}) (?P<year>\d{{4}})", days.month),
        (rf"{_IN_MONTH}(?P<month>{MONTH}){_YEAR}", days.month),
        (rf"{_IN_MONTH}(?P<month>0?[1-9]|1[0-2])[./](?P<year>\d{{4}})", days.month),
        (
            (
                r"(?:(?<=\bam )|(?<=\bbis )|(?<=\bbis zum )|(?<=\bspaetestens ))"
                rf"(?P<d>{ORDINAL}){_NOT_COUNTED}"
            ),
            days.day_only,
        ),
        (rf"(?<=\bzum )(?P<d>{ORDINAL})(?={_AFTER_DAY}){_NOT_COUNTED}", days.day_only),
    )
)
"""From the most particular to the least: what an earlier one has read is not read again."""

VAGUE = whole(
    r"so (?:schnell|frueh|bald) wie moeglich|im laufe? (?:der|des|dieser|dieses|von)|"
    r"in einem vierteljahr|in \d+ \d/\d (?:wochen|monaten|jahren)|"
    r"in (?:anderthalb|[a-z]*einhalb|\d+,\d+) (?:wochen|monaten|jahren)|"
    r"mitte (?:naechsten jahres|\d{4})|"
    rf"(?:ersten?|zweiten?|dritten?|letzten?) (?:{MONTH})woche|am (?:{SHORT_WEEKDAY}) (?:und|oder) "
    rf"(?:{SHORT_WEEKDAY})|(?:{NUMBER}) {UNIT} (?:vor|nach)|"
    r"bald|zeitnah|demnaechst|schnellstmoeglich|schnellstens|umgehend|sofort|asap|kurzfristig|"
    r"spaeter|irgendwann|(?:im )?naechste[sn]? jahr|in ein paar (?:tagen|wochen|monaten)|"
    r"in den (?:naechsten|kommenden) (?:tagen|wochen|monaten)|"
    r"(?:im|bis zum|bis) (?:fruehjahr|fruehling|sommer|herbst|winter)|"
    rf"in (?:{NUMBER}) ?(?:-|bis|oder) ?(?:{NUMBER}) (?:tagen|wochen|monaten)|"
    r"in \d+-\d+ (?:tagen|wochen|monaten)"
)
"""Words about time that name no day."""
