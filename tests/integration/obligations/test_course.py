"""The thin path under the law since 1 July 2026, and what holds on the way."""

from datetime import timedelta

import pytest

from roterfaden.obligations.states import Ending
from tests.factories.house import House
from tests.factories.procedures import Course, a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(house: House) -> Course:
    return a_course(house)


def test_from_a_step_not_done_to_a_reduction_and_its_early_end(course: Course) -> None:
    course.begun_by_step().pursued().obliged()
    assert course.state == "awaiting"
    course.breached().heard().answered().decided()
    procedure = course.procedure
    assert (procedure.state, procedure.regime) == ("reduced", "grundsicherungsgeld")
    assert procedure.norm == "§ 15a Abs. 2 SGB II"
    reduction = procedure.reduction
    assert (reduction.percent, reduction.begins_on.day) == (30, 1)
    law_end = reduction.ends_on
    course.wait_until(reduction.begins_on + timedelta(days=9)).lifted(course.today)
    course.end(Ending.LIFTED)
    procedure = course.procedure
    assert procedure.ending == "lifted"
    assert procedure.reduction.ends_on < law_end
    assert (procedure.reduction.ends_on + timedelta(days=1)).day == 1
