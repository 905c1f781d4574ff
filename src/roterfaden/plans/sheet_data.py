"""A version as data: the content of ``plan.json`` (``docs/reference/plan.schema.json``)."""

from datetime import date
from typing import Any

from django.utils import translation

from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.recipients.models import Assignment, Case, Recipient

SCHEMA = "roterfaden/plan/1"


def plan_data(version: PlanVersion, *, on: date) -> dict[str, Any]:
    """The version as plan.json; a closed version as it was stored when agreed.

    ``on`` is the day printed on a sheet that is not yet agreed.
    """
    if version.sheet is not None:
        return {**version.sheet, "version": _version_data(version, version.agreed_on or on)}
    return compose(version, list(version.entries.present()), on=on)


def compose(version: PlanVersion, entries: list[Entry], *, on: date) -> dict[str, Any]:
    """plan.json from a version and these entries, stored or just being typed."""
    case = version.plan.case
    return {
        "schema": SCHEMA,
        "language": "de",
        "jobcentre": {
            "name": case.jobcentre.name,
            "traegernummer": case.jobcentre.traegernummer,
        },
        "recipient": _recipient_data(case.recipient),
        "contact": _contact_data(version, on),
        "version": _version_data(version, on),
        "next_meeting": _meeting_data(case, on),
        "entries": [_entry_data(entry) for entry in entries],
    }


def _recipient_data(recipient: Recipient) -> dict[str, Any]:
    return {"name": str(recipient), "kundennummer": recipient.kundennummer}


def _contact_data(version: PlanVersion, on: date) -> dict[str, Any]:
    held = Assignment.objects.in_force_on(on).filter(case=version.plan.case_id)
    assignment = held.select_related("staff").first()
    staff = (assignment.staff if assignment else None) or version.started_by
    label = {"frau": "Ansprechpartnerin", "herr": "Ansprechpartner"}
    return {
        "label": label.get(staff.salutation, "Ansprechperson"),
        "name": _in_german(staff),
        "phone": staff.phone,
    }


def _meeting_data(case: Case, on: date) -> dict[str, str] | None:
    """The next planned talk after this day; the one of the day itself is being held."""
    meeting = Meeting.objects.planned().after(on).filter(case=case).first()
    return {"on": meeting.on.isoformat(), "at": meeting.time_words} if meeting else None


def _in_german(staff: StaffMember) -> str:
    """The form of address as on paper, whatever language the page is in that asks for it."""
    with translation.override("de"):
        return staff.formal_name


def _version_data(version: PlanVersion, on: date) -> dict[str, Any]:
    return {
        "number": version.number,
        "state": str(version.state),
        "dated_on": on.isoformat(),
        "agreed_on": _iso(version.agreed_on),
        "update_due_on": _iso(version.update_due_on),
    }


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.pk),
        "kind": str(entry.kind),
        "owner": str(entry.owner) or None,
        "owner_name": entry.owner_name,
        "text": entry.text,
        "due_on": _iso(entry.due_on),
        "rhythm": entry.rhythm or None,
        "proof": entry.proof,
        "topic": entry.topic,
        "towards_work": entry.towards_work,
        "words_of": str(entry.words_of) or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
