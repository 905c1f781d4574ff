"""An outcome that was recorded by mistake is taken back; both stay on record."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import endings
from roterfaden.plans.actions.undoing import take_back_outcome
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
