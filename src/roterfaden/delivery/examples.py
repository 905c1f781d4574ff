"""An invented letter of each kind, to see an office's words with something in their gaps."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from roterfaden.core import clock
from roterfaden.delivery.facts import Form, as_kept
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.law.terms import first_of_next_month, last_day_of_months
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.recipients.models import Case, Recipient

_SOURCE = Path(__file__).parent / "examples.yaml"


def example(kind: Kind, on: date, office: Jobcentre) -> Letter:
    """A letter that is never stored, under the law of the day."""
    recipient = Recipient(
        jobcentre=office,
        first_name="Erika",
        last_name="Beispiel",
        kundennummer="123A123456",
        street="Musterweg 1",
        postcode="12345",
        city="Musterstadt",
    )
    writer = StaffMember(
        jobcentre=office, first_name="Max", last_name="Muster", room="214", phone="01234 567-8"
    )
    return Letter(
        case=Case(jobcentre=office, recipient=recipient, begins_on=on),
        kind=kind,
        event_on=on,
        facts=as_kept(KINDS[kind].facts, _facts(kind, on)),
        drafted_by=writer,
        changed_at=clock.now(),
    )


def _facts(kind: Kind, on: date) -> dict[str, Any]:
    given = yaml.safe_load(_SOURCE.read_text("utf-8"))[kind]
    days = {fact.code for fact in KINDS[kind].facts if fact.form == Form.DAY}
    said = {
        code: on + timedelta(days=value) if code in days else value for code, value in given.items()
    }
    return {**said, **_whole_months(kind, said)}


def _whole_months(kind: Kind, said: Mapping[str, Any]) -> dict[str, date]:
    """A reduction begins and ends with a month, as in earnest."""
    if kind is Kind.DECISION:
        begins_on = first_of_next_month(said["heard_on"])
        return {"begins_on": begins_on, "ends_on": last_day_of_months(begins_on, 3)}
    if kind is Kind.LIFTING:
        return {"paid_from_on": first_of_next_month(said["complied_on"])}
    return {}
