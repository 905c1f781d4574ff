"""Devices that look at a shared view: they hear of news, and read the board anew as a page does."""

import asyncio
import contextlib
import json
import re
import time
from dataclasses import dataclass, field

PAUSE = 0.03
"""Seconds that ``following.js`` waits for more news before it reads."""
_MARK = re.compile(rb'data-mark="(\d+)-(\d+)"')


@dataclass(frozen=True)
class Told:
    """What a device learned, and when."""

    at: float
    version: int
    said: int


@dataclass
class Device:
    """One device: ``heard`` are the lines of its stream, ``seen`` the boards that it read."""

    view: str
    cookie: str
    heard: list[Told] = field(default_factory=list)
    seen: list[Told] = field(default_factory=list)
    is_wanted: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, port: int) -> None:
        """Listen to the events as long as they last."""
        reader, writer = await _asked(port, f"/events/mit/{self.view}", self.cookie)
        with contextlib.closing(writer):
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    news = json.loads(line.removeprefix(b"data: "))
                    self.heard.append(Told(time.monotonic(), news["version"], news["talk"]))
                    self.is_wanted.set()

    async def look(self, port: int) -> None:
        """Read the board after all news; what comes meanwhile is read afterwards."""
        while True:
            await self.is_wanted.wait()
            while self.is_wanted.is_set():
                self.is_wanted.clear()
                await asyncio.sleep(PAUSE)
            self.seen.append(await self._board(port))

    async def _board(self, port: int) -> Told:
        reader, writer = await _asked(port, "/mit/plan/stand/", self.cookie)
        with contextlib.closing(writer):
            page = await reader.read()
        mark = _MARK.search(page)
        if mark is None:
            raise RuntimeError("A device was shown no board.")
        return Told(time.monotonic(), int(mark[1]), int(mark[2]))


async def _asked(
    port: int, path: str, cookie: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await _connected(port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Cookie: mitsicht={cookie}\r\n\r\n".encode()
    )
    return reader, writer


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.2)
