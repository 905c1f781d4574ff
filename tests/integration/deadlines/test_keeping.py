"""Deadlines are kept as rows: renewed by each change, noted when the ground under them moves."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoCaptureOnCommitCallbacks

from roterfaden.core.errors import NotPermitted
from roterfaden.deadlines import actions
from roterfaden.deadlines.models import MovedDeadline, OpenDeadline
from roterfaden.obligations import actions as obligations
from roterfaden.obligations.exercises import BY_CODE
from roterfaden.obligations.states import Ending
from roterfaden.organisations.actions import local_holidays, offices
from roterfaden.organisations.models import LocalHoliday
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import practice
from tests.factories.deadlines import a_moved_deadline
from tests.factories.house import House
from tests.factories.procedures import Course, a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(house: House) -> Course:
    return a_course(house)


def _days() -> dict[str, date]:
    return dict(OpenDeadline.objects.values_list("code", "due_on"))


def test_what_a_procedure_does_renews_its_deadlines(
    course: Course, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        course.begun_by_step().pursued()
    assert _days() == {}
    with django_capture_on_commit_callbacks(execute=True):
        course.obliged(due_on=date(2027, 1, 10))
    kept = _days()
    assert set(kept) == {"proof", "objection-duty"}
    assert kept["proof"] == date(2027, 1, 11), "a Sunday ends on Monday"
    with django_capture_on_commit_callbacks(execute=True):
        course.end(Ending.FULFILLED)
    assert _days() == {}


def test_it_reminds_three_working_days_of_the_office_before(course: Course) -> None:
    house = course.house
    local_holidays.add(
        jobcentre=house.jobcentre,
        kind=LocalHoliday.Kind.OFFICE_CLOSED,
        name="Betriebsausflug",
        begins_on=date(2027, 1, 8),
        by=house.staff[Role.SPECIALIST],
        at=house.at,
    )
    course.begun_by_step().pursued().obliged(due_on=date(2027, 1, 12))
    actions.keep(course.procedure.pk)
    proof = OpenDeadline.objects.get(code="proof")
    assert proof.remind_on == date(2027, 1, 6), "Mon 11, (Fri 8 closed) Thu 7, Wed 6"


def test_a_move_of_the_office_moves_its_deadlines_and_says_so(course: Course) -> None:
    """In Bavaria the 6 January is a holiday, in North Rhine-Westphalia it is none."""
    course.begun_by_step().pursued().obliged(due_on=date(2027, 1, 6))
    procedure = course.procedure
    actions.keep(procedure.pk)
    assert _days()["proof"] == date(2027, 1, 6)

    office = course.house.jobcentre
    office.land, office.municipality = "BY", ""
    office.save()
    assert actions.look_at_all_again(at=course.at, jobcentre_id=office.pk) == 1
    moved = MovedDeadline.objects.get()
    assert (moved.code, moved.from_on, moved.to_on) == (
        "proof",
        date(2027, 1, 6),
        date(2027, 1, 7),
    )
    assert _days()["proof"] == date(2027, 1, 7)
    assert actions.look_at_all_again(at=course.at) == 0, "once moved, it stays"


def test_who_reads_the_procedure_marks_the_move_as_seen(course: Course) -> None:
    course.begun_by_step().pursued().obliged()
    moved = a_moved_deadline(course.procedure)
    with pytest.raises(NotPermitted):
        actions.note_seen(moved=moved, by=course.house.colleague, at=course.at)
    seen = actions.note_seen(moved=moved, **course.who)
    assert (seen.seen_by, seen.seen_at) == (course.by, course.at)
    again = actions.note_seen(moved=moved, by=course.by, at=course.at + timedelta(days=1))
    assert again.seen_at == course.at
    assert not MovedDeadline.objects.readable_by(course.by, course.today).unseen()


def test_practice_has_no_deadlines(house: House) -> None:
    case = practice.begin(by=house.counsellor, at=house.at)
    conciliation = obligations.begin_practice(
        case=case,
        exercise=BY_CODE["schlichtung"],
        event_on=date(2026, 5, 4),
        by=house.counsellor,
        at=house.at,
    )
    actions.keep(conciliation.pk)
    assert _days() == {}
    assert actions.look_at_all_again(at=house.at) == 0


def test_changed_calendars_are_looked_at_by_the_worker(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    values = {name: getattr(house.jobcentre, name) for name in offices.CHANGEABLE}
    with django_capture_on_commit_callbacks(execute=True):
        offices.change_jobcentre(
            jobcentre=house.jobcentre,
            values=values | {"land": "BY", "municipality": ""},
            by=house.staff[Role.ADMINISTRATOR],
            at=house.at,
        )
    assert ProcrastinateJob.objects.filter(task_name="deadlines.look_again").count() == 1
