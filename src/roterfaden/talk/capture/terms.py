"""Words of the grammar, folded: numbers, ordinals, weekdays, months."""

from itertools import chain

_ONE = ("ein", "eine", "einen", "einem", "einer", "eines", "eins")
_UP = "zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf".split()
NUMBERS: dict[str, int] = {
    **dict.fromkeys(_ONE, 1),
    "zwo": 2,
    **{word: value for value, word in enumerate(_UP, 2)},
    "dreizehn": 13,
    "vierzehn": 14,
    "fuenfzehn": 15,
    "zwanzig": 20,
    "dreissig": 30,
}
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januar jaenner jan",
            "februar feber feb",
            "maerz marz mrz maer",
            "april apr",
            "mai",
            "juni juno jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS: dict[str, int] = {
    **dict.fromkeys(("montag", "mo"), 0),
    **dict.fromkeys(("dienstag", "di"), 1),
    **dict.fromkeys(("mittwoch", "mi"), 2),
    **dict.fromkeys(("donnerstag", "do"), 3),
    **dict.fromkeys(("freitag", "fr"), 4),
    **dict.fromkeys(("samstag", "sonnabend", "sa"), 5),
    **dict.fromkeys(("sonntag", "so"), 6),
}
PARTS_OF_DAY = "frueh|morgens?|vormittags?|mittags?|nachmittags?|abends?"
UNITS: dict[str, str] = {
    **{unit: unit for unit in ("tag", "woche", "monat", "quartal", "jahr")},
    "wo": "woche",
    "mon": "monat",
}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_TENS = {20: "zwanzig", 30: "dreissig"}
_UNITS = ["", "ein", *_UP[:8]]
ORDINALS: dict[str, int] = {
    **dict(
        zip(
            "ersten zweiten dritten vierten fuenften sechsten siebten achten neunten zehnten "
            "elften zwoelften dreizehnten vierzehnten fuenfzehnten sechzehnten siebzehnten "
            "achtzehnten neunzehnten".split(),
            range(1, 20),
            strict=True,
        )
    ),
    **{
        f"{_UNITS[unit]}und{word}sten" if unit else f"{word}sten": tens + unit
        for tens, word in _TENS.items()
        for unit in range(10)
        if tens + unit <= 31
    },
}


def either(*words: str) -> str:
    """One of these words, the longest first."""
    return "|".join(sorted(chain(words), key=len, reverse=True))


NUMBER = rf"\d{{1,3}}|{either(*NUMBERS)}"
MONTH = either(*MONTHS)
WEEKDAY = either(*(name for name in WEEKDAYS if len(name) > 2))
SHORT_WEEKDAY = either(*WEEKDAYS)
ORDINAL = rf"\d{{1,2}}(?:\.|te[nr]?|ste[nr]?)|(?:{either(*(word[:-1] for word in ORDINALS))})[nr]?"
UNIT = rf"(?P<unit>{either(*UNITS)})(?:en|es|e|n|s)?"


def number(word: str) -> int:
    """The number that a word or figures say."""
    return NUMBERS.get(word) or int(word)


def ordinal(word: str) -> int:
    """The number of an ordinal: ``3.`` or ``dritten``."""
    return ORDINALS.get(f"{word.rstrip('nr')}n") or int(word.rstrip(".ensrt"))
