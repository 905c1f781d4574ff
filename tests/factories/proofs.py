"""A plan whose steps ask for proofs, made through actions."""

from datetime import timedelta

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import PlanVersion
from roterfaden.proofs import actions
from roterfaden.proofs.ledger import Ledger
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.recipients.models import Case
from tests.factories.house import House

WEEKLY = "FREQ=WEEKLY"


def agreed_with_proofs(house: House, case: Case, by: StaffMember | None = None) -> PlanVersion:
    """A version in force: applications every week, a form in two weeks, a notice by the office."""
    by = by or house.counsellor
    version = drafts.start(case=case, by=by, at=house.at)
    ahead = clock.day_of(house.at) + timedelta(days=14)
    for content in (
        EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work"),
        EntryContent(
            kind="step",
            owner="recipient",
            text="Ich schreibe fünf Bewerbungen.",
            rhythm=WEEKLY,
            proof="Bewerbungen",
            topic="job_search",
        ),
        EntryContent(
            kind="step",
            owner="recipient",
            text="Ich melde mich für den Kurs an.",
            due_on=ahead,
            proof="Anmeldung",
            topic="learn_german",
        ),
        EntryContent(
            kind="step",
            owner="jobcentre",
            text="Mein Jobcenter schickt mir den Bescheid.",
            due_on=ahead,
            proof="Bescheid",
            topic="costs",
        ),
    ):
        entries.add(version=version, content=content, by=by, at=house.at)
    return answers.agree(version=version, sought_by=["read_aloud"], by=by, at=house.at)


def a_received_proof(house: House, case: Case, by: StaffMember | None = None) -> Proof:
    """The first proof of such a plan, come in by post and not answered yet."""
    by = by or house.counsellor
    agreed_with_proofs(house, case, by)
    due = Ledger(case, clock.day_of(house.at)).waiting[0]
    return actions.receive(
        case=case,
        line=due.line,
        due_on=due.due_on,
        way=ProofRecord.Way.POST,
        by=by,
        at=house.at,
    )
