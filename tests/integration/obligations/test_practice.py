"""Practice goes the whole way alone: no second pair of eyes, no real person, no filed letter."""

from datetime import datetime

import pytest

from roterfaden.documents.models import Document
from roterfaden.obligations import actions
from roterfaden.obligations.exercises import BY_CODE
from roterfaden.organisations.models import Jobcentre
from roterfaden.recipients.actions import practice
from tests.factories.house import House
from tests.factories.procedures import NEW, OLD, Course

pytestmark = pytest.mark.django_db


def office(house: House) -> None:
    """Its address is that of the invented person."""
    Jobcentre.objects.filter(pk=house.jobcentre.pk).update(
        street="Rathausplatz 1", postcode="45127", city="Musterstadt"
    )


@pytest.mark.parametrize(
    ("code", "at", "outcome"),
    [
        ("schritt", NEW, "reduce"),
        ("nicht-erreichbar", NEW, "unreachable"),
        ("termin-einmal", OLD, "reduce"),
    ],
    ids=str,
)
def test_an_exercise_goes_to_its_end(house: House, code: str, at: datetime, outcome: str) -> None:
    office(house)
    case = practice.begin(by=house.counsellor, at=house.at)
    course = Course(house, case, at)
    course.known = actions.begin_practice(
        case=case, exercise=BY_CODE[code], event_on=course.today, **course.who
    )
    course.pursued()
    if course.state == "obliging":
        course.obliged().breached()
    course.heard().answered().decided(outcome)
    assert course.state in {"reduced", "unreachable"}
    assert course.procedure.practice
    assert not Document.objects.filter(case_file=case.pk).exists()
