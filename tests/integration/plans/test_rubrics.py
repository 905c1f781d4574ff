"""A version as six rubrics: order, headings, what became of the entries."""

from datetime import date

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import endings, entries
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.rubrics import CODES, rubrics

from .conftest import NOON, later

DUE_ON = date(2026, 9, 11)


def test_all_six_rubrics_stand_in_the_order_of_print(draft: PlanVersion) -> None:
    assert [rubric.heading for rubric in rubrics(draft)] == [
        "Mein Ziel ist",
        "Zunächst möchte ich Folgendes erreichen",
        "Meine nächsten Schritte sind",
        "Mein Jobcenter unterstützt mich durch",
        "Zusätzlich unterstützt mich",
        "Was sonst noch wichtig ist",
    ]


def test_each_entry_stands_in_the_rubric_of_its_owner(written: PlanVersion) -> None:
    counts = {rubric.code: len(rubric.entries) for rubric in rubrics(written)}
    assert counts == {code: 0 if code == "interim_goal" else 1 for code in CODES}


def test_what_was_removed_is_not_shown(written: PlanVersion, counsellor: StaffMember) -> None:
    entries.remove(entry=written.entries.get(kind="goal"), by=counsellor, at=NOON)
    assert rubrics(written)[0].entries == ()


def test_a_step_is_overdue_from_the_day_after_until_it_is_settled(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    def step() -> tuple[bool, bool]:
        line = rubrics(agreed)[2].entries[0]
        return line.is_overdue(DUE_ON), line.is_overdue(date(2026, 9, 12))

    assert step() == (False, True)
    entry = agreed.entries.get(owner="recipient")
    for days, kind in ((13, EntryOutcome.Kind.PARTLY), (14, EntryOutcome.Kind.DONE)):
        endings.record_outcome(entry=entry, kind=kind, by=counsellor, at=later(days))
    assert step() == (False, False)


def test_the_newest_outcome_counts(agreed: PlanVersion, counsellor: StaffMember) -> None:
    entry = agreed.entries.get(owner="jobcentre")
    for days, kind in ((3, EntryOutcome.Kind.DONE), (1, EntryOutcome.Kind.OPEN)):
        endings.record_outcome(entry=entry, kind=kind, by=counsellor, at=later(days))
    line = rubrics(agreed)[3].entries[0]
    assert line.outcome is not None
    assert line.outcome.kind == EntryOutcome.Kind.DONE
