"""What three people open on a day, mixed by how often each page is opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

_LISTS = (
    (12, "/faelle/"),
    (4, "/faelle/?sortiert=faellig"),
    (4, "/faelle/?plan=ueberfaellig"),
    (4, "/faelle/?wessen=team"),
    (2, "/faelle/?wessen=team&page={few}"),
    (3, "/faelle/?wessen=alle"),
    (3, "/faelle/?wessen=alle&plan=ueberfaellig&sortiert=faellig"),
    (3, "/faelle/?wessen=alle&page={many}"),
    (2, "/faelle/?wessen=alle&sortiert=faellig&page={many}"),
    (2, "/faelle/?wessen=alle&sortiert=-beginn&page={many}"),
    (3, "/faelle/?wessen=alle&q={name}"),
    (1, "/faelle/?wessen=beendet&sortiert=ende"),
)
_OTHERS = (
    ("home", 20, "/"),
    ("search", 15, "/faelle/suche?q={begun}"),
    ("case", 22, "/faelle/{case}/"),
)


@dataclass(frozen=True)
class Question:
    """One page that somebody opens; ``cookie`` is their session."""

    kind: str
    path: str
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        """As a browser sends them; suggestions come as a fragment."""
        fragment = {"X-Fragment": "options"} if self.kind == "search" else {}
        return {"Cookie": self.cookie, "Accept-Language": "de", **fragment}


def a_day(office: Mapping[str, Any], sessions: Mapping[str, str], length: int) -> list[Question]:
    """So many questions, the same in each run."""
    return list(_questions(office, sessions, length))


def _questions(
    office: Mapping[str, Any], sessions: Mapping[str, str], length: int
) -> Iterator[Question]:
    dice = Random(4)  # noqa: S311  the same day in each run
    kinds = [("list", weight, path) for weight, path in _LISTS] + list(_OTHERS)
    weights = [weight for _kind, weight, _path in kinds]
    people = sorted(sessions)
    for kind, _weight, path in dice.choices(kinds, weights, k=length):
        who = dice.choice(people)
        name = dice.choice(office["names"])
        values = {
            "few": dice.randrange(1, 40),
            "many": dice.randrange(1, 3600),
            "name": quote(name),
            "begun": quote(name[: dice.randrange(2, len(name) + 1)]),
            "case": dice.choice(office["cases"]),
        }
        yield Question(kind, path.format(**values), sessions[who])
