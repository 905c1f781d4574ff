"""A shared view in bad hands: what a device, a neighbour or a copied log can do with it."""

import logging
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from roterfaden import logs
from roterfaden.audit.models import AuditEvent, ReadEvent
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.actions import saying, views, wording
from roterfaden.sharing.models import OwnWish, Reply, SharedView
from tests.factories.house import House
from tests.factories.sharing import WISH, a_wish, bound_view

Shared = tuple[SharedView, Client]
Device = Callable[[str], Client]
HIDDEN = "gut\x00\u202eabc\u2066"
SCRIPT = {"X-Fragment": "mitsicht"}


def _post(client: Client, name: str, **sent: object) -> int:
    return client.post(reverse(f"session:{name}"), sent, headers=SCRIPT).status_code


def test_hidden_signs_are_kept_nowhere(shared: Shared, staff_client: Client) -> None:
    view, client = shared
    entry = view.version.entries.present()[0]
    assert _post(client, "say_wish", words=HIDDEN, key=uuid4()) == 204
    assert _post(client, "say_answer", entry=entry.pk, kind="different", words=HIDDEN) == 204
    url = reverse("sharing:translate", args=[view.version_id, entry.pk])
    staff_client.post(url, {"language": "ar", "text": HIDDEN})
    kept = {OwnWish.objects.get().words, Reply.objects.get().words, entry.translations.get().text}
    assert kept == {"gutabc"}


def test_what_is_sent_again_through_the_next_view_of_the_talk_is_there_once(
    shared: Shared, counsellor: StaffMember, device: Device
) -> None:
    view = shared[0]
    answer = {"entry": view.version.entries.present()[0].pk, "kind": "fits", "key": uuid4()}
    wish = {"words": WISH, "key": uuid4()}
    sent = [("say_answer", answer), ("say_wish", wish)]
    first = device(bound_view(view.version, counsellor)[1])
    assert [_post(first, name, **what) for name, what in sent] == [204, 204]
    again = device(bound_view(view.version, counsellor)[1])
    assert [_post(again, name, **what) for name, what in sent] == [204, 204]
    assert (Reply.objects.count(), OwnWish.objects.count()) == (1, 1)


def test_what_was_said_to_one_plan_is_not_said_to_another(
    shared: Shared, house: House, device: Device
) -> None:
    wish = a_wish(shared[0])
    version = house.draft(house.case("Brandt"))
    other = device(bound_view(version, house.counsellor)[1])
    assert _post(other, "say_wish", words=WISH, key=wish.pk) == 422
    assert not version.own_wishes.exists()


def test_nobody_floods_the_office_with_wishes(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saying, "MOST_WISHES", 2)
    codes = [_post(shared[1], "say_wish", words=f"Wunsch {n}", key=uuid4()) for n in range(3)]
    assert codes == [204, 204, 422]
    assert OwnWish.objects.count() == 2


