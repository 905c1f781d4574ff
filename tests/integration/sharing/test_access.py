"""Who sees a shared view: the first device, once confirmed, until it ends, and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, endings
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.actions import views
from roterfaden.sharing.actions.views import JOIN_WITHIN, LASTS
from roterfaden.sharing.models import Reply, SharedView
from tests.factories.house import House, build_house
from tests.factories.sharing import bound_view, opened_view, waiting_view
from tests.integration.security.headers import assert_safe

PAGES = ("plan", "state", "about", "start", "wish", "end")
SAYINGS = ("say_answer", "say_wish", "say_topic", "say_language", "leave")
OF_CHECKING = {"plan", "state", "end"}
GOAL = "Ich arbeite in der Pflege."
Device = Callable[[str], Client]


def _agree(view: SharedView, by: StaffMember) -> None:
    answers.agree(version=view.version, sought_by=["shown"], by=by, at=clock.now())


def _withdraw(view: SharedView, by: StaffMember) -> None:
    why = PlanVersion.WithdrawReason.ERROR
    endings.withdraw(version=view.version, reason=why, note="", by=by, at=clock.now())


def _revoke(view: SharedView, by: StaffMember) -> None:
    views.end(view=view, why=SharedView.EndReason.STAFF, by=by, at=clock.now())


def _replace(view: SharedView, by: StaffMember) -> None:
    waiting_view(view.version, by)


def _leave(view: SharedView, by: StaffMember) -> None:
    views.end(view=view, why=SharedView.EndReason.DEVICE, by=None, at=clock.now())


def _grow_old(view: SharedView, by: StaffMember) -> None:
    SharedView.objects.filter(pk=view.pk).update(expires_at=clock.now() - timedelta(seconds=1))


ENDS = [_agree, _withdraw, _revoke, _replace, _leave, _grow_old]


def _address(view: SharedView) -> str:
    return reverse("session:address", args=[keys.token_of(view.pk)])


def _shows_the_plan(response: Any) -> bool:
    return GOAL in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_bound_device_reads_every_page(shared: tuple[SharedView, Client], page: str) -> None:
    response = shared[1].get(reverse(f"session:{page}"))
    assert response.status_code == 200
    assert_safe(response)
    assert _shows_the_plan(response) == (page in {"plan", "state"})


@pytest.mark.parametrize("page", PAGES)
def test_before_the_words_are_confirmed_nothing_of_the_plan_is_shown(
    checking: tuple[SharedView, Client], page: str
) -> None:
    response = checking[1].get(reverse(f"session:{page}"))
    assert response.status_code == {"state": 204}.get(page, 200 if page in OF_CHECKING else 404)
    assert not _shows_the_plan(response)
    if page == "plan":
        assert checking[0].two_words in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("cookie", ["", "unsigned", "foreign", "other-view"])
def test_another_device_sees_nothing(
    shared: tuple[SharedView, Client],
    house: House,
    device: Device,
    page: str,
    cookie: str,
) -> None:
    view = shared[0]
    other = opened_view(house.draft(house.case("Brandt")), house.counsellor)[1]
    value = {
        "": "",
        "unsigned": f'["{view.pk}","guess"]',
        "foreign": keys.cookie_of(view.pk, keys.new_device()),
        "other-view": other,
    }[cookie]
    response = device(value).get(reverse(f"session:{page}"))
    assert not _shows_the_plan(response)
    if cookie != "other-view":
        assert response.status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_after_its_end_the_device_sees_nothing_at_once(
    shared: tuple[SharedView, Client], counsellor: StaffMember, end: Callable[..., None], page: str
) -> None:
    view, client = shared
    end(view, counsellor)
    response = client.get(reverse(f"session:{page}"))
    assert response.status_code == 410
    assert not _shows_the_plan(response)
    assert client.cookies[keys.cookie_name()].value == ""
    assert client.get(reverse("session:plan")).status_code == 404


def test_a_script_that_hears_of_the_end_leaves_the_page_to_say_so(
    shared: tuple[SharedView, Client], counsellor: StaffMember
) -> None:
    view, client = shared
    _revoke(view, counsellor)
    heard = client.get(reverse("session:state"), headers={"X-Fragment": "mitsicht"})
    assert heard.status_code == 410
    assert "Das gemeinsame Ansehen ist beendet" in client.get(reverse("session:plan")).text
    assert client.get(reverse("session:plan")).status_code == 404


@pytest.mark.parametrize("saying", SAYINGS)
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_after_its_end_nothing_can_be_said(
    shared: tuple[SharedView, Client],
    counsellor: StaffMember,
    end: Callable[..., None],
    saying: str,
) -> None:
    view, client = shared
    entry = view.version.entries.present()[0]
    end(view, counsellor)
    sent = {"entry": entry.pk, "kind": "fits", "words": "Nein.", "code": "topic_work"}
    response = client.post(reverse(f"session:{saying}"), {**sent, "chosen": "ja"})
    assert response.status_code == 410
    assert not Reply.objects.exists()
    assert not view.version.own_wishes.exists()
    assert not view.version.interests.exists()


def test_looking_at_the_address_binds_nothing(waiting: SharedView, client: Client) -> None:
    assert client.get(_address(waiting)).status_code == 200
    waiting.refresh_from_db()
    assert waiting.opened_at is None
    assert keys.cookie_name() not in client.cookies


def test_the_first_device_is_bound_with_a_cookie_of_its_own(
    waiting: SharedView, client: Client
) -> None:
    response = client.post(_address(waiting))
    assert response["Location"] == reverse("session:plan")
    cookie = client.cookies[keys.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "sessionid" not in client.cookies
    assert keys.token_of(waiting.pk) not in cookie.value


def test_the_short_code_opens_the_same(waiting: SharedView, client: Client) -> None:
    code = keys.spaced(keys.code_of(waiting.pk)).lower()
    assert client.post(reverse("session:code"), {"code": code}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.opened_at is not None


@pytest.mark.parametrize("way", ["address", "code"])
def test_a_link_that_was_used_opens_nothing_more(
    waiting: SharedView, device: Device, way: str
) -> None:
    assert device("").post(_address(waiting)).status_code == 302
    second = device("")
    if way == "address":
        response = second.post(_address(waiting))
    else:
        response = second.post(reverse("session:code"), {"code": keys.code_of(waiting.pk)})
    assert response.status_code == 404
    assert keys.cookie_name() not in second.cookies


def test_used_ended_late_and_guessed_links_look_the_same(
    house: House, device: Device, counsellor: StaffMember
) -> None:
    """So nobody learns from the page whether there ever was such an address."""
    cases = [house.case("Haddad", "Samira"), house.case("Haddad", "Karim"), house.case("Brandt")]
    used, ended, late = (waiting_view(house.draft(case), counsellor) for case in cases)
    device("").post(_address(used))
    _revoke(ended, counsellor)
    SharedView.objects.filter(pk=late.pk).update(join_ends_at=clock.now())
    tokens = [keys.token_of(view.pk) for view in (used, ended, late)]
    tokens.append(keys.token_of(uuid4()))
    shown = [device("").get(reverse("session:address", args=[t])) for t in tokens]
    refused = [device("").post(reverse("session:address", args=[t])) for t in tokens]
    assert {answer.status_code for answer in shown} == {200}
    assert {answer.status_code for answer in refused} == {404}
    assert len({answer.content for answer in refused}) == 1


def test_a_fresh_link_looks_like_a_guessed_one_before_the_button(
    waiting: SharedView, device: Device
) -> None:
    guessed = reverse("session:address", args=[keys.token_of(uuid4())])
    pages = [device("").get(url).content.decode() for url in (_address(waiting), guessed)]
    assert len({_without_token(page) for page in pages}) == 1


def _without_token(page: str) -> str:
    head, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return head + rest.partition('"')[2]


def test_guessing_meets_a_limit(waiting: SharedView, client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"sharing_failed": "3/m/ip"}
    tries = [client.post(reverse("session:code"), {"code": f"ABCD234{n}"}) for n in "5678"]
    assert [answer.status_code for answer in tries] == [404, 404, 404, 429]
    assert tries[3]["Retry-After"] == "60"
    right = client.post(reverse("session:code"), {"code": keys.code_of(waiting.pk)})
    assert right.status_code == 429


def test_joining_rightly_counts_as_no_try(house: House, device: Device, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"sharing_failed": "1/m/ip"}
    for name in ("Samira", "Karim"):
        view = waiting_view(house.draft(house.case("Haddad", name)), house.counsellor)
        assert device("").post(_address(view)).status_code == 302


def test_neither_address_nor_code_nor_device_is_stored(shared: tuple[SharedView, Client]) -> None:
    view, client = shared
    read = keys.read_cookie(client.cookies[keys.cookie_name()].value)
    assert read
    stored = str(SharedView.objects.filter(pk=view.pk).values().get())
    for secret in (keys.token_of(view.pk), keys.code_of(view.pk), read[1]):
        assert secret not in stored


def test_a_view_lasts_for_a_talk_and_its_link_for_its_beginning(waiting: SharedView) -> None:
    assert waiting.expires_at - waiting.started_at == LASTS
    assert waiting.join_ends_at - waiting.started_at == JOIN_WITHIN


def test_nothing_names_the_person(
    shared: tuple[SharedView, Client], counsellor: StaffMember
) -> None:
    """Not in the page, not in what it loads, not in an address or a header."""
    view, client = shared
    recipient = view.version.plan.case.recipient
    secret = {
        recipient.first_name,
        recipient.last_name,
        recipient.kundennummer,
        str(recipient.pk),
        str(view.version_id),
        str(view.version.plan.case_id),
        counsellor.last_name,
        view.version.plan.case.jobcentre.traegernummer,
        "BG-1",
    }
    for page in PAGES:
        response = client.get(reverse(f"session:{page}"))
        told = response.content.decode() + str(response.headers)
        assert [word for word in secret if word in told] == []


def test_the_second_screen_names_nobody_either(draft: PlanVersion, staff_client: Client) -> None:
    recipient = draft.plan.case.recipient
    page = staff_client.get(reverse("session:screen", args=[draft.pk])).content.decode()
    assert GOAL in page
    assert "rf-answer" not in page
    assert [w for w in (recipient.last_name, recipient.kundennummer) if w in page] == []


def test_staff_of_another_office_find_no_shared_view(
    shared: tuple[SharedView, Client], house: House
) -> None:
    view = shared[0]
    other = build_house("10002", prefix="other-").counsellor
    assert other.user
    client = Client()
    client.force_login(other.user)
    for name in ("panel", "start"):
        url = reverse(f"sharing:{name}", args=[view.version_id])
        assert getattr(client, "post" if name == "start" else "get")(url).status_code == 404
    for name in ("confirm", "end"):
        url = reverse(f"sharing:{name}", args=[view.version_id, view.pk])
        assert client.post(url).status_code == 404


def test_a_view_belongs_to_its_version_only(
    shared: tuple[SharedView, Client], house: House, staff_client: Client
) -> None:
    foreign = house.draft(house.case("Brandt"))
    url = reverse("sharing:end", args=[foreign.pk, shared[0].pk])
    assert staff_client.post(url).status_code == 404


def test_a_cookie_of_staff_opens_no_recipients_page(
    shared: tuple[SharedView, Client], staff_client: Client
) -> None:
    assert staff_client.get(reverse("session:plan")).status_code == 404


def test_a_protected_case_can_be_shown_to_its_person(house: House, device: Device) -> None:
    draft = house.draft(house.case("Geheim"), house.colleague)
    _view, cookie = bound_view(draft, house.colleague)
    assert _shows_the_plan(device(cookie).get(reverse("session:plan")))
