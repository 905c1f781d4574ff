"""An office that can post letters, and facts for one of each kind."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from roterfaden.core import clock
from roterfaden.delivery import actions
from roterfaden.delivery.actions.wordings import approve, take_up, write
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter, Wording
from roterfaden.delivery.texts import delivered_on
from roterfaden.law.terms import first_of_next_month, last_day_of_months
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case, Recipient
from tests.factories.house import House

OLD_LAW = date(2026, 3, 2)
NEW_LAW = date(2026, 10, 12)


def ready_office(house: House) -> House:
    """The house with an address, recipients with addresses, and every wording approved."""
    office = house.jobcentre
    address = {"street": "Rathausplatz 1", "postcode": "45127", "city": "Musterstadt"}
    offices.change_jobcentre(
        jobcentre=office,
        values={"name": office.name, "land": office.land, **address},
        by=house.staff[Role.ADMINISTRATOR],
        at=house.at,
    )
    Recipient.objects.filter(jobcentre=office).update(
        street="Lindenweg 7", postcode="45127", city="Musterstadt"
    )
    for kind in Kind:
        for day in (OLD_LAW, NEW_LAW):
            if any(day in law.validity for law in KINDS[kind].regimes):
                approve_wording(house, kind, day)
    return house


def approve_wording(house: House, kind: Kind, on: date) -> None:
    """Have the specialist stand for the delivered words of a day."""
    by = house.staff[Role.SPECIALIST]
    wording = take_up(jobcentre=house.jobcentre, kind=kind, on=on, by=by, at=house.at)
    approve(wording=wording, by=by, at=house.at)


def facts_of(kind: Kind, today: date, **others: Any) -> dict[str, Any]:
    """Complete facts for a letter that goes out today by post."""
    later = today + timedelta(days=28)
    begin = first_of_next_month(today + timedelta(days=4))
    need = {"standard_need": Decimal("563.00")}
    duty = {
        "entry": "step_not_done",
        "plan_agreed_on": today - timedelta(days=90),
        "plan_step": "Ich bewerbe mich auf fünf Stellen im Monat.",
        "efforts": "Fünf Bewerbungen auf Stellen im Lager oder im Verkauf",
        "how_often": "fünf im Dezember",
        "form_of_proof": "Liste mit Firma, Datum und Antwort, auf Papier oder im Postfach",
        "due_on": later,
        "reasonable_because": "Sie haben einen Führerschein und im Lager gearbeitet.",
        **need,
    }
    reduced = {
        "consequence": "breach",
        "what_happened": "Sie haben bis heute keine Bewerbung nachgewiesen.",
        "happened_on": today - timedelta(days=30),
        "percent": 30,
        "months": 3,
        "monthly_amount": Decimal("168.90"),
        **need,
    }
    facts: dict[Kind, dict[str, Any]] = {
        Kind.INVITATION: {
            "purpose": "Wir möchten mit Ihnen Ihren Plan ansehen.",
            "meets_on": later,
            "meets_at": "10:30",
            "channel": "in_person",
            "place": "Zimmer 214",
            "with_notice": True,
            **need,
        },
        Kind.JOB_PROPOSAL: {
            "title": "Lagerhelferin",
            "employer": "Nordlicht Logistik GmbH, Hafenstraße 3, Musterstadt",
            "apply_how": "mit Lebenslauf an bewerbung@nordlicht.example",
            "apply_until_on": later,
            "why_fitting": "Sie haben drei Jahre im Lager gearbeitet.",
            "with_notice": True,
            **need,
        },
        Kind.ASSIGNMENT: {
            "title": "Bewerbungen schreiben",
            "provider": "Bildungswerk Musterstadt, Marktplatz 2",
            "begins_on": later,
            "begins_at": "08:30",
            "hours": "montags bis freitags von 8:30 bis 13 Uhr, vier Wochen",
            "content": "Sie schreiben Bewerbungen und üben Gespräche.",
            "why_fitting": "Sie suchen Arbeit und wünschen sich Hilfe bei Bewerbungen.",
            "with_notice": True,
            **need,
        },
        Kind.REQUEST: duty,
        Kind.OBLIGATION: {**duty, "content": "efforts"},
        Kind.HEARING: {**reduced, "answer_until_on": later, "in_person": "on_request"},
        Kind.DECISION: {
            **reduced,
            "outcome": "reduce",
            "heard_on": today - timedelta(days=21),
            "good_cause_considered": "Sie haben keinen Grund genannt, auch auf Nachfrage nicht.",
            "hardship_considered": "Eine besondere Härte ist nicht zu erkennen.",
            "begins_on": begin,
            "ends_on": last_day_of_months(begin, 3),
        },
        Kind.LIFTING: {
            "decision_on": today - timedelta(days=40),
            "ground": "fulfilled",
            "complied_on": today - timedelta(days=2),
            "what_happened": "Sie haben fünf Bewerbungen nachgewiesen.",
            "paid_from_on": begin,
            "monthly_amount": Decimal("168.90"),
        },
    }
    return {**facts[kind], **others}


def law_day(kind: Kind) -> date:
    """A day on which the law knows this kind of letter."""
    return OLD_LAW if kind == Kind.REQUEST else NEW_LAW


def a_letter(
    house: House,
    case: Case,
    kind: Kind = Kind.OBLIGATION,
    *,
    practice: bool = False,
    subject: UUID | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> Letter:
    """A complete draft of the counsellor."""
    at = at or house.at
    return actions.draft(
        case=case,
        kind=kind,
        subject=subject or uuid4(),
        event_on=law_day(kind),
        facts=facts_of(kind, clock.day_of(at), **facts),
        practice=practice,
        by=house.counsellor,
        at=at,
    )


def a_hearing(house: House, case: Case, by: StaffMember) -> Letter:
    """A draft of anybody, with hardly any facts."""
    return actions.draft(
        case=case,
        kind=Kind.HEARING,
        subject=uuid4(),
        event_on=NEW_LAW,
        facts={"consequence": "breach"},
        practice=False,
        by=by,
        at=house.at,
    )


def a_wording(house: House) -> Wording:
    """Words of hearings that the specialist wrote for the new law."""
    begun = delivered_on(Kind.HEARING, NEW_LAW)
    return write(
        jobcentre=house.jobcentre,
        kind=Kind.HEARING,
        begins_on=NEW_LAW,
        paragraphs={**begun.paragraphs, "questions": "Wie sehen Sie das?"},
        by=house.staff[Role.SPECIALIST],
        at=house.at,
    )


def a_posted_letter(house: House, case: Case, kind: Kind = Kind.OBLIGATION, **facts: Any) -> Letter:
    """The same, checked where needed and posted today."""
    letter = actions.give_to_check(
        letter=a_letter(house, case, kind, **facts), by=house.counsellor, at=house.at
    )
    if letter.state == "to_check":
        actions.check(letter=letter, by=house.colleague, at=house.at)
    return actions.post(
        letter=letter,
        posted_on=clock.day_of(house.at),
        channel=Letter.Channel.POST,
        by=house.counsellor,
        at=house.at,
    )
