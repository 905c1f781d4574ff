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

_PAUSE = 1.0
_UNREAD_AT_MOST = 100
logger = logging.getLogger(__name__)

Inbox = asyncio.Queue[int | None]


class Bulletin:
    """Passes notices on to the inboxes of their topic.

    An inbox gets version numbers; None says that notices may have been missed (the connection
    was lost or the reader was too slow) and that the page must ask again.
    """

    def __init__(self) -> None:
        self._inboxes: dict[str, set[Inbox]] = defaultdict(set)

    @contextlib.contextmanager
    def inbox(self, topic: str) -> Iterator[Inbox]:
        """An inbox for ``topic`` as long as the block runs."""
        inbox: Inbox = asyncio.Queue(_UNREAD_AT_MOST)
        self._inboxes[topic].add(inbox)
        try:
            yield inbox
        finally:
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
            self._tell_all_to_ask_again()
            async for notice in ear.notifies():
                self.pass_on(notice.payload)

    def pass_on(self, payload: str) -> None:
        """Put the version of a notice into the inboxes of its topic."""
        notice = json.loads(payload)
        for inbox in self._inboxes.get(notice["topic"], ()):
            _put(inbox, notice["version"])

    def _tell_all_to_ask_again(self) -> None:
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, None)


def _put(inbox: Inbox, version: int | None) -> None:
    """Add to an inbox; a full one is emptied and told to ask again."""
    if inbox.full():
        while not inbox.empty():
            inbox.get_nowait()
        version = None
    inbox.put_nowait(version)


def _conninfo() -> str:
    """The address of Django's database, for a connection of our own."""
    parameters = connection.get_connection_params()
    wanted = {key: str(value) for key, value in parameters.items() if isinstance(value, str | int)}
    for ours in ("client_encoding", "prepare_threshold", "server_side_binding"):
        wanted.pop(ours, None)
    return psycopg.conninfo.make_conninfo(**wanted)
