"""A talk with the shared view: what it makes of the ways, and that "Anders" opens nothing."""

from uuid import uuid4

import pytest

from roterfaden.meetings.models import Meeting
from roterfaden.plans.models import Answer, Plan, PlanVersion
from roterfaden.sharing.actions import saying
from roterfaden.sharing.models import Reply
from roterfaden.talk.models import NoPlanFinding, NotRaised
from roterfaden.talk.policies import FirstAttemptMissing
from roterfaden.talk.ways import Facts, Way, ways_proposed
from roterfaden.web.staff.talk.facts import facts_of_talk
from tests.factories.house import House
from tests.factories.sharing import shared_view, waiting_view
from tests.factories.talks import a_talk
from tests.integration.talk.test_findings import find

pytestmark = pytest.mark.django_db


def test_a_plan_seen_together_is_proposed_as_written_together(house: House) -> None:
    case = house.case("Brandt")
    talk, version = a_talk(house, case), house.draft(case)
    waiting_view(version, house.counsellor)
    assert facts_of_talk(talk) == Facts(edited=True)
    shared_view(version, house.counsellor)
    assert ways_proposed(facts_of_talk(talk)) == (Way.JOINT_DEFINITION,)


def test_anders_opens_no_procedure_and_renews_nothing(house: House) -> None:
    case = house.case("Brandt")
    due_on = house.agreed(case).update_due_on
    version = house.draft(case)
    view, before = shared_view(version, house.counsellor), Meeting.objects.count()
    saying.reply(
        view=view,
        entry_id=version.entries.filter(kind="step")[0].pk,
        kind=Reply.Kind.DIFFERENT,
        words="lieber vormittags",
        key=uuid4(),
        at=house.at,
    )
    assert PlanVersion.objects.in_force().get().update_due_on == due_on
    assert Plan.objects.count() == 1
    assert not Answer.objects.exclude(outcome="yes").exists()
    assert not NotRaised.objects.exists()
    assert not NoPlanFinding.objects.exists()
    assert Meeting.objects.count() == before
    with pytest.raises(FirstAttemptMissing):
        find(house, case, after=190)
