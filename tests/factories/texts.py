"""What a specialist keeps, made through actions."""

from datetime import timedelta
from typing import Any

from roterfaden.core import clock
from roterfaden.organisations.actions import local_holidays, reasons
from roterfaden.organisations.models import LocalHoliday, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans import leaflet
from roterfaden.plans.actions import leaflets, offers
from roterfaden.plans.models import Leaflet, Plan, Reason, SupportOffer
from roterfaden.plans.reasons import delivered
from tests.factories.house import House


def specialist(house: House) -> StaffMember:
    """Who keeps the texts of the house."""
    return house.staff[Role.SPECIALIST]


def an_offer(house: House, name: str = "Fahrtkosten", **how: Any) -> SupportOffer:
    """An open offer, or as ``how`` says."""
    said: dict[str, Any] = {"kind": "travel_costs", "state": SupportOffer.State.OPEN, **how}
    return offers.add(
        jobcentre=house.jobcentre, name=name, by=specialist(house), at=house.at, **said
    )


def a_leaflet(house: House, *, in_days: int = 0, sentence: str = "Wir sind da.") -> Leaflet:
    """The office's own leaflet, from so many days ahead."""
    rules = {**leaflet.delivered().rules, "good_to_know": [{"de": sentence}]}
    return leaflets.write(
        jobcentre=house.jobcentre,
        rules=rules,
        valid_from_on=clock.day_of(house.at) + timedelta(days=in_days),
        by=specialist(house),
        at=house.at,
    )


def a_coming_leaflet(house: House) -> Leaflet:
    """One that can still be taken back."""
    return a_leaflet(house, in_days=7)


def a_reason(house: House, label: str = "Minijob ausgebaut") -> Reason:
    """A finer reason for the end of a plan."""
    return reasons.add(
        reason=Reason(
            jobcentre=house.jobcentre, purpose=Reason.Purpose.END, category=Plan.EndReason.JOB
        ),
        delivered=delivered(house.jobcentre, Reason.Purpose.END),
        words={"label": label},
        by=specialist(house),
        at=house.at,
    )


def a_closing_day(house: House, name: str = "Betriebsausflug", **how: Any) -> LocalHoliday:
    """A day on which the office is closed, a month ahead or as ``how`` says."""
    ahead = clock.day_of(house.at) + timedelta(days=30)
    said = {"begins_on": ahead, "kind": LocalHoliday.Kind.OFFICE_CLOSED, **how}
    return local_holidays.add(
        jobcentre=house.jobcentre, name=name, by=specialist(house), at=house.at, **said
    )
