"""Hand-overs, made as team leads make them."""

from roterfaden.core import clock
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import hand_overs
from roterfaden.recipients.actions.hand_overs import Goal
from roterfaden.recipients.models import Case, HandOver
from tests.factories.house import House


def prepared(house: House, *cases: Case) -> HandOver:
    """These cases, or the colleague's one that is not protected, waiting to be handed over."""
    chosen = cases or (house.case("Müller"),)
    lead = house.staff[Role.TEAM_LEAD]
    return hand_overs.prepare(cases=[case.pk for case in chosen], by=lead, at=house.at)


def handed_over(house: House, *cases: Case) -> HandOver:
    """The same, given to the counsellor from today."""
    made = prepared(house, *cases)
    goals = {one.case_id: Goal(house.counsellor) for one in made.cases.all()}
    return hand_overs.carry_out(
        hand_over=made,
        goals=goals,
        begins_on=clock.day_of(house.at),
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
