"""Somebody who reads in English sees English pages around a plan that stays German."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.sheet_data import plan_data

from .conftest import NOON

TODAY = date(2026, 8, 31)


@pytest.fixture
def english(client: Client, counsellor: StaffMember, settings: LazySettings) -> Client:
    """The browser of a counsellor who has chosen English."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, fixed_now=NOON)
    user = counsellor.user
    assert user
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def text_of(english: Client, name: str, version: PlanVersion) -> str:
    response = english.get(reverse(f"plans:{name}", args=[version.pk]))
    return " ".join(response.content.decode().split())


def test_a_plan_is_german_within_an_english_page(english: Client, agreed: PlanVersion) -> None:
    page = text_of(english, "version", agreed)
    plan = re.search(r'<article lang="de".*?</article>', page)
    assert '<html lang="en"' in page
    assert plan
    assert "bis 11.09.2026" in plan[0]
    assert "31 Aug 2026" in page.replace(plan[0], "")
    assert "31.08.2026" not in page.replace(plan[0], "")


def test_the_sheet_does_not_follow_the_language_of_the_page(
    english: Client, written: PlanVersion, counsellor: StaffMember
) -> None:
    with translation.override("en"):
        asked_in_english = plan_data(written, on=TODAY)
        answers.agree(version=written, sought_by=["read_aloud"], by=counsellor, at=NOON)
    with translation.override("de"):
        asked_in_german = plan_data(written, on=TODAY)
    assert asked_in_english["contact"] == asked_in_german["contact"]
    assert asked_in_german["contact"]["name"].startswith("Frau ")
