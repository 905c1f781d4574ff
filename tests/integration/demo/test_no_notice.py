"""No plan of the demo, and no leaflet beside one, carries a notice of legal consequences."""

import json

import pytest

from roterfaden.plans.models import PlanVersion
from tests.unit.delivery.test_plan_without_notice import NOTICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded"), pytest.mark.slow]


def test_no_sheet_of_any_plan_carries_a_notice() -> None:
    sheets = list(PlanVersion.objects.exclude(sheet=None).values_list("sheet", flat=True))
    assert len(sheets) > 90
    assert not [sheet for sheet in sheets if NOTICE.search(json.dumps(sheet, ensure_ascii=False))]
