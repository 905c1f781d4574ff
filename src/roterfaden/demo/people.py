"""Invents the people of the demo. All numbers lie in ranges that belong to nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from roterfaden.demo.sources import source
from roterfaden.demo.story import Person

KUNDENNUMMERN = "999D"
"""How every Kundennummer of the demo begins; no agency has this number."""
FIRST_RANDOM_NUMBER = 100_001
POSTCODE, CITY = "05999", "Ahrenfeld"


@dataclass
class Townsfolk:
    """An endless row of invented people, the same for the same dice and day."""

    today: date
    counsellors: Mapping[str, int]
    dice: Random

    def __post_init__(self) -> None:
        self._data = source("people.yaml")
        self._names: dict[str, Any] = self._data["names"]
        self._taken: set[str] = set()

    def people(self, begins_on: Sequence[date]) -> Iterator[Person]:
        """One person for each beginning of a case; every third household has two or three."""
        household: list[Person] = []
        for index, day in enumerate(begins_on):
            person = self._person(FIRST_RANDOM_NUMBER + 37 * index, day)
            if household and len(household) < 3 and self.dice.random() < 0.35:
                person = self._relative(person, household[0])
            else:
                household = []
            household.append(person)
            yield person

    def _person(self, number: int, begins_on: date) -> Person:
        language = self._language()
        names = self._names[language]
        gender = self.dice.choice("fm")
        first, last = self._name(names, gender)
        return Person(
            kundennummer=f"{KUNDENNUMMERN}{number}",
            last_name=last,
            first_name=first,
            gender=gender,
            date_of_birth=self._born_on(),
            begins_on=begins_on,
            counsellor=self._counsellor(),
            bg_nummer=f"99999//{number}",
            street=f"{self.dice.choice(self._data['streets'])} {self.dice.randint(1, 89)}",
            phone=self._phone(),
            email=f"person{number}@example.org" if self.dice.random() < 0.5 else "",
            language=language,
            needs_interpreter=self.dice.random() * 100 < names["interpreter"],
            online_consent=self.dice.random() < 0.45,
        )

    def _relative(self, person: Person, head: Person) -> Person:
        """The same household: one name, one number, one address, one counsellor."""
        names = self._names[head.language]
        pair = next(pair for pair in names["last"] if head.last_name in pair.split("|"))
        first, last = self._name({**names, "last": [pair]}, person.gender)
        return replace(
            person,
            first_name=first,
            last_name=last,
            language=head.language,
            bg_nummer=head.bg_nummer,
            street=head.street,
            counsellor=head.counsellor,
        )

    def _language(self) -> str:
        shares = {code: names["share"] for code, names in self._names.items()}
        return self.dice.choices(list(shares), list(shares.values()))[0]

    def _name(self, names: Mapping[str, Any], gender: str) -> tuple[str, str]:
        """A name that nobody has yet, where the lists still give one."""
        first, last = "", ""
        for _attempt in range(20):
            feminine, _, masculine = self.dice.choice(names["last"]).partition("|")
            last = masculine if masculine and gender == "m" else feminine
            first = self.dice.choice(names[gender])
            if f"{first} {last}" not in self._taken:
                break
        self._taken.add(f"{first} {last}")
        return first, last

    def _born_on(self) -> date:
        age = self.dice.triangular(17, 64, 36)
        return self.today - timedelta(int(age * 365.25))

    def _counsellor(self) -> str:
        return self.dice.choices(list(self.counsellors), list(self.counsellors.values()))[0]

    def _phone(self) -> str:
        number = self.dice.randint(0, 99)
        return f"0171 39200 {number:02}" if self.dice.random() < 0.6 else f"0176 04069 0{number:02}"
