"""Bleibt so: a joint confirmation after both sides looked back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from roterfaden.audit.models import AuditEvent
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.documents.models import Document
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, confirmations, drafts, endings, entries
from roterfaden.plans.models import Answer, Entry, EntryOutcome, PlanVersion
from roterfaden.plans.policies import check_can_confirm, why_not
from roterfaden.plans.states import State
from tests.integration.plans.conftest import NOON, later

pytestmark = pytest.mark.django_db
TALK = later(150)
CONTENT = ("kind", "owner", "owner_name", "text", "due_on", "rhythm", "proof", "topic", "words_of")


@pytest.fixture
def say(counsellor: StaffMember) -> Callable[..., EntryOutcome]:
    """Record an outcome at the talk."""

    def record(entry: Entry, kind: str = "open", at: Any = TALK) -> EntryOutcome:
        kind_ = EntryOutcome.Kind(kind)
        return endings.record_outcome(entry=entry, kind=kind_, by=counsellor, at=at)

    return record


@pytest.fixture
def reviewed(agreed: PlanVersion, say: Callable[..., EntryOutcome]) -> PlanVersion:
    """A version in force of which both sides' steps were talked about."""
    for entry in agreed.entries.filter(owner__in=["recipient", "jobcentre"]):
        say(entry)
    return agreed


@pytest.fixture
def confirm(counsellor: StaffMember) -> Callable[..., PlanVersion]:
    def stay(version: PlanVersion, **fields: Any) -> PlanVersion:
        given: dict[str, Any] = {"sought_by": ["read_aloud"], "by": counsellor, "at": TALK}
        return confirmations.confirm_unchanged(version=version, **(given | fields))

    return stay


def content(version: PlanVersion) -> list[tuple[object, ...]]:
    return list(version.entries.order_by("position").values_list(*CONTENT))


