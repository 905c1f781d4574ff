"""A house with a draft of Samira Haddad's plan, and devices at each stage of a shared view."""

from collections.abc import Callable

import pytest
from django.test import Client

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.models import SharedView
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.sharing import bound_view, opened_view, waiting_view


@pytest.fixture
def counsellor(house: House) -> StaffMember:
    return house.counsellor


@pytest.fixture
def draft(house: House) -> PlanVersion:
    """Of a person whose language is Arabic."""
    return house.draft(house.case("Haddad", "Samira"))


@pytest.fixture
def waiting(draft: PlanVersion, counsellor: StaffMember) -> SharedView:
    """Address and code are shown; no device has come."""
    return waiting_view(draft, counsellor)


@pytest.fixture
def device() -> Callable[[str], Client]:
    """A browser with this cookie, and none of staff."""

    def make(cookie: str = "") -> Client:
        client = Client()
        if cookie:
            client.cookies[keys.cookie_name()] = cookie
        return client

    return make


@pytest.fixture
def checking(
    draft: PlanVersion, counsellor: StaffMember, device: Callable[[str], Client]
) -> tuple[SharedView, Client]:
    """A device is there; nobody has confirmed its words."""
    view, cookie = opened_view(draft, counsellor)
    return view, device(cookie)


@pytest.fixture
def shared(
    draft: PlanVersion, counsellor: StaffMember, device: Callable[[str], Client]
) -> tuple[SharedView, Client]:
    """A device sees the plan, in German."""
    view, cookie = bound_view(draft, counsellor)
    return view, device(cookie)


@pytest.fixture
def staff_client(counsellor: StaffMember) -> Client:
    """The counsellor's browser."""
    return client_of(counsellor)
