"""Who else has a draft open just now: known to those at the same draft, kept nowhere.

Each process of the events knows who listens to it and tells the others by notices, which PostgreSQL
passes on and forgets. What another process said holds for ``HOLDS_FOR`` seconds unless it says it
again, so that a process that died leaves nobody behind. Notices name ids, no people; nothing is
written to a table or a log, and nobody can ask who was where (docs/adr/0014-nothing-lost.md).
"""

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg

CHANNEL = "roterfaden_present"
SAYS_EVERY = 10.0
HOLDS_FOR = 30.0
GRACE = 4.0
"""Seconds for which somebody stays who comes back at once, as with every reload of a page."""
logger = logging.getLogger(__name__)


class Presence:
    """Who is at which topic; ``tell`` is called with each topic where that has changed."""

    def __init__(self, conninfo: Callable[[], str], tell: Callable[[str], None]) -> None:
        self._conninfo, self._tell = conninfo, tell
        self._process = uuid4().hex
        self._own: dict[str, Counter[UUID]] = defaultdict(Counter)
        self._said: dict[str, dict[str, tuple[float, frozenset[UUID]]]] = defaultdict(dict)
        self._unsaid: asyncio.Queue[str] = asyncio.Queue()
        self._leaving: set[asyncio.TimerHandle] = set()

    @contextlib.contextmanager
    def at(self, topic: str, person: UUID | None) -> Iterator[None]:
        """Present as long as the block runs and a moment longer; nobody for None."""
        if person is None:
            yield
            return
        self._count(topic, person, 1)
        try:
            yield
        finally:
            loop = asyncio.get_running_loop()
            self._leaving.add(loop.call_later(GRACE, self._count, topic, person, -1))

    def others(self, topic: str, person: UUID) -> frozenset[UUID]:
        """Who is there besides this person, in all processes."""
        now = time.monotonic()
        said = [people for until, people in self._said.get(topic, {}).values() if until > now]
        return frozenset(self._own.get(topic, ())).union(*said) - {person}

    def hear(self, payload: str) -> None:
        """Take what a process says about itself; one that just began asks all others to speak."""
        said = json.loads(payload)
        if said["process"] == self._process:
            return
        if "topic" not in said:
            self._say_all()
            return
        topic, people = said["topic"], frozenset(UUID(person) for person in said["people"])
        _until, before = self._said[topic].get(said["process"], (0.0, frozenset()))
        self._said[topic][said["process"]] = (time.monotonic() + HOLDS_FOR, people)
        if people != before:
            self._tell(topic)

    async def speak(self) -> None:
        """Tell the other processes for ever: at each change, and again before it is forgotten."""
        while True:
            try:
                await self._speak_on_one_connection()
            except psycopg.OperationalError as error:
                logger.warning("Lost the connection for presence: %s", error)
            await asyncio.sleep(1)

    async def _speak_on_one_connection(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            self._conninfo(), autocommit=True
        ) as mouth:
            await self._notify(mouth, {})
            self._say_all()
            while True:
                try:
                    topic = await asyncio.wait_for(self._unsaid.get(), SAYS_EVERY)
                except TimeoutError:
                    self._say_all()
                    self._forget_the_silent()
                    continue
                people = sorted(str(person) for person in self._own.get(topic, ()))
                await self._notify(mouth, {"topic": topic, "people": people})

    async def _notify(self, mouth: psycopg.AsyncConnection, said: dict[str, object]) -> None:
        payload = json.dumps({"process": self._process, **said})
        await mouth.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])

    def _count(self, topic: str, person: UUID, by: int) -> None:
        people = self._own[topic]
        before = set(people)
        people[person] += by
        if people[person] <= 0:
            del people[person]
        if set(people) != before:
            self._tell(topic)
            self._unsaid.put_nowait(topic)
        if not people:
            del self._own[topic]

    def _say_all(self) -> None:
        for topic in self._own:
            self._unsaid.put_nowait(topic)

    def _forget_the_silent(self) -> None:
        now = time.monotonic()
        for topic, said in list(self._said.items()):
            silent = [process for process, (until, _people) in said.items() if until <= now]
            for process in silent:
                del said[process]
            if not said:
                del self._said[topic]
            if silent:
                self._tell(topic)
        self._leaving = {handle for handle in self._leaving if handle.when() > _loop_time()}


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
