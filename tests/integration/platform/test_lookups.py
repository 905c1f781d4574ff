"""One of many keys, given as keys or as a question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roterfaden.core.lookups import among
from roterfaden.plans.models import PlanVersion
from roterfaden.recipients.models import Case
from tests.factories.house import House

pytestmark = pytest.mark.django_db


def test_keys_and_a_question_find_the_same(house: House) -> None:
    case, other = house.case("Brandt"), house.case("Müller")
    version = house.draft(case)
    house.draft(other)
    by_keys = PlanVersion.objects.filter(among("plan__case", {case.pk}))
    by_question = PlanVersion.objects.filter(among("plan__case", Case.objects.filter(pk=case.pk)))
    assert list(by_keys) == list(by_question) == [version]
    assert list(Case.objects.filter(among("pk", [case.pk]))) == [case]


def test_no_keys_ask_nothing(house: House) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(PlanVersion.objects.filter(among("plan__case", []))) == []
    assert not asked.captured_queries
