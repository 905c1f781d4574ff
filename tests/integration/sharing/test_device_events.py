"""A device hears of changes of its plan, until its shared view ends."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import Client

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import entries
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.actions import views
from roterfaden.sharing.models import SharedView
from roterfaden.web.events import application
from roterfaden.web.events.bulletin import AT_ONCE, END, Bulletin, Inbox, News
from tests.factories.house import House
from tests.factories.sharing import a_wish, bound_view
from tests.integration.plans.test_live_events import Listener

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bound(draft: PlanVersion, counsellor: StaffMember) -> tuple[SharedView, str]:
    return bound_view(draft, counsellor)


def _cookie(value: str) -> str:
    client = Client()
    client.cookies[keys.cookie_name()] = value
    return client.cookies[keys.cookie_name()].OutputString(attrs=[])


def test_a_device_hears_of_a_change_and_of_what_is_said(
    bound: tuple[SharedView, str], counsellor: StaffMember
) -> None:
    view, cookie = bound
    listener = Listener(f"mit/{view.pk}", _cookie(cookie))

    def change() -> None:
        content = EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work")
        entries.add(version=view.version, content=content, by=counsellor, at=clock.now())
        a_wish(view)
        connection.close()

    listener.listen(meanwhile=change, until="event: talk")
    assert "event: changed" in listener.text
    assert "Lager" not in listener.text


def test_each_open_names_what_there_is_so_that_nothing_is_missed(
    bound: tuple[SharedView, str],
) -> None:
    view, cookie = bound
    client = Client()
    client.cookies[keys.cookie_name()] = cookie
    page = client.get("/mit/plan/").content.decode()
    listener = Listener(f"mit/{view.pk}", _cookie(cookie))
    listener.listen()
    version, talk = view.version.revision, SharedView.objects.get(pk=view.pk).revision
    assert f'data-mark="{version}-{talk}"' in page
    assert f'data: {{"version": {version}, "talk": {talk}}}' in listener.text


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda view, cookie: "", 403),
        (lambda view, cookie: cookie[:-1], 403),
        (lambda view, cookie: keys.cookie_of(view.pk, keys.new_device()), 404),
    ],
    ids=["none", "broken", "guessed"],
)
def test_another_device_hears_nothing(
    bound: tuple[SharedView, str], make: Callable[[SharedView, str], str], status: int
) -> None:
    listener = Listener(f"mit/{bound[0].pk}", _cookie(make(*bound)))
    listener.listen()
    assert (listener.status, listener.text) == (status, "")


def test_a_device_hears_of_its_own_view_only(
    bound: tuple[SharedView, str], house: House, counsellor: StaffMember
) -> None:
    other, _cookie_of_other = bound_view(house.draft(house.case("Brandt")), counsellor)
    listener = Listener(f"mit/{other.pk}", _cookie(bound[1]))
    listener.listen()
    assert listener.status == 404


def test_after_the_end_a_device_hears_nothing(
    bound: tuple[SharedView, str], counsellor: StaffMember
) -> None:
    view, cookie = bound
    views.end(view=view, why=SharedView.EndReason.STAFF, by=counsellor, at=clock.now())
    listener = Listener(f"mit/{view.pk}", _cookie(cookie))
    listener.listen()
    assert (listener.status, listener.text) == (404, "")


def test_the_end_closes_the_stream_at_once(
    bound: tuple[SharedView, str], counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "HEARTBEAT", 60.0)
    view, cookie = bound
    listener = Listener(f"mit/{view.pk}", _cookie(cookie))

    def end() -> None:
        views.end(view=view, why=SharedView.EndReason.STAFF, by=counsellor, at=clock.now())
        connection.close()

    listener.listen(meanwhile=end, until="the end")
    assert listener.sent[-1] == {"type": "http.response.body", "body": b""}


def test_a_device_has_few_streams_and_the_oldest_make_room() -> None:
    board = Bulletin()
    with ExitStack() as stack:
        inboxes = [stack.enter_context(board.inbox("sharing/x")) for _n in range(AT_ONCE + 2)]
        for inbox in inboxes:
            stack.enter_context(board.among_few("sharing/x", inbox))
        told = [END in _unread(inbox) for inbox in inboxes]
    assert told == [True, True] + [False] * AT_ONCE
    with board.inbox("sharing/x") as inbox, board.among_few("sharing/x", inbox):
        assert END not in _unread(inbox)


def _unread(inbox: Inbox) -> list[News]:
    return [inbox.get_nowait() for _n in range(inbox.qsize())]
