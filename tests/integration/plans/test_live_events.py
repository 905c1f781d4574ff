"""An open page hears of a change elsewhere, if its person may see the plan."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from roterfaden.organisations.actions.offices import create_jobcentre
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.web.events import application as events
from tests.integration.plans.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)
Message = dict[str, Any]
UNKNOWN = "plan-version/5f0c6a2e-31c4-4b9c-9a53-0d6f8b6f4f11"


def _sign_in(staff: StaffMember) -> str:
    assert staff.user is not None
    client = Client()
    client.force_login(staff.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].OutputString(attrs=[])


class Listener:
    """A browser that listens to a topic; runs ``meanwhile`` once the stream is open."""

    def __init__(self, topic: str, cookie: str = "", origin: str = "") -> None:
        headers = {"host": "127.0.0.1:8001", "cookie": cookie, "origin": origin}
        self.scope: Message = {
            "type": "http",
            "method": "GET",
            "path": f"/events/{topic}",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
        }
        self.sent: list[Message] = []

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    def listen(self, meanwhile: Callable[[], object] | None = None, until: str = "open") -> None:
        asyncio.run(asyncio.wait_for(self._listen(meanwhile, until), 20))

    async def _listen(self, meanwhile: Callable[[], object] | None, until: str) -> None:
        ear = asyncio.create_task(events.bulletin.listen())
        left = asyncio.Event()

        async def receive() -> Message:
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            self.sent.append(message)

        stream = asyncio.create_task(events.application(self.scope, receive, send))
        await self._await("event: open", stream)
        await asyncio.sleep(0.3)
        if meanwhile:
            await asyncio.to_thread(meanwhile)
        await self._await(until, stream)
        left.set()
        await stream
        ear.cancel()

    async def _await(self, word: str, stream: asyncio.Task[None]) -> None:
        while word not in self.text and not stream.done():
            await asyncio.sleep(0.02)


def test_a_change_is_heard(
    draft: PlanVersion, counsellor: StaffMember, write: Callable[..., Entry]
) -> None:
    listener = Listener(f"plan-version/{draft.pk}", _sign_in(counsellor))

    def change() -> None:
        write(draft, "Ich möchte im Lager arbeiten.", kind="goal", topic="work")
        connection.close()

    listener.listen(meanwhile=change, until="changed")
    assert listener.status == 200
    assert "event: open\nid: 0" in listener.text
    assert 'event: changed\nid: 1\ndata: {"version": 1, "talk": 0}' in listener.text
    assert "Lager" not in listener.text


def test_nobody_hears_without_a_session(draft: PlanVersion) -> None:
    listener = Listener(f"plan-version/{draft.pk}")
    listener.listen()
    assert (listener.status, listener.text) == (403, "")


def test_another_jobcentres_plan_does_not_exist(
    draft: PlanVersion, make_staff: Callable[..., StaffMember]
) -> None:
    other = create_jobcentre(
        traegernummer="99998",
        name="Jobcenter Weitweg",
        kind=Jobcentre.Kind.JOINT,
        land="NW",
        at=NOON,
    )
    listener = Listener(f"plan-version/{draft.pk}", _sign_in(make_staff("fremd", at=other)))
    listener.listen()
    assert (listener.status, listener.text) == (404, "")


@pytest.mark.parametrize("topic", [UNKNOWN, "plan-version/x", "other/x", ""])
def test_an_unknown_topic_is_not_found(counsellor: StaffMember, topic: str) -> None:
    listener = Listener(topic, _sign_in(counsellor))
    listener.listen()
    assert listener.status == 404


def test_only_our_own_pages_may_read_across_ports(
    draft: PlanVersion, counsellor: StaffMember, settings: Any
) -> None:
    settings.EVENTS_PORT = 8001
    cookie = _sign_in(counsellor)
    ours = Listener(f"plan-version/{draft.pk}", cookie, origin="http://127.0.0.1:8000")
    other = Listener(f"plan-version/{draft.pk}", cookie, origin="http://127.0.0.1:9000")
    for listener in (ours, other):
        listener.listen()
    assert ours.headers[b"access-control-allow-origin"] == b"http://127.0.0.1:8000"
    assert b"access-control-allow-origin" not in other.headers
