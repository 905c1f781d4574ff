"""Two devices at the same link at the same moment: one of them is bound."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys
from roterfaden.sharing.actions import views
from tests.factories.sharing import waiting_view

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = 4


def test_one_of_several_devices_is_bound(draft: PlanVersion, counsellor: StaffMember) -> None:
    view = waiting_view(draft, counsellor)
    start, came = Barrier(DEVICES), []

    def come(place: int) -> None:
        token = keys.token_of(view.pk) if place % 2 else ""
        start.wait()
        try:
            came.append(views.join(token=token, code=keys.code_of(view.pk), at=clock.now()))
        finally:
            connection.close()

    devices = [Thread(target=come, args=(place,)) for place in range(DEVICES)]
    for device in devices:
        device.start()
    for device in devices:
        device.join()
    assert len(came) == DEVICES
    assert len([one for one in came if one]) == 1