def test_nobody_floods_the_log_with_answers(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, client = shared
    said = SharedView.objects.get(pk=view.pk).revision
    monkeypatch.setattr(saying, "MOST_SAID", said + 2)
    entry = view.version.entries.present()[0]
    codes = [_post(client, "say_answer", entry=entry.pk, kind="fits") for _n in range(3)]
    assert codes == [204, 204, 422]
    assert Reply.objects.count() == 2


def test_wrong_codes_from_the_same_network_keep_nobody_from_opening_an_address(
    waiting: SharedView, device: Device, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"sharing_failed": "2/m/ip"}
    url = reverse("session:code")
    assert [device("").post(url, {"code": f"ABCD234{n}"}).status_code for n in "567"][-1] == 429
    address = reverse("session:address", args=[keys.token_of(waiting.pk)])
    assert device("").post(address).status_code == 302


def test_the_limits_of_tries_outlive_many_addresses(db: None) -> None:
    cache.clear()
    cache.set("allauth:rl:account:login_failed:5/300/key:a", [1.0], 300)
    for n in range(400):
        cache.set(f"allauth:rl:account:sharing_failed:20/60/ip:{n}", [1.0], 300)
    assert cache.get("allauth:rl:account:login_failed:5/300/key:a") == [1.0]


def test_a_refused_try_leaves_no_good_address_in_the_log(
    waiting: SharedView, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    token = keys.token_of(waiting.pk)
    without_token = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.WARNING, "django"):
        logging.getLogger("django").addHandler(caplog.handler)
        try:
            url = reverse("session:address", args=[token])
            assert without_token.post(url).status_code == 403
        finally:
            logging.getLogger("django").removeHandler(caplog.handler)
    line = logs.configuration(tmp_path)["formatters"]["line"]
    assert line["()"] == "roterfaden.logs.WithoutSecrets"
    written = [
        logs.WithoutSecrets(line["format"], style=line["style"]).format(record)
        for record in caplog.records
    ]
    assert any("/mit/…" in one for one in written)
    assert token not in "".join(written)


def test_our_cookies_go_with_the_browser(waiting: SharedView, client: Client) -> None:
    """The page promises that nothing stays on the device."""
    client.get(reverse("session:address", args=[keys.token_of(waiting.pk)]))
    assert client.cookies[django_settings.CSRF_COOKIE_NAME]["max-age"] == ""


def test_the_second_screen_stands_in_the_read_log(draft: PlanVersion, house: House) -> None:
    colleague = Client()
    assert house.colleague.user
    colleague.force_login(house.colleague.user)
    colleague.get(reverse("session:screen", args=[draft.pk]))
    assert ReadEvent.objects.get().target_id == str(draft.pk)


def test_the_log_learns_no_language(shared: Shared) -> None:
    """Which language somebody reads says where they come from; the log outlives the case."""
    views.choose_language(view=shared[0], language="ar", at=clock.now())
    assert AuditEvent.objects.filter(type="shared-view-language").exists()
    assert not AuditEvent.objects.filter(facts__has_key="language").exists()


def test_with_think_time_the_talk_ends_and_the_view_with_it(
    shared: Shared, counsellor: StaffMember
) -> None:
    """No page of the office has the button for it any more."""
    view, client = shared
    until = clock.today()
    answers.offer(version=view.version, think_until_on=until, by=counsellor, at=clock.now())
    assert client.get(reverse("session:plan")).status_code == 410
    with pytest.raises(StateRefused):
        views.start(version=view.version, by=counsellor, at=clock.now())


def test_nothing_is_translated_in_a_version_that_is_closed(
    shared: Shared, counsellor: StaffMember
) -> None:
    version = shared[0].version
    answers.agree(version=version, sought_by=["shown"], by=counsellor, at=clock.now())
    goal = version.entries.get(kind="goal")
    with pytest.raises(StateRefused):
        wording.translate(entry=goal, language="ar", text="x", by=counsellor, at=clock.now())


@pytest.mark.parametrize("page", ["plan", "start"])
def test_a_page_names_its_view_so_that_what_waits_in_the_tab_reaches_no_other(
    shared: Shared, page: str
) -> None:
    view, client = shared
    assert f'data-view="{view.pk}"' in client.get(reverse(f"session:{page}")).content.decode()


def test_a_protected_plan_is_shown_to_its_person_and_ended_by_those_named_only(
    house: House, device: Device, staff_client: Client
) -> None:
    version = house.draft(house.case("Geheim"), by=house.colleague)
    view, cookie = bound_view(version, house.colleague)
    urls = [reverse(f"sharing:{name}", args=[version.pk, view.pk]) for name in ("confirm", "end")]
    assert {staff_client.post(url).status_code for url in urls} == {404}
    assert staff_client.get(reverse("session:screen", args=[version.pk])).status_code == 404
    assert device(cookie).get(reverse("session:plan")).status_code == 200
