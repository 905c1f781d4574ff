"""One ear on the database for all open pages: LISTEN once, tell everybody who asked."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterator

import psycopg
from django.db import connection

from roterfaden.core.notices import CHANNEL
from roterfaden.web.events import presence

_PAUSE = 1.0
_UNREAD_AT_MOST = 100
AT_ONCE = 6
"""Streams of one device: its tabs, and those whose cut line nobody has noticed yet."""
logger = logging.getLogger(__name__)

PEOPLE = "people"
"""In an inbox: somebody came to the topic or left it."""
END = "end"
"""In an inbox: newer ones of the same listener have taken its place."""
News = tuple[str, int] | str | None
"""A topic with its new version, :data:`PEOPLE`, :data:`END`, or None: see :class:`Bulletin`."""
Inbox = asyncio.Queue[News]


class Bulletin:
    """Passes notices on to the inboxes of their topic.

    An inbox gets versions of its topics and :data:`PEOPLE`; None says that notices may have been
    missed (the connection was lost or the reader was too slow) and that the page must ask again.
    """

    def __init__(self) -> None:
        self._inboxes: dict[str, set[Inbox]] = defaultdict(set)
        self._of_devices: dict[str, list[Inbox]] = defaultdict(list)
        self.presence = presence.Presence(_conninfo, self._tell_of_people)

    @contextlib.contextmanager
    def inbox(self, *topics: str) -> Iterator[Inbox]:
        """An inbox for these topics as long as the block runs; asks its owner to look first."""
        inbox: Inbox = asyncio.Queue(_UNREAD_AT_MOST)
        inbox.put_nowait(None)
        for topic in topics:
            self._inboxes[topic].add(inbox)
        try:
            yield inbox
        finally:
            for topic in topics:
                self._leave(inbox, topic)

    @contextlib.contextmanager
    def among_few(self, device: str, inbox: Inbox) -> Iterator[None]:
        """At most :data:`AT_ONCE` inboxes of a device; the oldest is told to end."""
        inboxes = self._of_devices[device]
        inboxes.append(inbox)
        for old in inboxes[:-AT_ONCE]:
            _put(old, END)
        try:
            yield
        finally:
            inboxes.remove(inbox)
            if not inboxes:
                self._of_devices.pop(device, None)

    def _leave(self, inbox: Inbox, topic: str) -> None:
        self._inboxes[topic].discard(inbox)
        if not self._inboxes[topic]:
            del self._inboxes[topic]

    async def listen(self) -> None:
        """Listen for ever; a lost connection is opened again and all readers are told."""
        while True:
            try:
                await self._listen_once()
            except psycopg.OperationalError as error:
                logger.warning("Lost the connection for events: %s", error)
            self._tell_all_to_ask_again()
            await asyncio.sleep(_PAUSE)

    async def _listen_once(self) -> None:
        async with await psycopg.AsyncConnection.connect(_conninfo(), autocommit=True) as ear:
            await ear.execute(f"LISTEN {CHANNEL}")
            await ear.execute(f"LISTEN {presence.CHANNEL}")
            self._tell_all_to_ask_again()
            async for notice in ear.notifies():
                if notice.channel == presence.CHANNEL:
                    self.presence.hear(notice.payload)
                else:
                    self.pass_on(notice.payload)

    def pass_on(self, payload: str) -> None:
        """Put the version of a notice into the inboxes of its topic."""
        notice = json.loads(payload)
        for inbox in self._inboxes.get(notice["topic"], ()):
            _put(inbox, (notice["topic"], notice["version"]))

    def _tell_of_people(self, topic: str) -> None:
        for inbox in self._inboxes.get(topic, ()):
            _put(inbox, PEOPLE)

    def _tell_all_to_ask_again(self) -> None:
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, None)


def _put(inbox: Inbox, news: News) -> None:
    """Add to an inbox; a full one is emptied and told to ask again."""
    if inbox.full():
        while not inbox.empty():
            inbox.get_nowait()
        news = None
    inbox.put_nowait(news)


def _conninfo() -> str:
    """The address of Django's database, for a connection of our own."""
    parameters = connection.get_connection_params()
    wanted = {key: str(value) for key, value in parameters.items() if isinstance(value, str | int)}
    for ours in ("client_encoding", "prepare_threshold", "server_side_binding"):
        wanted.pop(ours, None)
    return psycopg.conninfo.make_conninfo(**wanted)
