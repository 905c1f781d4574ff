"""The words that tasks are written in: what the person does, and what has to have come then.

A task is data: a tuple of these, played by ``player.py`` key by key in a real browser.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Think:
    """M: before each entry, answer and check; ``what`` says which."""

    what: str


@dataclass(frozen=True)
class Press:
    """Keys in Playwright's names; in ``Alt+ArrowUp+ArrowUp`` the first is held.

    ``brings`` is part of the address of what the page fetches then; the person waits for it.
    """

    key: str
    brings: str = ""


@dataclass(frozen=True)
class Write:
    """Keys that are not somebody's words: dates, marks, figures, letters that choose."""

    text: str


@dataclass(frozen=True)
class Say:
    """Somebody's own words: played like all else, counted apart."""

    text: str


@dataclass(frozen=True)
class Await:
    """The person waits until the browser shows this: an element, by its selector.

    ``page`` is the end of the address that must have come first. ``count`` says how many such
    elements there must be, ``value`` what a field must hold. ``while_thinking``: nothing keeps the
    person from going on, so that only what takes longer than the next M is waited for.
    """

    shows: str
    page: str = ""
    count: int | None = None
    value: str | None = None
    while_thinking: bool = False


@dataclass(frozen=True)
class Unplayed:
    """Keys to a window of the operating system, where a script cannot press them; counted."""

    key: str


Action = Think | Press | Write | Say | Await | Unplayed
Script = tuple[Action, ...]
