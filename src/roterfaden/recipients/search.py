"""Finding a person as somebody types: by name, Kundennummer or date of birth.

Four tries, best matches first: all words whole; all words begun, the last name first; words with
typing errors. Each is one query on an index; the next runs only while places in the list are free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from uuid import UUID

from django.contrib.postgres.search import TrigramStrictWordDistance
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from roterfaden.core.lookups import among
from roterfaden.core.text import base_letters, spelt_out
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case, CaseQuerySet, Recipient

LONGEST_TEXT = 80
LEAST_SIMILARITY, MOST_SIMILARITY = 0.33, 0.5
"""Share of three-letter groups that a word and a name must have in common."""
SHORTEST_WITH_ERRORS = 4
"""Shorter words have too few three-letter groups to tell an error from another name."""

_NUMBER = re.compile(
    r"(?<!\S)(\d{3}) ?([a-z]) ?(\d{1,6})(?!\S)|(?<!\S)\d{1,3}([a-z]\d{0,6})?(?!\S)"
)
_GERMAN_DAY = re.compile(r"(?<!\S)(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?!\S)")
_ISO_DAY = re.compile(r"(?<!\S)(\d{4})-(\d{1,2})-(\d{1,2})(?!\S)")

Spellings = tuple[str, ...]


@transaction.atomic
def find(*, staff: StaffMember, text: str, on: date, limit: int = 10) -> list[Case]:
    """The newest visible case of each person whom ``text`` may mean, best match first.

    ``text`` holds parts of a name in any order and spelling (Müller, Mueller, muller, Mülller), the
    beginning of a Kundennummer, a birthday (3.5.1990, 03.05.90, 1990-05-03), or several of these.
    A two-digit year is the last such year before ``on``. Cases come with their names.
    """
    wanted = _read(text, on)
    if wanted is None:
        return []
    _allow_errors(wanted.words)
    visible = Case.objects.visible_to(staff)
    people = _people_of(visible, staff).filter(wanted.facts)
    found: list[UUID] = []
    for attempt in (_whole, _begun_by_last_name, _begun, _alike):
        if (free := limit - len(found)) > 0:
            matches = attempt(people, wanted.words).exclude(pk__in=found)
            found += matches.values_list("pk", flat=True)[:free]
    return _newest(visible, found)


@dataclass(frozen=True)
class _Wanted:
    """What the text asks for; each word with its spellings."""

    words: tuple[Spellings, ...]
    number: str
    born_on: date | None

    @property
    def facts(self) -> Q:
        """What must hold beside the name."""
        condition = Q()
        if self.number:
            condition &= Q(kundennummer__startswith=self.number)
        if self.born_on:
            condition &= Q(date_of_birth=self.born_on)
        return condition


def _read(text: str, on: date) -> _Wanted | None:
    """The wish in the text; None when it asks for nothing, or for a day that does not exist."""
    rest = " ".join(text[:LONGEST_TEXT].lower().replace(",", " ").split())
    try:
        born_on, rest = _take_day(rest, on)
    except ValueError:
        return None
    number, rest = _take_number(rest)
    words = tuple(_words(rest))
    return _Wanted(words, number, born_on) if words or number or born_on else None


def _take_day(text: str, on: date) -> tuple[date | None, str]:
    if iso := _ISO_DAY.search(text):
        year, month, day = iso.groups()
    elif german := _GERMAN_DAY.search(text):
        day, month, year = german.groups()
    else:
        return None, text
    match = iso or german
    assert match is not None  # noqa: S101  one of the two was found
    born_on = date(_full_year(year, on), int(month), int(day))
    return born_on, text[: match.start()] + text[match.end() :]


def _full_year(year: str, on: date) -> int:
    if len(year) == 4:
        return int(year)
    century = on.year - on.year % 100
    return century + int(year) - (100 if century + int(year) > on.year else 0)


def _take_number(text: str) -> tuple[str, str]:
    match = _NUMBER.search(text)
    if match is None:
        return "", text
    return match[0].replace(" ", "").upper(), text[: match.start()] + text[match.end() :]


def _words(text: str) -> Iterator[Spellings]:
    for word in re.findall(r"[^\W_]+", text):
        yield tuple(dict.fromkeys((spelt_out(word), base_letters(word))))


def _people_of(visible: CaseQuerySet, staff: StaffMember) -> QuerySet[Recipient]:
    found = visible.in_earnest().filter(recipient=OuterRef("pk"))
    return Recipient.objects.filter(Exists(found), jobcentre_id=staff.jobcentre_id)


def _whole(people: QuerySet[Recipient], words: Sequence[Spellings]) -> QuerySet[Recipient]:
    return people.filter(*(_has(word, " {} ") for word in words))


def _begun_by_last_name(
    people: QuerySet[Recipient], words: Sequence[Spellings]
) -> QuerySet[Recipient]:
    if not words:
        return people.none()
    last_names = reduce(or_, (Q(sort_key__startswith=word[0]) for word in words))
    return people.filter(last_names, *(_has(word, " {}") for word in words))


def _begun(people: QuerySet[Recipient], words: Sequence[Spellings]) -> QuerySet[Recipient]:
    """Sorted by what no index holds: read in order, a rare beginning would cost everybody's row."""
    matches = people.filter(*(_has(word, " {}") for word in words))
    return matches.order_by(Concat("sort_key", Value("")), "kundennummer")


def _has(word: Spellings, form: str) -> Q:
    return reduce(or_, (Q(search_key__contains=form.format(spelling)) for spelling in word))


def _alike(people: QuerySet[Recipient], words: Sequence[Spellings]) -> QuerySet[Recipient]:
    """People whose names are nearly so, or so with two letters in each other's place."""
    long = [word[-1] for word in words if len(word[-1]) >= SHORTEST_WITH_ERRORS]
    if not long:
        return people.none()
    similar = [_nearly(word[-1]) if word[-1] in long else _has(word, " {}") for word in words]
    distance = reduce(add, (TrigramStrictWordDistance(word, "search_key") for word in long))
    return people.filter(*similar).order_by(distance, "sort_key", "kundennummer")


def _nearly(word: str) -> Q:
    swapped = (
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(len(word) - 1)
    )
    return Q(search_key__trigram_strict_word_similar=word) | _has(tuple(swapped), " {} ")


def _allow_errors(words: Sequence[Spellings]) -> None:
    """Set the least similarity for the running transaction.

    In a word of n letters one wrong letter leaves (n - 2) / (n + 4) in common.
    """
    letters = min((len(word[-1]) for word in words), default=0)
    least = min(MOST_SIMILARITY, max(LEAST_SIMILARITY, (letters - 2) / (letters + 4)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.strict_word_similarity_threshold', %s, true)",
            [f"{least - 0.005:.3f}"],
        )


def _newest(visible: CaseQuerySet, people: Sequence[UUID]) -> list[Case]:
    cases = visible.filter(among("recipient", people)).with_names()
    newest = {case.recipient_id: case for case in cases.order_by("begins_on")}
    return [newest[person] for person in people if person in newest]
