"""A proposal that keeps a step of the jobcentre is told where that step is looked back on."""

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock, german
from roterfaden.obligations import actions
from roterfaden.obligations.actions.proposals import OfferContent
from roterfaden.obligations.models import Offer
from tests.factories.house import House

pytestmark = pytest.mark.django_db


def test_the_review_says_what_was_proposed(house: House, browser: Client) -> None:
    case = house.case("Haddad", "Samira")
    version = house.agreed(case)
    ours = version.entries.get(owner="jobcentre")
    address, today = reverse("plans:review", args=[version.pk]), clock.day_of(house.at)
    assert "geschickt" not in browser.get(address).content.decode()
    for title in ("Lagerhelferin", "Küchenhilfe"):
        content = OfferContent(
            kind=Offer.Kind.JOB,
            provider="Nordlicht Logistik GmbH",
            title=title,
            sent_on=today,
            channel=Offer.Channel.POST,
            step=ours,
        )
        actions.record_offer(case=case, content=content, by=house.counsellor, at=house.at)
    page = browser.get(address).content.decode()
    assert f"2 Vorschläge geschickt, zuletzt am {german.day(today)}" in page
