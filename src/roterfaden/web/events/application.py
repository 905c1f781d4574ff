"""The ASGI application of the live events: ``GET /events/<kind>/<uuid>`` as text/event-stream.

A stream opens with ``open`` and the present versions, so that a page that was cut off learns at
once whether it is out of date. It says ``changed`` with each new version of the plan, and ``talk``
when something was said beside it in the shared view. It carries numbers, no content. Whoever asks
with ``?anwesend`` is told as present to the others there, and hears who they are.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings

from roterfaden.web.events.access import Hearing, NotSignedIn, hearing, names_of
from roterfaden.web.events.bulletin import END, Bulletin, Inbox, News

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

PREFIX = "/events/"
PRESENT = b"anwesend"
HEARTBEAT = 15.0
LONGEST = 120.0
"""Seconds after which a stream ends and the page asks again: a cut line is not told to us."""
_ASK_AGAIN_AFTER = 2000
bulletin = Bulletin()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one ASGI conversation."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _answer(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    tasks = [asyncio.create_task(work) for work in (bulletin.listen(), bulletin.presence.speak())]
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET" or not scope["path"].startswith(PREFIX):
        await _refuse(send, 404)
        return
    topic = scope["path"].removeprefix(PREFIX).strip("/")
    cookies = headers.get(b"cookie", "")
    try:
        heard = await _hearing(cookies, topic)
    except NotSignedIn:
        await _refuse(send, 403)
        return
    if heard is None:
        await _refuse(send, 404)
        return
    is_present = heard.writes and scope.get("query_string") == PRESENT
    with (
        bulletin.inbox(heard.plan_topic, heard.talk_topic) as inbox,
        _few(heard, inbox),
        bulletin.presence.at(heard.plan_topic, heard.person if is_present else None),
    ):
        await _start(send, headers)
        stream = Stream(cookies, topic, heard, inbox, hears_of_people=is_present)
        await _stream(receive, send, stream.events())


def _few(heard: Hearing, inbox: Inbox) -> contextlib.AbstractContextManager[None]:
    """A stranger's device has a few streams at once; people of the office as many as they open."""
    if heard.person is not None:
        return contextlib.nullcontext()
    return bulletin.among_few(heard.talk_topic, inbox)


_hearing = sync_to_async(hearing, thread_sensitive=True)
_names_of = sync_to_async(names_of, thread_sensitive=True)


class Stream:
    """What one page hears; ends when its person may no longer hear, or after a while."""

    def __init__(
        self, cookies: str, topic: str, heard: Hearing, inbox: Inbox, *, hears_of_people: bool
    ) -> None:
        self.cookies, self.topic, self.inbox, self.heard = cookies, topic, inbox, heard
        self.versions = {heard.plan_topic: heard.version, heard.talk_topic: heard.talk}
        self.hears_of_people = hears_of_people
        self.people: frozenset[UUID] | None = None

    async def events(self) -> AsyncIterator[str]:
        """The lines of the stream."""
        yield f"retry: {_ASK_AGAIN_AFTER}\n{self._event('open')}"
        yield await self._who_is_there()
        ends = asyncio.get_running_loop().time() + LONGEST
        while asyncio.get_running_loop().time() < ends:
            news: News
            try:
                news = await asyncio.wait_for(self.inbox.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                news = None
            if news == END:
                return
            if isinstance(news, tuple):
                yield self._heard(*news)
                if await self._has_lost_the_right():
                    return
                continue
            if news is None:
                heard = await self._hearing_now()
                if heard is None:
                    return
                yield self._heard(heard.plan_topic, heard.version)
                yield self._heard(heard.talk_topic, heard.talk)
            yield await self._who_is_there()

    def _heard(self, topic: str, version: int) -> str:
        """A line if this version is news, else nothing."""
        if self.versions[topic] == version:
            return ""
        self.versions[topic] = version
        return self._event("changed" if topic == self.heard.plan_topic else "talk")

    def _event(self, name: str) -> str:
        version, talk = (self.versions[t] for t in (self.heard.plan_topic, self.heard.talk_topic))
        told = json.dumps({"version": version, "talk": talk})
        return f"event: {name}\nid: {version}\ndata: {told}\n\n"

    async def _hearing_now(self) -> Hearing | None:
        try:
            return await _hearing(self.cookies, self.topic)
        except NotSignedIn:
            return None

    async def _has_lost_the_right(self) -> bool:
        """Whether this was a device's last news: with the talk, its stream ends at once."""
        return self.heard.person is None and await self._hearing_now() is None

    async def _who_is_there(self) -> str:
        """A line if others came or left, else nothing."""
        if not self.hears_of_people or self.heard.person is None:
            return ""
        others = bulletin.presence.others(self.heard.plan_topic, self.heard.person)
        if others == self.people:
            return ""
        self.people = others
        names = await _names_of(others)
        return f"event: present\ndata: {json.dumps({'names': names})}\n\n"


async def _stream(receive: Receive, send: Send, events: AsyncIterator[str]) -> None:
    """Send events until they end or the browser leaves."""
    gone = asyncio.create_task(_until_gone(receive))
    sending = asyncio.create_task(_send_all(send, events))
    await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
    for task in (gone, sending):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await task


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_all(send: Send, events: AsyncIterator[str]) -> None:
    async for event in events:
        if event:
            await send({"type": "http.response.body", "body": event.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _start(send: Send, headers: dict[bytes, str]) -> None:
    answer = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    origin = headers.get(b"origin", "")
    if origin and _is_our_page(origin, headers.get(b"host", "")):
        answer += [
            (b"access-control-allow-origin", origin.encode()),
            (b"access-control-allow-credentials", b"true"),
            (b"vary", b"origin"),
        ]
    await send({"type": "http.response.start", "status": 200, "headers": answer})


def _is_our_page(origin: str, host: str) -> bool:
    """On loopback the pages have another port than the events, but the same name."""
    page, pages = urlsplit(origin), urlsplit(settings.BASE_URL)
    same_name = page.hostname == urlsplit(f"//{host}").hostname
    return bool(settings.EVENTS_PORT) and same_name and page.port == pages.port


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
