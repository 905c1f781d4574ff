"""A small world to test in, built through the product's own actions only."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roterfaden.core import clock
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import PlanVersion
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from roterfaden.recipients.models import Case
from tests.factories.kept import kept

PASSWORD = "nur-fuer-tests-gedacht"

_CASES = """kundennummer;nachname;vorname;geburtsdatum;bg_nummer;sprache;fachkraft;beginn;geschuetzt
101A000001;Haddad;Samira;08.03.1992;BG-1;ar;{counsellor};01.02.2025;nein
101A000002;Haddad;Karim;12.07.1990;BG-1;ar;{counsellor};01.02.2025;nein
101A000003;Brandt;Kevin;02.11.1999;;de;{counsellor};01.03.2026;nein
101A000004;Müller;Anna;24.12.1985;;de;{other};01.03.2026;nein
101A000005;Geheim;Greta;01.01.1980;;de;{other};01.03.2026;ja
"""


@dataclass
class House:
    """One jobcentre with staff of each role, a colleague, and five cases."""

    jobcentre: Jobcentre
    staff: dict[Role, StaffMember]
    colleague: StaffMember
    at: datetime

    @property
    def counsellor(self) -> StaffMember:
        return self.staff[Role.COUNSELLOR]

    def case(self, last_name: str, first_name: str | None = None) -> Case:
        """The case of this person."""
        cases = Case.objects.filter(jobcentre=self.jobcentre, recipient__last_name=last_name)
        if first_name:
            cases = cases.filter(recipient__first_name=first_name)
        return cases.select_related("recipient", "jobcentre").get()

    def draft(self, case: Case, by: StaffMember | None = None) -> PlanVersion:
        """A draft with a goal and a step of each side."""
        by = by or self.counsellor
        version = drafts.start(case=case, by=by, at=self.at)
        for content in (
            EntryContent(kind="goal", text="Ich arbeite in der Pflege.", topic="work"),
            EntryContent(
                kind="step",
                owner="recipient",
                text="Ich melde mich für den Kurs an.",
                due_on=clock.day_of(self.at) + timedelta(days=14),
                topic="learn_german",
            ),
            EntryContent(
                kind="step",
                owner="jobcentre",
                text="Mein Jobcenter gibt mir die Berechtigung.",
                topic="support_language",
            ),
        ):
            entries.add(version=version, content=content, by=by, at=self.at)
        return version

    def agreed(self, case: Case, by: StaffMember | None = None) -> PlanVersion:
        """A version in force."""
        by = by or self.counsellor
        version = self.draft(case, by)
        return answers.agree(version=version, sought_by=["read_aloud"], by=by, at=self.at)


def build_house(traegernummer: str = "10001", *, prefix: str = "") -> House:
    """A jobcentre with staff and cases; sign-in names are the roles, with ``prefix``.

    It may have been built a while ago; ``at`` is now.
    """
    return replace(_built(traegernummer, prefix), at=clock.now())


@kept
def _built(traegernummer: str, prefix: str) -> House:
    at = clock.now()
    jobcentre = offices.create_jobcentre(
        traegernummer=traegernummer,
        name=f"Jobcenter Musterstadt {traegernummer}",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=at,
    )
    offices.create_team(jobcentre=jobcentre, name="Team 1", at=at)
    people = {role: _person(jobcentre, f"{prefix}{role}", role, at) for role in Role}
    colleague = _person(jobcentre, f"{prefix}colleague", Role.COUNSELLOR, at)
    text = _CASES.format(counsellor=f"{prefix}{Role.COUNSELLOR}", other=f"{prefix}colleague")
    with read(text.encode(), today=clock.day_of(at)) as rows:
        result = import_rows(rows, jobcentre=jobcentre, by=None, at=at)
    if result.rejected:
        raise ValueError(result)
    return House(jobcentre=jobcentre, staff=people, colleague=colleague, at=at)


def _person(jobcentre: Jobcentre, short_name: str, role: Role, at: datetime) -> StaffMember:
    return offices.create_staff(
        jobcentre=jobcentre,
        short_name=short_name,
        roles=[role],
        first_name="Jana",
        last_name=str(role).replace("_", " ").title(),
        salutation="frau",
        phone="040 123",
        password=PASSWORD,
        at=at,
    )
