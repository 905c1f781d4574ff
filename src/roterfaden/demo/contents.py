"""What the newest plan of a story is about, counted as the field study counts documents."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from roterfaden.demo.story import Act, Agree, Draft, End, Line, Outcome, Story, Withdraw

FINISHED = {"done", "no_longer_fits"}


@dataclass(frozen=True)
class Contents:
    """The topics of one document in the study's three dimensions, each topic once."""

    goals: frozenset[str]
    recipient_steps: frozenset[str]
    jobcentre_steps: frozenset[str]


@dataclass
class _Desk:
    """The lines of the newest version while the acts of a story go by."""

    newest: dict[str, Line] | None = None
    agreed: list[dict[str, Line]] = field(default_factory=list)
    finished: set[str] = field(default_factory=set)
    is_open: bool = False

    def take(self, act: Act) -> None:
        match act:
            case Draft():
                self._draft(act)
            case Agree():
                self.agreed.append(self.newest or {})
                self.finished, self.is_open = set(), False
            case Outcome():
                change = self.finished.add if act.kind in FINISHED else self.finished.discard
                change(act.key)
            case End():
                self.agreed, self.is_open = [], False
            case Withdraw():
                if not self.is_open:
                    self.agreed.pop()
                self.is_open = False
            case _:
                pass

    def _draft(self, act: Draft) -> None:
        if not self.is_open:
            carried = self.agreed[-1] if self.agreed else {}
            self.newest = {k: line for k, line in carried.items() if k not in self.finished}
        lines = self.newest or {}
        kept = {key: line for key, line in lines.items() if key not in act.drop}
        self.newest = kept | {line.key: line for line in act.add}
        self.is_open = True


def newest_lines(story: Story) -> list[Line] | None:
    """The lines of the newest version; ``None`` where the story has no version."""
    desk = _Desk()
    for act in story.acts:
        desk.take(act)
    return None if desk.newest is None else list(desk.newest.values())


def contents_of(story: Story) -> Contents | None:
    """The topics of the newest version; ``None`` where the story has no version."""
    lines = newest_lines(story)
    return None if lines is None else counted(lines)


def counted(lines: Iterable[Line]) -> Contents:
    """The topics of these lines by dimension."""
    lines = list(lines)
    return Contents(
        frozenset(line.topic for line in lines if line.kind in {"goal", "interim_goal"}),
        frozenset(line.topic for line in lines if line.owner == "recipient"),
        frozenset(line.topic for line in lines if line.owner == "jobcentre"),
    )
