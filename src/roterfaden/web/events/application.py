"""The ASGI application of the live events: ``GET /events/<kind>/<uuid>`` as text/event-stream.

A stream opens with ``open`` and the present version, so that a page that was cut off learns at once
whether it is out of date, and says ``changed`` with each new one. It carries numbers, no content.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings

from roterfaden.web.events.access import NotSignedIn, present_version
from roterfaden.web.events.bulletin import Bulletin, Inbox

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

PREFIX = "/events/"
HEARTBEAT = 15.0
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
    listening = asyncio.create_task(bulletin.listen())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET" or not scope["path"].startswith(PREFIX):
        await _refuse(send, 404)
        return
    topic = scope["path"].removeprefix(PREFIX).strip("/")
    cookies = headers.get(b"cookie", "")
    with bulletin.inbox(topic) as inbox:
        try:
            version = await _present_version(cookies, topic)
        except NotSignedIn:
            await _refuse(send, 403)
            return
        if version is None:
            await _refuse(send, 404)
            return
        await _start(send, headers)
        await _stream(receive, send, _events(cookies, topic, version, inbox))


_present_version = sync_to_async(present_version, thread_sensitive=True)


async def _events(cookies: str, topic: str, version: int, inbox: Inbox) -> AsyncIterator[str]:
    """The lines of a stream; ends when the person may no longer hear."""
    yield f"retry: {_ASK_AGAIN_AFTER}\n{_event('open', version)}"
    while True:
        try:
            news = await asyncio.wait_for(inbox.get(), HEARTBEAT)
        except TimeoutError:
            yield ": still here\n\n"
            news = None
        if news is None:
            try:
                present = await _present_version(cookies, topic)
            except NotSignedIn:
                return
            if present is None:
                return
            if present == version:
                continue
            news = present
        version = news
        yield _event("changed", version)


def _event(name: str, version: int) -> str:
    return f"event: {name}\nid: {version}\ndata: {json.dumps({'version': version})}\n\n"


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
