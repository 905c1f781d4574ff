"""How days, terms and amounts are said in a letter and on its aid sheet, whoever reads the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roterfaden.core import english, german


@dataclass(frozen=True)
class Speech:
    """The words of one language for values."""

    day: Callable[[date], str]
    long_day: Callable[[date], str]
    listed: Callable[[Sequence[str]], str]
    months: Mapping[int, str]
    more_months: str
    euros: Callable[[Decimal], str]
    clock: str
    yes: str
    transition: str
    """Why the law of before 1 July 2026 still counts."""

    def term(self, months: int) -> str:
        """A number of months, as in "für drei Monate"."""
        return self.months.get(months) or self.more_months.format(months)


def _english_list(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


SPEECH: Mapping[str, Speech] = {
    "de": Speech(
        day=german.day,
        long_day=german.long_day_with_year,
        listed=german.listed,
        months={1: "einen Monat", 2: "zwei Monate", 3: "drei Monate"},
        more_months="{} Monate",
        euros=lambda amount: f"{amount:.2f}".replace(".", ",") + " Euro",
        clock="{} Uhr",
        yes="ja",
        transition="Das geschah vor dem 01.07.2026. Deshalb gelten die Folgen des Rechts von "
        "damals (§ 65a Abs. 2 SGB II).",
    ),
    "en": Speech(
        day=english.day,
        long_day=lambda day: f"{english.long_day(day)} {day.year}",
        listed=_english_list,
        months={1: "one month", 2: "two months", 3: "three months"},
        more_months="{} months",
        euros=lambda amount: f"{amount:.2f} euros",
        clock="{}",
        yes="yes",
        transition="This happened before 1 July 2026. Therefore the consequences of the law of "
        "that time hold (section 65a (2) SGB II).",
    ),
}
GERMAN = "de"
