"""What goes in and what comes out: the entries of a plan as plain values, and the hints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Hint:
    """One thing to look at again.

    ``code`` as in :data:`~roterfaden.plans.hints.catalogue.CATALOGUE`; ``where`` is ``plan``,
    ``rubrics/step_jobcentre`` or ``entries/3`` (place in the list of entries, from 0). ``reason``
    and ``act`` are German or lazily translated: why, and one way to act.
    """

    code: str
    where: str
    reason: str | Promise
    act: str | Promise


@dataclass(frozen=True)
class Item:
    """One entry of ``plan.json`` with its place in the list."""

    index: int
    kind: str
    owner: str
    text: str
    due_on: str
    rhythm: str
    proof: str
    topic: str
    words_of: str
    towards_work: bool

    @property
    def where(self) -> str:
        """Its place as hints give it."""
        return f"entries/{self.index}"

    @property
    def is_step(self) -> bool:
        """Whether somebody does something, rather than wants or says it."""
        return self.kind == "step"

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal or an interim goal."""
        return self.kind in {"goal", "interim_goal"}

    @property
    def is_own_words(self) -> bool:
        """Whether the recipient's own words stand here; how they speak is not ours to judge."""
        return self.kind == "aspect" and self.words_of == "recipient"

    def is_step_of(self, owner: str) -> bool:
        """Whether it is a step of that side."""
        return self.is_step and self.owner == owner


def items(plan: Mapping[str, Any]) -> tuple[Item, ...]:
    """The entries of a plan; what a draft does not say yet is empty."""
    return tuple(_items(plan))


def _items(plan: Mapping[str, Any]) -> Iterator[Item]:
    for index, entry in enumerate(plan.get("entries") or ()):
        said = {name: str(entry.get(name) or "") for name in _TEXTS}
        yield Item(index=index, towards_work=bool(entry.get("towards_work")), **said)


_TEXTS = ("kind", "owner", "text", "due_on", "rhythm", "proof", "topic", "words_of")