def test_the_new_version_says_the_same_and_is_due_half_a_year_later(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    confirmed = confirm(reviewed)
    reviewed.refresh_from_db()
    assert (reviewed.state, confirmed.state) == (State.SUPERSEDED, State.AGREED)
    assert confirmed.number == reviewed.number + 1
    assert content(confirmed) == content(reviewed)
    assert confirmed.update_due_on
    assert reviewed.update_due_on
    assert confirmed.update_due_on > reviewed.update_due_on
    assert confirmed.answers.get().outcome == Answer.Outcome.YES


def test_its_sheet_lies_in_the_case_file_and_the_confirmation_in_the_log(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    confirmed = confirm(reviewed)
    assert (
        Document.objects.get(kind="plan", subject=confirmed.pk).title
        == "Kooperationsplan, Fassung 2"
    )
    types = AuditEvent.objects.filter(target_id=str(confirmed.pk)).values_list("type", flat=True)
    assert "version-confirmed" in types


def test_every_entry_continues_the_one_before(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    continued = {entry.continues_id for entry in confirm(reviewed).entries.all()}
    assert continued == set(reviewed.entries.values_list("pk", flat=True))


@pytest.mark.parametrize("owner", ["recipient", "jobcentre"])
def test_a_step_that_was_not_talked_about_stands_in_the_way(
    owner: str,
    agreed: PlanVersion,
    say: Callable[..., EntryOutcome],
    confirm: Callable[..., PlanVersion],
) -> None:
    for entry in agreed.entries.filter(kind="step").exclude(owner=owner):
        say(entry)
    forgotten = agreed.entries.get(owner=owner)
    with pytest.raises(Refused, match="noch nicht gesprochen") as refusal:
        confirm(agreed)
    assert forgotten.text in refusal.value.message
    assert agreed.plan.versions.count() == 1


def test_the_offices_own_step_is_asked_for_first(agreed: PlanVersion) -> None:
    promise = agreed.entries.get(owner="jobcentre")
    assert promise.text in why_not(check_can_confirm, agreed, TALK.date())


def test_what_was_said_months_ago_is_not_this_round(
    agreed: PlanVersion, say: Callable[..., EntryOutcome], confirm: Callable[..., PlanVersion]
) -> None:
    for entry in agreed.entries.filter(kind="step"):
        say(entry, "partly", at=TALK - timedelta(days=15))
    with pytest.raises(Refused, match="noch nicht gesprochen"):
        confirm(agreed)


@pytest.mark.parametrize("kind", ["done", "no_longer_fits"])
def test_what_is_settled_stays_only_where_somebody_says_so(
    kind: str,
    reviewed: PlanVersion,
    say: Callable[..., EntryOutcome],
    confirm: Callable[..., PlanVersion],
) -> None:
    step = reviewed.entries.get(owner="recipient")
    say(step, kind, at=TALK + timedelta(minutes=1))
    with pytest.raises(Refused, match="trotzdem"):
        confirm(reviewed)
    confirmed = confirm(reviewed, staying=[step.pk])
    assert content(confirmed) == content(reviewed)


def test_a_goal_that_was_reached_does_not_just_stay(
    reviewed: PlanVersion, say: Callable[..., EntryOutcome], confirm: Callable[..., PlanVersion]
) -> None:
    say(reviewed.entries.get(kind="goal"), "done")
    with pytest.raises(Refused, match="trotzdem"):
        confirm(reviewed)


def test_without_a_way_of_asking_nothing_is_confirmed(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    with pytest.raises(Refused, match="Wie haben Sie gefragt"), transaction.atomic():
        confirm(reviewed, sought_by=[])
    reviewed.refresh_from_db()
    assert reviewed.is_in_force
    assert reviewed.plan.versions.count() == 1


def test_a_draft_in_work_stands_in_the_way(
    reviewed: PlanVersion, counsellor: StaffMember, confirm: Callable[..., PlanVersion]
) -> None:
    drafts.start(case=reviewed.plan.case, by=counsellor, at=TALK)
    with pytest.raises(StateRefused, match="Entwurf"):
        confirm(reviewed)


def test_only_what_holds_can_stay(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    confirm(reviewed)
    with pytest.raises(StateRefused, match="Nur die Fassung, die gilt"):
        confirm(reviewed, at=TALK + timedelta(days=1))


def test_the_same_confirmation_sent_twice_is_one(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    assert confirm(reviewed) == confirm(reviewed)
    assert reviewed.plan.versions.count() == 2
    assert Answer.objects.filter(version__previous=reviewed).count() == 1


def test_a_newer_version_that_says_something_else_is_no_confirmation(
    reviewed: PlanVersion, counsellor: StaffMember, confirm: Callable[..., PlanVersion]
) -> None:
    draft = drafts.start(case=reviewed.plan.case, by=counsellor, at=TALK)
    entries.remove(entry=draft.entries.get(owner="recipient"), by=counsellor, at=TALK)
    answers.agree(version=draft, sought_by=["read_aloud"], by=counsellor, at=TALK)
    with pytest.raises(StateRefused, match="Nur die Fassung, die gilt"):
        confirm(reviewed)


def test_case_and_plan_are_locked_in_the_order_of_a_new_draft(
    reviewed: PlanVersion, counsellor: StaffMember, confirm: Callable[..., PlanVersion]
) -> None:
    with CaptureQueriesContext(connection) as confirming:
        confirmed = confirm(reviewed)
    with CaptureQueriesContext(connection) as drafting:
        drafts.start(case=confirmed.plan.case, by=counsellor, at=TALK)
    in_order = ["recipients_case", "plans_plan"]
    assert locked_tables(confirming)[:2] == locked_tables(drafting)[:2] == in_order


def locked_tables(captured: CaptureQueriesContext) -> list[str]:
    """The tables of which rows were locked, in order."""
    found = (re.search(r'FOR UPDATE OF "(\w+)"', q["sql"]) for q in captured.captured_queries)
    return [match[1] for match in found if match]


def test_a_case_that_has_ended_gets_no_new_version(
    reviewed: PlanVersion, confirm: Callable[..., PlanVersion]
) -> None:
    case = reviewed.plan.case
    case.ends_on = NOON.date()
    case.save()
    with pytest.raises(StateRefused, match="zu Ende gegangen"):
        confirm(reviewed)


def test_only_who_makes_plans_may_confirm(
    reviewed: PlanVersion,
    make_staff: Callable[..., StaffMember],
    confirm: Callable[..., PlanVersion],
) -> None:
    with pytest.raises(NotPermitted):
        confirm(reviewed, by=make_staff("lead", Role.TEAM_LEAD))
