"""Writing a draft: what an entry may say, order, removal, two people at once."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import entries
from roterfaden.plans.actions.drafts import start
from roterfaden.plans.actions.entries import ChangedMeanwhile, EntryContent, basis_of, content_of
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.recipients.models import Case, Household

from .conftest import NOON

Write = Callable[..., Entry]


def content(**fields: Any) -> EntryContent:
    return EntryContent(**{"kind": "step", "owner": "recipient", "text": "Ich rufe an.", **fields})


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "a" * 501}, "text"),
        ({"due_on": date(2026, 9, 1), "rhythm": "FREQ=WEEKLY"}, "rhythm"),
        ({"rhythm": "FREQ=SOMETIMES"}, "rhythm"),
        ({"owner": "other", "owner_name": " "}, "owner_name"),
        ({"topic": "benefits"}, "topic"),
        ({"words_of": "recipient"}, "words_of"),
        ({"involved_id": uuid4()}, "involved"),
    ],
)
def test_a_wrong_entry_is_refused_at_its_place(
    draft: PlanVersion, counsellor: StaffMember, fields: dict[str, Any], place: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        entries.add(version=draft, content=content(**fields), by=counsellor, at=NOON)
    assert list(refused.value.message_dict) == [place]
    assert not draft.entries.exists()


def test_the_topic_proposes_whether_a_step_leads_towards_work(
    draft: PlanVersion, write: Write
) -> None:
    assert write(draft, "Ich bewerbe mich.", topic="job_search").towards_work is True
    assert write(draft, "Ich gehe zum Arzt.", topic="health").towards_work is False


def test_the_counsellor_corrects_the_proposal(draft: PlanVersion, write: Write) -> None:
    entry = write(draft, "Ich gehe zum Arzt.", topic="health", towards_work=True)
    assert entry.towards_work is True


def test_goals_bear_no_mark(draft: PlanVersion, write: Write) -> None:
    assert write(draft, "Arbeit finden.", kind="goal", topic="work").towards_work is None


def test_a_member_of_the_household_may_be_named(
    make_case: Callable[..., Case],
    jobcentre: Jobcentre,
    counsellor: StaffMember,
    write: Write,
) -> None:
    home = Household.objects.create(jobcentre=jobcentre, bg_nummer="31102//0001")
    own, other = make_case(household=home), make_case("Karim Haddad", household=home)
    version = start(case=own, by=counsellor, at=NOON)
    entry = write(version, "Karim holt das Kind ab.", involved_id=other.recipient_id)
    assert entry.involved == other.recipient


def test_nobody_outside_or_protected_may_be_named(
    make_case: Callable[..., Case],
    jobcentre: Jobcentre,
    counsellor: StaffMember,
    write: Write,
) -> None:
    home = Household.objects.create(jobcentre=jobcentre, bg_nummer="31102//0001")
    own = make_case(household=home)
    hidden = make_case("Karim Haddad", household=home, is_protected=True)
    stranger = make_case("Peter Lang")
    version = start(case=own, by=counsellor, at=NOON)
    for person in (own, hidden, stranger):
        with pytest.raises(ValidationError):
            write(version, "Karim holt das Kind ab.", involved_id=person.recipient_id)


def test_a_change_leaves_order_and_removal_as_they_are_now(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    stale = written.entries.get(text__startswith="Ich melde")
    order = [entry.pk for entry in written.entries.all()][::-1]
    entries.arrange(version=written, order=order, by=counsellor, at=NOON)
    entries.change(
        entry=stale,
        content=content(text="Ich melde mich an."),
        by=counsellor,
        at=NOON,
    )
    assert [entry.pk for entry in written.entries.all()] == order


def test_what_somebody_else_changed_is_not_overwritten(
    written: PlanVersion, counsellor: StaffMember, make_staff: Callable[..., StaffMember]
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    basis = basis_of(entry)
    other = make_staff("sommer")
    entries.change(entry=entry, content=content(text="Andere Worte."), by=other, at=NOON)
    with pytest.raises(ChangedMeanwhile) as refused:
        entries.change(
            entry=entry, content=content(text="Eigene Worte."), by=counsellor, at=NOON, basis=basis
        )
    assert refused.value.entry.text == "Andere Worte."
    entry.refresh_from_db()
    assert entry.text == "Andere Worte."


def test_the_same_words_from_both_are_no_conflict(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    basis = basis_of(entry)
    new = content(text="Gleiche Worte.")
    entries.change(entry=entry, content=new, by=counsellor, at=NOON)
    entries.change(entry=entry, content=new, by=counsellor, at=NOON, basis=basis)
    entry.refresh_from_db()
    assert entry.text == "Gleiche Worte."


def test_saving_without_a_change_leaves_no_trace(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    written.refresh_from_db()
    before = written.revision
    entries.change(entry=entry, content=content_of(entry), by=counsellor, at=NOON)
    written.refresh_from_db()
    assert written.revision == before


def test_a_removed_entry_comes_back_where_it_was(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    before = [entry.pk for entry in written.entries.all()]
    entry = written.entries.get(text__startswith="Ich melde")
    entries.remove(entry=entry, by=counsellor, at=NOON)
    assert entry not in written.entries.present()
    entries.restore(entry=entry, by=counsellor, at=NOON)
    assert [entry.pk for entry in written.entries.present()] == before


def test_order_with_a_foreign_entry_is_refused(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    with pytest.raises(Refused):
        entries.arrange(version=written, order=[uuid4()], by=counsellor, at=NOON)


def test_entries_of_an_agreed_version_do_not_change(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    entry = agreed.entries.all()[0]
    for attempt in (
        lambda: entries.add(version=agreed, content=content(), by=counsellor, at=NOON),
        lambda: entries.change(entry=entry, content=content(), by=counsellor, at=NOON),
        lambda: entries.remove(entry=entry, by=counsellor, at=NOON),
        lambda: entries.restore(entry=entry, by=counsellor, at=NOON),
        lambda: entries.arrange(version=agreed, order=[entry.pk], by=counsellor, at=NOON),
    ):
        with pytest.raises(StateRefused):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COUNSELLOR])
def test_only_counsellors_write(
    draft: PlanVersion, make_staff: Callable[..., StaffMember], role: Role
) -> None:
    with pytest.raises(NotPermitted):
        entries.add(version=draft, content=content(), by=make_staff("andere", role), at=NOON)
