"""The keystroke-level model: what a person does at the machine, as seconds.

Card, S. K., Moran, T. P., Newell, A. (1980): The keystroke-level model for user performance time
with interactive systems. Communications of the ACM 23(7), 396-410. The values are those of the
model for a good typist (K), pointing with a mouse (P), moving the hand between keyboard and mouse
(H) and making up one's mind (M). A mouse click is a P and a K. Shift, Ctrl and AltGr are keys of
their own. What the system takes while the person has to wait is measured and added (R).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """What a person does; R is what the person waits."""

    KEY = "K"
    POINT = "P"
    HOME = "H"
    MIND = "M"
    RESPONSE = "R"


SECONDS = {Operator.KEY: 0.20, Operator.POINT: 1.10, Operator.HOME: 0.40, Operator.MIND: 1.35}
"""Each operator's time; R has its own measured one."""

_ONE_KEY = frozenset("abcdefghijklmnopqrstuvwxyzäöüß0123456789 .,-+#<^´")
"""What a German keyboard writes with one key; all else needs Shift or AltGr as well."""


@dataclass(frozen=True)
class Step:
    """One operator; ``seconds`` only for a response, ``is_free`` for a key of own words."""

    operator: Operator
    seconds: float = 0.0
    is_free: bool = False


@dataclass(frozen=True)
class Trace:
    """What was done, in order."""

    steps: tuple[Step, ...] = ()

    def count(self, operator: Operator) -> int:
        """How often, without the keys of free words."""
        return sum(1 for step in self.steps if step.operator == operator and not step.is_free)

    @property
    def free_keys(self) -> int:
        """Keys that wrote somebody's own words."""
        return sum(1 for step in self.steps if step.is_free)

    @property
    def response(self) -> float:
        """Seconds that the person waited."""
        return sum(step.seconds for step in self.steps)

    @property
    def seconds(self) -> float:
        """Operator time with the responses, without typing free words."""
        acted = sum(cost * self.count(operator) for operator, cost in SECONDS.items())
        return acted + self.response

    @property
    def free_seconds(self) -> float:
        """What typing the free words takes."""
        return self.free_keys * SECONDS[Operator.KEY]


def keys_of(text: str) -> int:
    """How many keys a German keyboard needs for a text: ``Ä`` and ``@`` are two, ``ä`` is one."""
    return sum(1 if character in _ONE_KEY else 2 for character in text)


def trace_of(written: str) -> Trace:
    """A trace from its usual notation, ``"MKKHPK"``; blanks are for reading."""
    return Trace(tuple(Step(Operator(sign)) for sign in written.replace(" ", "")))


def joined(traces: Iterable[Trace]) -> Trace:
    """Several traces, one after the other."""
    return Trace(tuple(step for trace in traces for step in trace.steps))
