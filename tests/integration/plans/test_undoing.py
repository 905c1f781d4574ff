"""An outcome that was recorded by mistake is taken back; both stay on record."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import drafts, endings
from roterfaden.plans.actions.bringing_back import bring_back
from roterfaden.plans.actions.undoing import take_back_outcome
from roterfaden.plans.contents import content_of
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion

from .conftest import later


@pytest.fixture
def entry(agreed: PlanVersion) -> Entry:
    found: Entry = agreed.entries.get(proof="Anmeldung")
    return found


def _record(entry: Entry, kind: str, by: StaffMember, days: int = 0) -> EntryOutcome:
    return endings.record_outcome(entry=entry, kind=EntryOutcome.Kind(kind), by=by, at=later(days))


def _kinds(entry: Entry) -> list[str]:
    return [one.kind for one in entry.outcomes.order_by("recorded_at")]


def test_the_outcome_before_counts_again(entry: Entry, counsellor: StaffMember) -> None:
    _record(entry, "partly", counsellor)
    mistake = _record(entry, "done", counsellor, days=1)
    for days in (2, 3):
        take_back_outcome(outcome=mistake, by=counsellor, at=later(days))
    assert _kinds(entry) == ["partly", "done", "partly"]


def test_where_nothing_was_recorded_it_is_still_open(
    client: Client, entry: Entry, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = _record(entry, "not_done", counsellor)
    monkeypatch.setattr(clock, "now", lambda: later(1))
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    page = client.get(reverse("plans:version", args=[entry.version_id])).content.decode()
    assert f"Rückgängig: {entry.text}" in page
    address = reverse("plans:outcome_undo", args=[entry.version_id, entry.pk])
    answer = client.post(address, {"outcome": str(mistake.pk)}, follow=True)
    assert "Jetzt gilt: noch offen." in answer.content.decode()
    assert _kinds(entry) == ["not_done", "open"]


def test_an_outcome_that_somebody_else_recorded_stays(
    entry: Entry, counsellor: StaffMember, make_staff: Callable[..., StaffMember]
) -> None:
    recorded = _record(entry, "done", counsellor)
    with pytest.raises(NotPermitted, match="Frau Reuter"):
        take_back_outcome(outcome=recorded, by=make_staff("lorenz"), at=later(1))
    assert _kinds(entry) == ["done"]


def _discard(draft: PlanVersion, by: StaffMember) -> PlanVersion:
    reason = PlanVersion.WithdrawReason.OUTDATED
    return endings.withdraw(version=draft, reason=reason, by=by, at=later(1))


def test_a_discarded_draft_comes_back_with_all_it_said(
    client: Client,
    written: PlanVersion,
    counsellor: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = [content_of(entry) for entry in written.entries.present()]
    discarded = _discard(written, counsellor)
    monkeypatch.setattr(clock, "now", lambda: later(2))
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    page = client.get(reverse("plans:version", args=[discarded.pk])).content.decode()
    assert "Entwurf zurückholen" in page
    client.post(reverse("plans:draft_bring_back", args=[discarded.pk]))
    draft = discarded.plan.versions.get(state="draft")
    assert [content_of(entry) for entry in draft.entries.present()] == before
    assert draft.number == discarded.number


def test_what_was_carried_over_still_knows_what_it_continues(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    draft = drafts.start(case=agreed.plan.case, by=counsellor, at=later(1))
    back = bring_back(version=_discard(draft, counsellor), by=counsellor, at=later(2))
    assert back.previous == agreed
    assert all(entry.continues for entry in back.entries.all())


def test_beside_a_newer_draft_nothing_is_brought_back(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    discarded = _discard(written, counsellor)
    drafts.start(case=discarded.plan.case, by=counsellor, at=later(2))
    with pytest.raises(StateRefused, match="Neueres"):
        bring_back(version=discarded, by=counsellor, at=later(3))


def test_what_was_agreed_and_withdrawn_is_not_brought_back(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    reason = PlanVersion.WithdrawReason.ERROR
    withdrawn = endings.withdraw(version=agreed, reason=reason, by=counsellor, at=later(1))
    with pytest.raises(StateRefused, match="verworfener Entwurf"):
        bring_back(version=withdrawn, by=counsellor, at=later(2))
