"""Looking back together: what is said, what the draft makes of it, and setting a plan aside."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.next_goals import add_next_goal
from roterfaden.plans.actions.setting_aside import set_aside
from roterfaden.plans.actions.undoing import take_back_outcome
from roterfaden.plans.contents import content_of
from roterfaden.plans.models import Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.policies import check_can_confirm, why_not
from roterfaden.plans.review import GOALS_FIRST, change_of_counsellor, review
from roterfaden.recipients.models import Assignment

from .conftest import NOON, later

TALK = later(86)
DECEMBER = date(2026, 12, 1)
REASON = "Die Ausbildung passt nicht mehr."

Say = Callable[..., EntryOutcome]


@pytest.fixture
def say(counsellor: StaffMember) -> Say:
    """Record an outcome at the talk."""

    def record(entry: Entry, kind: str = "open", at: Any = TALK, **said: Any) -> EntryOutcome:
        said.setdefault("by", counsellor)
        return endings.record_outcome(entry=entry, kind=EntryOutcome.Kind(kind), at=at, **said)

    return record


@pytest.fixture
def step(agreed: PlanVersion) -> Entry:
    found: Entry = agreed.entries.get(proof="Anmeldung")
    return found


@pytest.fixture
def next_draft(agreed: PlanVersion, counsellor: StaffMember) -> PlanVersion:
    """A draft that was begun before anything was said."""
    return drafts.start(case=agreed.plan.case, by=counsellor, at=TALK)


@pytest.fixture
def handed_over(agreed: PlanVersion, make_staff: Callable[..., StaffMember]) -> PlanVersion:
    """A plan whose case somebody else took over after it was agreed."""
    case = agreed.plan.case
    former, now = agreed.agreed_by, make_staff("lorenz")
    end = NOON.date() + timedelta(days=30)
    Assignment.objects.create(case=case, staff=former, begins_on=date(2026, 1, 1), ends_on=end)
    Assignment.objects.create(case=case, staff=now, begins_on=end + timedelta(days=1))
    return agreed


def line(draft: PlanVersion, entry: Entry) -> Entry | None:
    return draft.entries.present().filter(continues=entry).first()


# What is said


def test_goals_come_first_then_the_office_then_the_recipient_then_others(
    agreed: PlanVersion,
) -> None:
    owners = [line.entry.owner for line in review(agreed, TALK.date(), GOALS_FIRST).lines]
    assert owners == ["", "jobcentre", "recipient", "other"]


@pytest.mark.parametrize(
    ("owner", "given", "kept"),
    [
        ("recipient", "", "unclear"),
        ("recipient", "yes", "yes"),
        ("jobcentre", "yes", ""),
        ("other", "no", ""),
    ],
)
def test_a_good_cause_is_asked_of_the_recipients_own_steps_and_never_left_out(
    agreed: PlanVersion, say: Say, owner: str, given: str, kept: str
) -> None:
    entry = agreed.entries.get(owner=owner)
    assert say(entry, "not_done", good_cause=given).good_cause == kept
    assert say(entry, "partly", good_cause=given, at=later(87)).good_cause == ""


def test_what_is_done_has_no_new_day(step: Entry, say: Say) -> None:
    assert say(step, "open", new_due_on=DECEMBER).new_due_on == DECEMBER
    assert say(step, "done", new_due_on=DECEMBER).new_due_on is None


def test_a_new_day_lies_ahead(step: Entry, say: Say) -> None:
    with pytest.raises(Refused, match="Vergangenheit"):
        say(step, "open", new_due_on=TALK.date() - timedelta(days=1))
    assert not EntryOutcome.objects.exists()


def test_the_same_said_twice_is_recorded_once(step: Entry, say: Say) -> None:
    assert say(step, new_due_on=DECEMBER) == say(step, new_due_on=DECEMBER)
    assert say(step, new_due_on=DECEMBER) != say(step)
    assert step.outcomes.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"kind": "done", "good_cause": "yes"}, {"kind": "done", "new_due_on": DECEMBER}]
)
def test_the_database_keeps_what_cannot_go_together_apart(
    step: Entry, counsellor: StaffMember, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryOutcome.objects.create(
            entry=step,
            happened_on=TALK.date(),
            recorded_at=TALK,
            recorded_by=counsellor,
            **wrong,
        )


# Taking back


def test_what_was_taken_back_has_not_been_talked_about(
    agreed: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    take_back_outcome(outcome=say(step, "done"), by=counsellor, at=TALK)
    waiting = [line.entry for line in review(agreed, TALK.date()).waiting]
    assert step in waiting


def test_taking_back_goes_on_to_the_one_before(
    agreed: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    first, second = say(step, "partly"), say(step, "done", at=later(87))
    take_back_outcome(outcome=second, by=counsellor, at=later(88))
    take_back_outcome(outcome=first, by=counsellor, at=later(89))
    assert all(line.outcome is None for line in review(agreed, later(90).date()).lines)
    assert step.outcomes.count() == 4


def test_what_counts_again_keeps_its_day(
    agreed: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    say(step, "partly", at=later(10))
    take_back_outcome(outcome=say(step, "done"), by=counsellor, at=later(87))
    assert step in [line.entry for line in review(agreed, later(87).date()).waiting]
    assert step.outcomes.latest("recorded_at").happened_on == later(10).date()


# Carrying over


def test_a_draft_begun_from_the_review_has_what_is_open_with_its_new_day(
    agreed: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    say(step, new_due_on=DECEMBER)
    say(agreed.entries.get(owner="jobcentre"), "done")
    draft = drafts.start(case=agreed.plan.case, by=counsellor, at=TALK)
    texts = list(draft.entries.order_by("position").values_list("text", "due_on"))
    assert texts == [
        ("Ich möchte in einem Pflegeheim arbeiten.", None),
        ("Ich melde mich zum Sprachkurs an.", DECEMBER),
        ("Die Beratung hilft mir.", None),
        ("Ich möchte vormittags arbeiten.", None),
    ]
    agreed.refresh_from_db()
    assert agreed.entries.get(pk=step.pk).due_on == date(2026, 9, 11)


def test_the_draft_follows_what_is_said_and_what_is_taken_back(
    next_draft: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    done = say(step, "done")
    assert line(next_draft, step) is None
    take_back_outcome(outcome=done, by=counsellor, at=later(87))
    found = line(next_draft, step)
    assert found
    assert content_of(found) == content_of(step)


def test_a_new_day_reaches_the_draft_and_goes_again(
    next_draft: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    moved = say(step, new_due_on=DECEMBER)
    found = line(next_draft, step)
    assert found
    assert found.due_on == DECEMBER
    take_back_outcome(outcome=moved, by=counsellor, at=later(87))
    found.refresh_from_db()
    assert found.due_on == step.due_on


def test_what_was_done_before_the_draft_comes_in_when_it_is_open_again(
    agreed: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    say(step, "done")
    draft = drafts.start(case=agreed.plan.case, by=counsellor, at=TALK)
    still_open = say(step, "open", at=later(87))
    texts = list(draft.entries.present().values_list("text", flat=True))
    assert texts.index(step.text) == 1
    take_back_outcome(outcome=still_open, by=counsellor, at=later(88))
    assert line(draft, step) is None


def test_what_somebody_wrote_in_the_draft_stays(
    next_draft: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    found = line(next_draft, step)
    assert found
    found.text = "Ich melde mich zum Abendkurs an."
    entries.change(entry=found, content=content_of(found), by=counsellor, at=TALK)
    say(step, "done")
    kept = line(next_draft, step)
    assert kept
    assert kept.text == "Ich melde mich zum Abendkurs an."


def test_an_open_editor_hears_of_it(next_draft: PlanVersion, step: Entry, say: Say) -> None:
    say(step, "done")
    before = next_draft.revision
    next_draft.refresh_from_db()
    assert next_draft.revision > before


def test_an_offered_plan_stays_as_it_is(
    next_draft: PlanVersion, step: Entry, say: Say, counsellor: StaffMember
) -> None:
    answers.offer(
        version=next_draft, think_until_on=TALK.date() + timedelta(days=7), by=counsellor, at=TALK
    )
    say(step, "done")
    assert line(next_draft, step)


def test_a_plan_with_a_new_day_does_not_just_stay(
    agreed: PlanVersion, say: Say, step: Entry
) -> None:
    for entry in agreed.entries.filter(kind="step"):
        say(entry)
    assert why_not(check_can_confirm, agreed, TALK.date()) == ""
    say(step, new_due_on=DECEMBER)
    assert "neues Datum" in why_not(check_can_confirm, agreed, TALK.date())


# After a goal was reached


def test_the_next_goal_stands_in_a_draft_that_begins_with_it(
    agreed: PlanVersion, say: Say, counsellor: StaffMember
) -> None:
    goal = agreed.entries.get(kind="goal")
    say(goal, "done")
    added = add_next_goal(reached=goal, text="Ich leite ein Team.", by=counsellor, at=TALK)
    draft = agreed.plan.versions.get(state="draft")
    assert added.version == draft
    goals = draft.entries.present().filter(kind="goal")
    assert [one.text for one in goals] == ["Ich leite ein Team."]


def test_no_goal_follows_a_step(step: Entry, counsellor: StaffMember) -> None:
    with pytest.raises(StateRefused):
        add_next_goal(reached=step, text="Ich leite ein Team.", by=counsellor, at=TALK)


# Setting aside


def test_the_page_is_told_of_a_change_of_counsellor(
    handed_over: PlanVersion, counsellor: StaffMember
) -> None:
    change = change_of_counsellor(handed_over, TALK.date())
    assert change
    assert (change.former, change.since) == (counsellor, later(31).date())
    assert change_of_counsellor(handed_over, later(30).date()) is None


def test_a_plan_is_set_aside_whole_and_the_draft_begins_empty(
    handed_over: PlanVersion, say: Say, counsellor: StaffMember
) -> None:
    say(handed_over.entries.get(owner="jobcentre"), "done")
    kept = set_aside(version=handed_over, reason=REASON, by=counsellor, at=TALK)
    assert {(one.kind, one.note) for one in kept} == {("no_longer_fits", REASON)}
    assert len(kept) == handed_over.entries.count() - 1
    draft = drafts.start(case=handed_over.plan.case, by=counsellor, at=TALK)
    assert not draft.entries.exists()
    assert AuditEvent.objects.filter(type="plan-set-aside").count() == 1


def test_one_step_takes_all_of_it_back(
    handed_over: PlanVersion, say: Say, step: Entry, counsellor: StaffMember
) -> None:
    say(step, "partly")
    draft = drafts.start(case=handed_over.plan.case, by=counsellor, at=TALK)
    before = [content_of(entry) for entry in draft.entries.present()]
    kept = set_aside(version=handed_over, reason=REASON, by=counsellor, at=later(87))
    assert not draft.entries.present().exists()
    take_back_outcome(outcome=kept[0], by=counsellor, at=later(88))
    assert [content_of(entry) for entry in draft.entries.present()] == before
    said = {one.entry: one.outcome for one in review(handed_over, later(88).date()).lines}
    assert {one.kind for one in said.values() if one} == {"partly"}


def test_what_was_said_anew_meanwhile_stays(
    handed_over: PlanVersion, say: Say, step: Entry, counsellor: StaffMember
) -> None:
    kept = set_aside(version=handed_over, reason=REASON, by=counsellor, at=TALK)
    say(step, "open", at=later(87))
    other = next(one for one in kept if one.entry_id != step.pk)
    take_back_outcome(outcome=other, by=counsellor, at=later(88))
    said = {one.entry.pk: one.outcome for one in review(handed_over, later(88).date()).lines}
    assert {pk for pk, outcome in said.items() if outcome} == {step.pk}


def test_setting_aside_needs_a_reason_and_a_change(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    with pytest.raises(StateRefused, match="Wechsel"):
        set_aside(version=agreed, reason=REASON, by=counsellor, at=TALK)


def test_setting_aside_without_a_reason_is_refused(
    handed_over: PlanVersion, counsellor: StaffMember
) -> None:
    with pytest.raises(Refused, match="warum"):
        set_aside(version=handed_over, reason=" ", by=counsellor, at=TALK)


def test_the_agreed_version_itself_stays_as_it_is(
    handed_over: PlanVersion, counsellor: StaffMember
) -> None:
    before = PlanVersion.objects.filter(pk=handed_over.pk).values().get()
    set_aside(version=handed_over, reason=REASON, by=counsellor, at=TALK)
    assert PlanVersion.objects.filter(pk=handed_over.pk).values().get() == before


# States and people

Act = Callable[[PlanVersion, StaffMember], object]
ACTS: dict[str, Act] = {
    "say": lambda version, by: endings.record_outcome(
        entry=version.entries.get(kind="goal"), kind=EntryOutcome.Kind.OPEN, by=by, at=later(88)
    ),
    "take back": lambda version, by: take_back_outcome(
        outcome=EntryOutcome.objects.filter(entry__version=version)[0], by=by, at=later(88)
    ),
    "set aside": lambda version, by: set_aside(version=version, reason="So.", by=by, at=later(88)),
    "next goal": lambda version, by: add_next_goal(
        reached=version.entries.get(kind="goal"), text="Mehr.", by=by, at=later(88)
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ["superseded", "ended", "withdrawn"])
def test_only_what_holds_is_looked_back_on(
    handed_over: PlanVersion, say: Say, counsellor: StaffMember, act: str, state: str
) -> None:
    say(handed_over.entries.get(kind="goal"), "done")
    if state == "superseded":
        draft = drafts.start(case=handed_over.plan.case, by=counsellor, at=TALK)
        content = entries.EntryContent(kind="goal", text="Neu.")
        entries.add(version=draft, content=content, by=counsellor, at=TALK)
        answers.agree(version=draft, sought_by=["read_aloud"], by=counsellor, at=TALK)
    elif state == "ended":
        endings.end(plan=handed_over.plan, reason=Plan.EndReason.JOB, by=counsellor, at=TALK)
    else:
        reason = PlanVersion.WithdrawReason.ERROR
        endings.withdraw(version=handed_over, reason=reason, by=counsellor, at=TALK)
    handed_over.refresh_from_db()
    assert handed_over.state == state
    with pytest.raises(StateRefused):
        ACTS[act](handed_over, counsellor)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COUNSELLOR])
def test_only_who_makes_plans_looks_back(
    handed_over: PlanVersion,
    say: Say,
    make_staff: Callable[..., StaffMember],
    act: str,
    role: Role,
) -> None:
    say(handed_over.entries.get(kind="goal"), "done")
    with pytest.raises(NotPermitted):
        ACTS[act](handed_over, make_staff("jemand", role))
