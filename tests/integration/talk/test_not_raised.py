"""Not raised is a full outcome: reason, small task, next talk, and nothing else happens."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers
from roterfaden.plans.models import Answer, Plan, PlanVersion
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import Task, mark_task, record_not_raised, take_back_not_raised
from roterfaden.talk.models import NoPlanFinding, NotRaised, SmallTask, TalkRecord
from tests.factories.house import House
from tests.factories.talks import a_silence, a_talk, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def _next(house: House) -> datetime:
    return house.at + days(28)


def test_one_action_keeps_reason_task_talk_and_the_next_talk(house: House, case: Case) -> None:
    task = Task("Befund holen", clock.day_of(house.at) + days(14))
    said = a_silence(house, case, reason="small_task_first", task=task, next_at=_next(house))
    assert said.reason_words.startswith("Erst eine kleine")
    assert (said.task.text, said.task.owner) == ("Befund holen", "recipient")
    assert said.meeting.outcome == "took_place"
    assert TalkRecord.objects.get(meeting=said.meeting).ways == ["not_raised"]
    assert Meeting.objects.planned().get().starts_at == _next(house)


def test_it_is_said_about_the_talk_that_was_arranged(house: House, case: Case) -> None:
    talk = a_talk(house, case)
    assert a_silence(house, case, meeting=talk).meeting == talk
    talk.refresh_from_db()
    assert talk.outcome == "took_place"


def test_sent_twice_it_is_said_once(house: House, case: Case) -> None:
    task = Task("Befund holen", clock.day_of(house.at))
    for _time in range(2):
        a_silence(house, case, meeting=Meeting.objects.first(), task=task, next_at=_next(house))
    assert (NotRaised.objects.count(), SmallTask.objects.count()) == (1, 1)
    assert Meeting.objects.count() == 2
    assert AuditEvent.objects.filter(type="plan-not-raised").count() == 1


def test_sent_anew_it_corrects_what_was_said(house: House, case: Case) -> None:
    first = a_silence(house, case, task=Task("Befund holen", clock.day_of(house.at)))
    again = a_silence(house, case, meeting=first.meeting, reason="leaving_benefits")
    assert again.pk == first.pk
    assert again.category == "leaving_benefits"
    assert not SmallTask.objects.exists()


def test_it_renews_no_six_months_and_makes_nothing_of_a_plan(house: House, case: Case) -> None:
    version = house.agreed(case)
    later = house.at + days(30)
    before = PlanVersion.objects.values().get()
    record_not_raised(case=case, reason="nothing_changed", by=house.counsellor, at=later)
    assert PlanVersion.objects.values().get() == before
    version.refresh_from_db()
    assert version.update_due_on == before["update_due_on"]
    assert (Plan.objects.count(), Answer.objects.count()) == (1, 1)
    assert not NoPlanFinding.objects.exists()


@pytest.mark.parametrize("outcome", [Answer.Outcome.NOT_AGREED, Answer.Outcome.COULD_NOT_ANSWER])
def test_a_no_opens_no_procedure(house: House, case: Case, outcome: Answer.Outcome) -> None:
    version = house.draft(case)
    answers.decline(
        version=version,
        outcome=outcome,
        reason="Passt nicht.",
        sought_by=["read_aloud"],
        wishes=[answers.Wish("vormittags", taken_up=False)],
        by=house.counsellor,
        at=house.at,
    )
    assert not NoPlanFinding.objects.exists()
    assert not NotRaised.objects.exists()
    assert Meeting.objects.count() == 0


def test_think_time_that_ran_out_opens_no_procedure(house: House, case: Case) -> None:
    version = house.draft(case)
    until = clock.day_of(house.at) + days(7)
    answers.offer(version=version, think_until_on=until, by=house.counsellor, at=house.at)
    a_silence(house, case, at=house.at + days(20))
    version.refresh_from_db()
    assert version.state == "offered"
    assert not NoPlanFinding.objects.exists()


def test_a_talk_with_an_agreement_did_raise_the_plan(house: House, case: Case) -> None:
    house.agreed(case)
    with pytest.raises(StateRefused, match="Er kam also vor"):
        a_silence(house, case)
    assert not Meeting.objects.exists()


def test_another_reason_says_which(house: House, case: Case) -> None:
    with pytest.raises(Refused, match="in wenigen Worten"):
        a_silence(house, case, reason="other")
    assert a_silence(house, case, reason="other", note="Akute Krise.").note == "Akute Krise."


def test_an_unknown_reason_and_a_task_of_yesterday_are_refused(house: House, case: Case) -> None:
    with pytest.raises(Refused, match="Wählen Sie, warum"):
        a_silence(house, case, reason="laune")
    with pytest.raises(Refused, match="schon vorbei"):
        a_silence(house, case, task=Task("Befund", clock.day_of(house.at) - days(1)))


def test_a_talk_to_come_or_missed_cannot_be_silent(house: House, case: Case) -> None:
    with pytest.raises(Refused, match="erst am"):
        a_silence(house, case, meeting=a_talk(house, case, at=house.at + days(3)))
    missed = a_talk(house, case)
    meetings.cancel(meeting=missed, by=house.counsellor, at=house.at)
    with pytest.raises(StateRefused, match="nicht stattgefunden"):
        a_silence(house, case, meeting=missed)


def test_the_reason_of_child_raising_follows_the_law_of_the_day(house: House, case: Case) -> None:
    with pytest.raises(Refused, match="Wählen Sie, warum"):
        a_silence(house, case, reason="child_under_three")
    said = a_silence(house, case, reason="child_14_months")
    assert said.ground_said == "Gesetz: § 10 Abs. 1 Nr. 3 SGB II"


def test_taken_back_nothing_is_left_but_the_talk(house: House, case: Case) -> None:
    said = a_silence(house, case, task=Task("Befund", clock.day_of(house.at)))
    take_back_not_raised(meeting=said.meeting, by=house.counsellor, at=house.at)
    assert not NotRaised.objects.exists()
    assert not SmallTask.objects.exists()
    assert TalkRecord.objects.get().ways == []
    assert Meeting.objects.get().outcome == "took_place"


def test_a_colleague_takes_no_record_over_by_taking_it_back(house: House, case: Case) -> None:
    said = a_silence(house, case)
    with pytest.raises(NotPermitted):
        take_back_not_raised(meeting=said.meeting, by=house.colleague, at=house.at)
    assert TalkRecord.objects.get().recorded_by == house.counsellor
    assert NotRaised.objects.exists()


def test_a_small_task_is_done_and_reopened(house: House, case: Case) -> None:
    task = a_silence(house, case, task=Task("Befund", clock.day_of(house.at))).task
    done = mark_task(task=task, is_done=True, by=house.counsellor, at=house.at)
    assert done.is_done
    assert SmallTask.objects.of_case(case).still_open().count() == 0
    again = mark_task(task=done, is_done=False, by=house.counsellor, at=house.at)
    assert again.is_overdue(clock.day_of(house.at) + timedelta(days=1))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNSELLOR}))
def test_only_who_counsels_records(house: House, case: Case, role: Role) -> None:
    with pytest.raises(NotPermitted):
        a_silence(house, case, by=house.staff[role])


def test_the_database_knows_no_other_reason_without_words(house: House, case: Case) -> None:
    said = a_silence(house, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        NotRaised.objects.filter(pk=said.pk).update(category="other", note="")
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkRecord.objects.update(ways=["not_raised", "review"])
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkRecord.objects.update(shade="demanding")
