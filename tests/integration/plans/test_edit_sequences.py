"""Two people, any sequence of edits, stale pages, lost answers: stored is what a model says.

The model is a list of lines with two fields and a few rules of a dozen words each; the product is
asked through its pages, as the editor asks it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.contents import basis_of
from roterfaden.plans.models import Entry, PlanVersion
from tests.integration.plans.conftest import NOON

SEQUENCES = 200
WORDS = st.sampled_from(["Eins.", "Zwei.", "Drei.", "Vier."])
PROOFS = st.sampled_from(["", "Bescheid", "Liste"])


@dataclass(frozen=True)
class Line:
    """A line as the model, or a page, knows it."""

    key: str
    text: str
    proof: str = ""
    is_removed: bool = False


@dataclass(frozen=True)
class Edit:
    """One thing that one of the two does; ``tries`` > 1 where the answer got lost before."""

    kind: str
    who: int
    which: int
    words: str
    proof: str
    tries: int


EDITS = st.builds(
    Edit,
    kind=st.sampled_from(
        (
            *("add", "add", "change text", "change text", "change proof", "change both"),
            *("remove", "restore", "move", "read"),
        )
    ),
    who=st.integers(0, 1),
    which=st.integers(0, 5),
    words=WORDS,
    proof=PROOFS,
    tries=st.sampled_from([1, 1, 1, 2, 3]),
)


@dataclass
class Page:
    """What one of the two has on the screen: lines as read, each with the basis of its content."""

    client: Client
    lines: dict[str, Line] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)


class World:
    """The product and the model, side by side."""

    def __init__(self, version: PlanVersion, clients: list[Client]) -> None:
        self.version = version
        self.pages = [Page(client) for client in clients]
        self.model: list[Line] = []

    def do(self, edit: Edit) -> None:
        page = self.pages[edit.who]
        kind, _, what = edit.kind.partition(" ")
        if kind == "add":
            self.add(page, edit)
        elif kind == "read":
            self.read(page)
        elif page.lines:
            line = list(page.lines.values())[edit.which % len(page.lines)]
            getattr(self, kind)(page, line, edit, what)

    def read(self, page: Page) -> None:
        page.lines = {line.key: line for line in self.model}
        page.bases = {str(entry.pk): basis_of(entry) for entry in self.version.entries.all()}

    def add(self, page: Page, edit: Edit) -> None:
        line = Line(str(uuid4()), edit.words, edit.proof)
        sent = {"text": line.text, "proof": line.proof, "new_id": line.key}
        for _ in range(edit.tries):
            answer = self.post(page, "entry_add", "step_recipient", sent)
            assert answer["entry"] == line.key
        self.model.append(line)
        self.learn(page, line, answer)

    def change(self, page: Page, line: Line, edit: Edit, what: str) -> None:
        mine = replace(line, text=edit.words) if what != "proof" else line
        mine = replace(mine, proof=edit.proof) if what != "text" else mine
        sent = {"text": mine.text, "proof": mine.proof, "basis": page.bases[line.key]}
        for _ in range(edit.tries):
            answer = self.post(page, "entry", line.key, sent)
        stored = self.stored(line.key)
        together = None if stored.is_removed else merged(mine, line, stored)
        assert answer.get("conflict", False) == (together is None)
        if together is None:
            self.read(page)
        else:
            self.put(together)
            self.learn(page, together, answer)

    def remove(self, page: Page, line: Line, edit: Edit, what: str) -> None:
        for _ in range(edit.tries):
            self.post(page, "entry_remove", line.key, {})
        self.put(replace(self.stored(line.key), is_removed=True))

    def restore(self, page: Page, line: Line, edit: Edit, what: str) -> None:
        for _ in range(edit.tries):
            self.post(page, "entry_restore", line.key, {})
        self.put(replace(self.stored(line.key), is_removed=False))

    def move(self, page: Page, line: Line, edit: Edit, what: str) -> None:
        """To the front, on a page that may not know the newest lines."""
        order = [line.key, *(key for key in page.lines if key != line.key)]
        for _ in range(edit.tries):
            self.post(page, "arrange", None, {"order": order})
        by_key = {line.key: line for line in self.model}
        rest = [line for line in self.model if line.key not in order]
        self.model = [*(by_key[key] for key in order), *rest]

    def stored(self, key: str) -> Line:
        return next(line for line in self.model if line.key == key)

    def put(self, line: Line) -> None:
        self.model = [line if line.key == one.key else one for one in self.model]

    def learn(self, page: Page, line: Line, answer: dict[str, Any]) -> None:
        page.lines[line.key] = line
        page.bases[line.key] = answer["fields"]["basis"]

    def post(self, page: Page, name: str, about: str | None, sent: dict[str, Any]) -> Any:
        place = [self.version.pk, *([about] if about else [])]
        answer = page.client.post(
            reverse(f"plans:{name}", args=place), sent, headers={"X-Autosave": "ja"}
        )
        assert answer.status_code in {200, 302}
        return answer.json() if answer.headers["Content-Type"] == "application/json" else None

    def check(self) -> None:
        entries: list[Entry] = list(self.version.entries.all())
        found = [Line(str(e.pk), e.text, e.proof, e.removed_at is not None) for e in entries]
        assert found == self.model


def merged(mine: Line, read: Line, stored: Line) -> Line | None:
    """What only one has changed stands; None where both changed the same to different words."""
    result = stored
    for name in ("text", "proof"):
        own, was, now = (getattr(line, name) for line in (mine, read, stored))
        if own in {was, now}:
            continue
        if now != was:
            return None
        result = replace(result, **{name: own})
    return result


@pytest.fixture
def clients(
    make_staff: Callable[..., StaffMember],
    counsellor: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Client]:
    """The browsers of two colleagues."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    made = []
    for person in (counsellor, make_staff("lorenz")):
        client = Client()
        client.force_login(person.user)  # type: ignore[arg-type]
        made.append(client)
    return made


def test_any_sequence_of_edits_by_two_ends_as_the_model_says(
    draft: PlanVersion, clients: list[Client]
) -> None:
    played: list[int] = []

    @settings(
        max_examples=SEQUENCES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(EDITS, min_size=3, max_size=9))
    def play(edits: list[Edit]) -> None:
        with transaction.atomic():
            world = World(draft, clients)
            for edit in edits:
                world.do(edit)
                world.check()
            transaction.set_rollback(True)
        played.append(len(edits))

    play()
    assert len(played) >= SEQUENCES
