"""Shared views at each stage, made through the product's actions."""

from uuid import uuid4

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.actions import saying, views
from roterfaden.sharing.models import OwnWish, SharedView

WISH = "Ich möchte vormittags arbeiten."


def waiting_view(version: PlanVersion, by: StaffMember) -> SharedView:
    """One that waits for its device."""
    return views.start(version=version, by=by, at=clock.now())


def opened_view(
    version: PlanVersion, by: StaffMember, language: str = "de"
) -> tuple[SharedView, str]:
    """One that a device has opened, with the device's cookie."""
    view = waiting_view(version, by)
    joined = views.join(token=keys.token_of(view.pk), language=language, at=clock.now())
    assert joined
    return joined[0], keys.cookie_of(joined[0].pk, joined[1])


def bound_view(
    version: PlanVersion, by: StaffMember, language: str = "de"
) -> tuple[SharedView, str]:
    """One that the counsellor has confirmed, with the device's cookie."""
    view, cookie = opened_view(version, by, language)
    confirmed = views.confirm(view=view, two_words=view.two_words, by=by, at=clock.now())
    return confirmed, cookie


def shared_view(version: PlanVersion, by: StaffMember) -> SharedView:
    """One that a device looks at."""
    return bound_view(version, by)[0]


def a_wish(view: SharedView, words: str = WISH) -> OwnWish:
    """A wish that was written on the device."""
    return saying.wish(view=view, words=words, key=uuid4(), at=clock.now())
