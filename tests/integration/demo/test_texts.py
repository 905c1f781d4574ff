"""What the invented office keeps besides its blocks."""

import pytest

from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.organisations.models import Jobcentre, LocalHoliday, StaffMember
from roterfaden.plans import offers
from roterfaden.plans.leaflets import leaflet_on
from roterfaden.plans.models import PlanVersion, Reason, SupportOffer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded"), pytest.mark.slow]


def test_offers_stand_in_every_state_and_a_plan_promises_a_stopped_one() -> None:
    assert SupportOffer.objects.count() >= 12
    states = set(SupportOffer.objects.order_by().values_list("state", flat=True))
    assert states == set(SupportOffer.State)
    standing = offers.stopped(Jobcentre.objects.get(), clock.today())
    counsellor = StaffMember.objects.get(short_name="fachkraft")
    assert offers.plans_to_talk_about(counsellor, standing).exists()


def test_each_agreed_plan_has_the_office_s_own_leaflet_stored_once() -> None:
    assert not leaflet_on(Jobcentre.objects.get(), clock.today()).is_delivered
    filed = Document.objects.filter(kind="leaflet")
    assert filed.count() == PlanVersion.objects.exclude(agreed_at=None).count()
    assert filed.order_by().values("stored_file").distinct().count() == 1


def test_a_reason_and_a_closing_day_are_the_office_s_own() -> None:
    assert Reason.objects.filter(purpose="end", category="job").count() == 2
    assert LocalHoliday.objects.get().begins_on > clock.today()
