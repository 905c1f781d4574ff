"""One invented jobcentre with a counsellor and a case, made through the product's actions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from roterfaden.environment import BERLIN
from roterfaden.organisations.actions.offices import create_jobcentre, create_staff
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.recipients.models import Case, Household, Recipient

NOON = datetime(2026, 8, 31, 12, tzinfo=BERLIN)


@pytest.fixture
def jobcentre(db: None) -> Jobcentre:
    return create_jobcentre(
        traegernummer="99999",
        name="Jobcenter Ahrenfeld",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=NOON,
    )


@pytest.fixture
def make_staff(jobcentre: Jobcentre) -> Callable[..., StaffMember]:
    def make(
        short_name: str, *roles: Role, last_name: str = "", at: Jobcentre | None = None
    ) -> StaffMember:
        return create_staff(
            jobcentre=at or jobcentre,
            short_name=short_name,
            roles=roles or [Role.COUNSELLOR],
            salutation="frau",
            first_name="Jana",
            last_name=last_name or short_name.title(),
            phone="040 66969-214",
            at=NOON,
        )

    return make


@pytest.fixture
def counsellor(make_staff: Callable[..., StaffMember]) -> StaffMember:
    return make_staff("reuter")


@pytest.fixture
def make_case(jobcentre: Jobcentre) -> Callable[..., Case]:
    def make(
        name: str = "Samira Haddad",
        *,
        household: Household | None = None,
        at: Jobcentre | None = None,
        is_protected: bool = False,
    ) -> Case:
        first_name, _, last_name = name.partition(" ")
        number = Recipient.objects.count() + 208853
        recipient = Recipient(
            jobcentre=at or jobcentre,
            household=household,
            kundennummer=f"417H{number}",
            first_name=first_name,
            last_name=last_name,
            date_of_birth=date(1992, 3, 8),
        )
        recipient.set_keys()
        recipient.full_clean()
        recipient.save()
        return Case.objects.create(
            jobcentre=recipient.jobcentre,
            recipient=recipient,
            begins_on=date(2025, 1, 1),
            is_protected=is_protected,
        )

    return make


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case()


@pytest.fixture
def draft(case: Case, counsellor: StaffMember) -> PlanVersion:
    return drafts.start(case=case, by=counsellor, at=NOON)


@pytest.fixture
def write(counsellor: StaffMember) -> Callable[..., Entry]:
    """Add an entry to a version; a step of the recipient unless said otherwise."""

    def add(version: PlanVersion, text: str, **fields: Any) -> Entry:
        kind = fields.setdefault("kind", "step")
        if kind == "step":
            fields.setdefault("owner", "recipient")
        content = EntryContent(text=text, **fields)
        return entries.add(version=version, content=content, by=counsellor, at=NOON)

    return add


@pytest.fixture
def written(draft: PlanVersion, write: Callable[..., Entry]) -> PlanVersion:
    """A draft with a goal, a step of each side and an aspect."""
    write(draft, "Ich möchte in einem Pflegeheim arbeiten.", kind="goal", topic="work")
    write(draft, "Ich melde mich zum Sprachkurs an.", due_on=date(2026, 9, 11), proof="Anmeldung")
    write(draft, "Mein Jobcenter bezahlt die Fahrkarte.", owner="jobcentre", topic="costs")
    write(draft, "Die Beratung hilft mir.", owner="other", owner_name="Migrationsberatung")
    write(draft, "Ich möchte vormittags arbeiten.", kind="aspect", words_of="recipient")
    return draft


@pytest.fixture
def agree(counsellor: StaffMember) -> Callable[..., PlanVersion]:
    def say_yes(version: PlanVersion, at: datetime = NOON, **fields: Any) -> PlanVersion:
        fields.setdefault("sought_by", ["read_aloud"])
        return answers.agree(version=version, by=counsellor, at=at, **fields)

    return say_yes


@pytest.fixture
def agreed(written: PlanVersion, agree: Callable[..., PlanVersion]) -> PlanVersion:
    return agree(written)


def later(days: int) -> datetime:
    """Noon some days after the first agreement."""
    return NOON + timedelta(days=days)
