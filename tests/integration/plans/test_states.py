"""The life of a version: answers, updates, withdrawal, end, and who may do it."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import product

import pytest

from roterfaden.audit.events import Change
from roterfaden.audit.models import AuditEvent
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.documents.models import Document
from roterfaden.environment import BERLIN
from roterfaden.organisations.actions.offices import create_jobcentre
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans import policies
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.answers import Wish
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import TRANSITIONS, State, can_move, check_can_move
from roterfaden.recipients.models import Case, ProtectedAccess

from .conftest import NOON, later

Agree = Callable[..., PlanVersion]
Write = Callable[..., Entry]
Staff = Callable[..., StaffMember]
LAWFUL = {
    ("draft", "offered"),
    ("draft", "agreed"),
    ("draft", "withdrawn"),
    ("offered", "draft"),
    ("offered", "agreed"),
    ("offered", "withdrawn"),
    ("agreed", "superseded"),
    ("agreed", "ended"),
    ("agreed", "withdrawn"),
}


@pytest.mark.parametrize(("source", "target"), list(product(State, State)))
def test_only_the_steps_of_the_table_are_possible(source: State, target: State) -> None:
    assert can_move(source, target) is ((source.value, target.value) in LAWFUL)
    if (source.value, target.value) not in LAWFUL:
        with pytest.raises(StateRefused):
            check_can_move(source, target)


def test_the_table_names_each_step_once() -> None:
    assert len(TRANSITIONS) == len(LAWFUL)


# Agreement


def test_the_update_is_due_after_six_months_at_the_end_of_a_short_month(
    agreed: PlanVersion,
) -> None:
    assert agreed.agreed_on == date(2026, 8, 31)
    assert agreed.update_due_on == date(2027, 2, 28)
    assert agreed.remind_on == date(2027, 2, 26)


def test_the_legal_day_is_the_day_in_berlin(written: PlanVersion, agree: Agree) -> None:
    midnight = datetime(2026, 9, 1, 0, 30, tzinfo=BERLIN)
    assert agree(written, at=midnight).agreed_on == date(2026, 9, 1)


def test_the_first_agreement_begins_the_plan(agreed: PlanVersion) -> None:
    assert agreed.plan.began_on == date(2026, 8, 31)
    assert agreed.state == State.AGREED


def test_an_agreed_sheet_lies_in_the_case_file(agreed: PlanVersion, case: Case) -> None:
    document = Document.objects.get(kind="plan", subject=agreed.pk)
    assert document.case_file == case.pk
    assert bytes(document.stored_file.content).startswith(b"%PDF")
    assert document.stored_file.is_intact()


def test_answer_and_wishes_are_recorded(written: PlanVersion, agree: Agree) -> None:
    agree(
        written,
        sought_by=["printout", "read_aloud", "printout"],
        wishes=[Wish("Lieber vormittags.", taken_up=True)],
    )
    answer = Answer.objects.get(version=written)
    assert (answer.outcome, answer.sought_by) == ("yes", ["printout", "read_aloud"])
    assert [(wish.text, wish.taken_up) for wish in answer.wishes.all()] == [
        ("Lieber vormittags.", True)
    ]


def test_without_a_goal_there_is_no_agreement(
    draft: PlanVersion, write: Write, agree: Agree
) -> None:
    write(draft, "Ich rufe an.")
    with pytest.raises(Refused, match="Ziel"):
        agree(draft)


def test_a_removed_goal_is_no_goal(
    written: PlanVersion, counsellor: StaffMember, agree: Agree
) -> None:
    entries.remove(entry=written.entries.get(kind="goal"), by=counsellor, at=NOON)
    with pytest.raises(Refused, match="Ziel"):
        agree(written)


def test_without_a_way_of_asking_there_is_no_answer(written: PlanVersion, agree: Agree) -> None:
    with pytest.raises(Refused, match="Weg"):
        agree(written, sought_by=[])


def test_what_was_removed_is_gone_after_agreement(
    written: PlanVersion, counsellor: StaffMember, agree: Agree
) -> None:
    step = written.entries.get(text__startswith="Ich melde")
    entries.remove(entry=step, by=counsellor, at=NOON)
    agree(written)
    assert not Entry.objects.filter(pk=step.pk).exists()


def test_more_than_a_page_is_refused_and_nothing_changes(
    written: PlanVersion, write: Write, agree: Agree
) -> None:
    for _ in range(16):
        write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    with pytest.raises(Refused, match=r"um etwa \d+ Wörter"):
        agree(written)
    written.refresh_from_db()
    assert written.state == State.DRAFT
    assert not Answer.objects.exists()


def test_a_sign_that_cannot_be_printed_is_named(
    written: PlanVersion, write: Write, agree: Agree
) -> None:
    write(written, "Ich lerne Georgisch: გამარჯობა.")
    with pytest.raises(Refused, match="kann nicht gedruckt werden"):
        agree(written)


def test_before_there_was_a_plan_the_law_says_no(written: PlanVersion, agree: Agree) -> None:
    with pytest.raises(Refused):
        agree(written, at=datetime(2023, 6, 30, 12, tzinfo=BERLIN))


@pytest.mark.parametrize("outcome", [Answer.Outcome.NOT_AGREED, Answer.Outcome.COULD_NOT_ANSWER])
def test_a_no_keeps_the_draft(
    written: PlanVersion, counsellor: StaffMember, outcome: Answer.Outcome
) -> None:
    answers.decline(
        version=written,
        outcome=outcome,
        reason="Frau Haddad möchte es erst zu Hause lesen.",
        sought_by=["read_aloud"],
        by=counsellor,
        at=NOON,
    )
    written.refresh_from_db()
    assert written.state == State.DRAFT
    assert written.answers.get().outcome == outcome


def test_a_no_without_reason_is_refused(written: PlanVersion, counsellor: StaffMember) -> None:
    with pytest.raises(Refused, match="warum"):
        answers.decline(
            version=written,
            outcome=Answer.Outcome.NOT_AGREED,
            reason=" ",
            sought_by=["read_aloud"],
            by=counsellor,
            at=NOON,
        )


# Think time


def test_an_offer_can_be_agreed(
    written: PlanVersion, counsellor: StaffMember, agree: Agree
) -> None:
    entries.remove(entry=written.entries.get(text__startswith="Ich melde"), by=counsellor, at=NOON)
    answers.offer(version=written, think_until_on=date(2026, 9, 7), by=counsellor, at=NOON)
    assert agree(written, at=later(3)).state == State.AGREED


def test_an_offer_can_be_opened_again(written: PlanVersion, counsellor: StaffMember) -> None:
    answers.offer(version=written, think_until_on=date(2026, 9, 7), by=counsellor, at=NOON)
    version = answers.reopen(version=written, by=counsellor, at=later(1))
    assert (version.state, version.think_until_on, version.offered_at) == (State.DRAFT, None, None)


def test_an_offer_is_not_edited(
    written: PlanVersion, counsellor: StaffMember, write: Write
) -> None:
    answers.offer(version=written, think_until_on=date(2026, 9, 7), by=counsellor, at=NOON)
    with pytest.raises(StateRefused, match="Öffnen Sie ihn wieder"):
        write(written, "Noch etwas.")


def test_think_time_does_not_end_yesterday(written: PlanVersion, counsellor: StaffMember) -> None:
    with pytest.raises(Refused):
        answers.offer(version=written, think_until_on=date(2026, 8, 30), by=counsellor, at=NOON)


def test_nobody_thinks_about_a_plan_that_could_not_be_agreed(
    written: PlanVersion, counsellor: StaffMember, write: Write
) -> None:
    for _ in range(14):
        write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    with pytest.raises(Refused, match="passt nicht auf eine Seite"):
        answers.offer(version=written, think_until_on=date(2026, 9, 7), by=counsellor, at=NOON)


# The next version


def test_a_second_draft_is_refused(draft: PlanVersion, case: Case, counsellor: StaffMember) -> None:
    with pytest.raises(StateRefused, match="schon einen Entwurf"):
        drafts.start(case=case, by=counsellor, at=NOON)


def test_an_update_carries_over_what_is_open(
    agreed: PlanVersion, case: Case, counsellor: StaffMember
) -> None:
    outcomes = {
        "Ich melde": ["open", "done"],
        "Mein Jobcenter": ["done", "partly"],
        "Die Beratung": ["no_longer_fits"],
        "Ich möchte in": ["not_done"],
    }
    for start, kinds in outcomes.items():
        for minute, kind in enumerate(kinds):
            endings.record_outcome(
                entry=agreed.entries.get(text__startswith=start),
                kind=EntryOutcome.Kind(kind),
                by=counsellor,
                at=later(30).replace(minute=minute),
            )
    version = drafts.start(case=case, by=counsellor, at=later(31))
    assert [entry.text for entry in version.entries.all()] == [
        "Ich möchte in einem Pflegeheim arbeiten.",
        "Mein Jobcenter bezahlt die Fahrkarte.",
        "Ich möchte vormittags arbeiten.",
    ]
    assert all(entry.continues.version == agreed for entry in version.entries.all())  # type: ignore[union-attr]


def test_a_new_version_supersedes_the_old_one_and_the_plan_goes_on(
    agreed: PlanVersion, case: Case, counsellor: StaffMember, agree: Agree
) -> None:
    second = agree(drafts.start(case=case, by=counsellor, at=later(100)), at=later(101))
    agreed.refresh_from_db()
    assert (agreed.state, agreed.in_force_until_on) == (State.SUPERSEDED, second.agreed_on)
    assert (second.number, second.previous, second.plan.began_on) == (2, agreed, agreed.agreed_on)


def test_two_versions_on_one_day_are_possible(
    agreed: PlanVersion, case: Case, counsellor: StaffMember, agree: Agree
) -> None:
    second = agree(drafts.start(case=case, by=counsellor, at=NOON))
    assert second.is_in_force


# Withdrawal and end


def test_withdrawing_the_only_version_undoes_the_beginning(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    version = endings.withdraw(
        version=agreed,
        reason=PlanVersion.WithdrawReason.WRONG_PERSON,
        by=counsellor,
        at=later(1),
    )
    assert (version.state, version.plan.began_on) == (State.WITHDRAWN, None)


def test_after_a_withdrawal_the_number_is_free_again(
    agreed: PlanVersion, case: Case, counsellor: StaffMember, agree: Agree, write: Write
) -> None:
    endings.withdraw(
        version=agreed, reason=PlanVersion.WithdrawReason.ERROR, by=counsellor, at=later(1)
    )
    version = drafts.start(case=case, by=counsellor, at=later(1))
    write(version, "Arbeit finden.", kind="goal")
    assert agree(version, at=later(1)).number == 1


def test_withdrawal_needs_a_reason(draft: PlanVersion, counsellor: StaffMember) -> None:
    with pytest.raises(Refused, match="Grund"):
        endings.withdraw(version=draft, reason="", by=counsellor, at=NOON)  # type: ignore[arg-type]


def test_ending_closes_version_and_draft(
    agreed: PlanVersion, case: Case, counsellor: StaffMember
) -> None:
    draft = drafts.start(case=case, by=counsellor, at=later(10))
    plan = endings.end(
        plan=agreed.plan, reason=Plan.EndReason.OFFICE_CANNOT_KEEP, by=counsellor, at=later(20)
    )
    agreed.refresh_from_db()
    draft.refresh_from_db()
    assert (agreed.state, draft.state) == (State.ENDED, State.WITHDRAWN)
    assert (plan.ended_on, plan.end_reason) == (date(2026, 9, 20), "office_cannot_keep")


def test_a_plan_ends_though_its_last_version_was_withdrawn(
    agreed: PlanVersion, case: Case, counsellor: StaffMember, agree: Agree
) -> None:
    second = agree(drafts.start(case=case, by=counsellor, at=later(10)), at=later(10))
    endings.withdraw(
        version=second, reason=PlanVersion.WithdrawReason.ERROR, by=counsellor, at=later(11)
    )
    plan = endings.end(plan=agreed.plan, reason=Plan.EndReason.MOVED, by=counsellor, at=later(20))
    assert (plan.began_on, plan.ended_on) == (agreed.agreed_on, date(2026, 9, 20))


def test_after_the_end_a_new_plan_begins_with_version_one(
    agreed: PlanVersion, case: Case, counsellor: StaffMember, agree: Agree, write: Write
) -> None:
    endings.end(plan=agreed.plan, reason=Plan.EndReason.JOB, by=counsellor, at=later(20))
    version = drafts.start(case=case, by=counsellor, at=later(20))
    write(version, "Arbeit behalten.", kind="goal")
    again = agree(version, at=later(20))
    assert (again.number, again.plan == agreed.plan) == (1, False)


def test_a_plan_without_agreement_cannot_end(draft: PlanVersion, counsellor: StaffMember) -> None:
    with pytest.raises(StateRefused):
        endings.end(plan=draft.plan, reason=Plan.EndReason.JOB, by=counsellor, at=NOON)


def test_outcomes_are_for_the_version_in_force(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    with pytest.raises(StateRefused):
        endings.record_outcome(
            entry=written.entries.all()[0], kind=EntryOutcome.Kind.DONE, by=counsellor, at=NOON
        )


# Who may


@pytest.mark.parametrize(
    ("role", "same_office", "is_protected", "is_named", "may"),
    [
        (
            role,
            same,
            protected,
            named,
            role is Role.COUNSELLOR and same and (named or not protected),
        )
        for role in Role
        for same in (True, False)
        for protected in (True, False)
        for named in (True, False)
    ],
)
def test_who_may_plan(
    make_case: Callable[..., Case],
    make_staff: Staff,
    role: Role,
    same_office: bool,
    is_protected: bool,
    is_named: bool,
    may: bool,
) -> None:
    office = None if same_office else _another_office()
    case = make_case(is_protected=is_protected)
    person = make_staff("jemand", role, at=office)
    if is_named:
        ProtectedAccess.objects.create(case=case, staff=person)
    assert (policies.why_not(policies.check_may_plan, person, case) == "") is may
    if not may:
        with pytest.raises(NotPermitted):
            drafts.start(case=case, by=person, at=NOON)


def _another_office() -> Jobcentre:
    return create_jobcentre(
        traegernummer="88888",
        name="Jobcenter Nachbarstadt",
        kind=Jobcentre.Kind.JOINT,
        land="NW",
        at=NOON,
    )


def test_strangers_move_nothing(
    written: PlanVersion, make_staff: Staff, counsellor: StaffMember
) -> None:
    stranger = make_staff("fremd", at=_another_office())
    for attempt in (
        lambda: answers.agree(version=written, sought_by=["mailbox"], by=stranger, at=NOON),
        lambda: answers.offer(
            version=written, think_until_on=date(2026, 9, 9), by=stranger, at=NOON
        ),
        lambda: endings.withdraw(
            version=written, reason=PlanVersion.WithdrawReason.ERROR, by=stranger, at=NOON
        ),
        lambda: entries.remove(entry=written.entries.all()[0], by=stranger, at=NOON),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_each_step_leaves_its_trace(
    agreed: PlanVersion, case: Case, counsellor: StaffMember
) -> None:
    endings.end(plan=agreed.plan, reason=Plan.EndReason.JOB, by=counsellor, at=later(20))
    types = list(AuditEvent.objects.order_by("sequence").values_list("type", flat=True))
    assert types[types.index(Change.PLAN_STARTED) :] == [
        Change.PLAN_STARTED,
        Change.DRAFT_STARTED,
        *[Change.DRAFT_CHANGED] * 5,
        Change.ANSWER_RECORDED,
        *[Change.DOCUMENT_FILED] * 2,
        Change.VERSION_AGREED,
        Change.PLAN_ENDED,
    ]
