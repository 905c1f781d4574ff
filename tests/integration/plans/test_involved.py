"""Who of the household is involved, when later not everybody may see that person."""

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import drafts
from roterfaden.plans.models import Entry
from roterfaden.recipients.models import Case, Household

from .conftest import NOON


@pytest.fixture
def entry(make_case, jobcentre, counsellor: StaffMember, write) -> Entry:  # type: ignore[no-untyped-def]
    """An entry with somebody whose case was protected afterwards; a third person is there too."""
    household = Household.objects.create(jobcentre=jobcentre, bg_nummer="BG-7")
    case = make_case("Samira Haddad", household=household)
    other = make_case("Karim Haddad", household=household)
    version = drafts.start(case=case, by=counsellor, at=NOON)
    added: Entry = write(version, "Wir teilen die Betreuung.", involved_id=other.recipient_id)
    Case.objects.filter(pk=other.pk).update(is_protected=True)
    return added


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client


def test_who_is_protected_is_not_named_in_the_editor(browser: Client, entry: Entry) -> None:
    text = browser.get(reverse("plans:version", args=[entry.version_id])).content.decode()
    assert "Wir teilen die Betreuung." in text
    assert "Karim" not in text


@pytest.mark.parametrize("has_third", [False, True])
def test_the_entry_is_still_changed_and_keeps_who_is_involved(  # type: ignore[no-untyped-def]
    browser: Client, entry: Entry, make_case, has_third: bool
) -> None:
    household = entry.version.plan.case.recipient.household
    if has_third:
        make_case("Leila Haddad", household=household)
    address = reverse("plans:entry", args=[entry.version_id, entry.pk])
    before = entry.involved_id
    browser.post(address, {"text": "Wir teilen uns die Betreuung.", "involved": ""})
    entry.refresh_from_db()
    assert (entry.text, entry.involved_id) == ("Wir teilen uns die Betreuung.", before)
