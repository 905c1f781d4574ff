"""What the invented office keeps besides its blocks: offers, a leaflet, a reason, closing days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from roterfaden.demo.story import Line
from roterfaden.organisations.actions import local_holidays, reasons
from roterfaden.organisations.models import Jobcentre, LocalHoliday, StaffMember
from roterfaden.plans import leaflet
from roterfaden.plans.actions import leaflets, offers
from roterfaden.plans.models import Plan, Reason, SupportOffer
from roterfaden.plans.reasons import delivered

_OPEN, _LIMITED, _STOPPED = SupportOffer.State


@dataclass(frozen=True)
class Kept:
    """An offer of the office and the words by which a step of a story promises it."""

    kind: str
    name: str
    said: str = ""
    state: SupportOffer.State = _OPEN
    condition: str = ""
    days_left: int | None = None


OFFERS = (
    Kept("application_costs", "Bewerbungskosten", r"Bewerbungskosten|meine Bewerbungen"),
    Kept(
        "travel_costs",
        "Fahrtkosten zu Vorstellungen und Gesprächen",
        r"Vorstellungsgespräch|Fahrten zu den Gesprächen",
    ),
    Kept(
        "travel_costs",
        "Fahrkarte zu Kurs und Praktikum",
        r"Fahrkarte",
        _LIMITED,
        "Nur wenn der Kurs mehr als zwei Kilometer entfernt ist.",
    ),
    Kept("work_equipment", "Arbeitskleidung zum ersten Tag", r"Arbeitsschuhe|Arbeitskleidung"),
    Kept(
        "training_voucher",
        "Bildungsgutschein",
        r"Bildungsgutschein|Umschulung",
        _STOPPED,
        "Die Mittel für dieses Jahr sind vergeben. Im Januar geht es weiter.",
    ),
    Kept("activation_voucher", "Vermittlungsgutschein (AVGS)", r"Vermittlungsgutschein"),
    Kept(
        "coaching",
        "Coaching beim Träger",
        r"Coaching",
        _LIMITED,
        "Noch acht Plätze bis zum Jahresende.",
        38,
    ),
    Kept("start_up_benefit", "Einstiegsgeld", r"Einstiegsgeld"),
    Kept("vocational_german", "Berechtigung zum Berufssprachkurs", r"Berufssprachkurs"),
    Kept(
        "driving_licence",
        "Zuschuss zum Führerschein",
        r"Führerschein",
        _STOPPED,
        "Zurzeit keine neuen Zusagen. Was bewilligt ist, wird gezahlt.",
    ),
    Kept("recognition", "Übersetzung und Anerkennung von Zeugnissen", r"Übersetzung des"),
    Kept("childcare_costs", "Kinderbetreuung während der Maßnahme", r"Kinderbetreuungskosten"),
    Kept(
        "work_opportunity",
        "Arbeitsgelegenheit im Stadtgarten",
        "",
        _LIMITED,
        "Start nur zum Monatsersten.",
    ),
)
_LEAFLET_CHANGES = {
    "Wir antworten auf Ihre Nachrichten. Dauert es länger, sagen wir Ihnen Bescheid.": {
        "de": "Wir antworten auf Ihre Nachrichten innerhalb von drei Arbeitstagen.",
        "en": "We answer your messages within three working days.",
    },
    "Sie erreichen uns unter {telefon}.": {
        "de": "Sie erreichen uns von 8 bis 16 Uhr unter {telefon}, donnerstags bis 18 Uhr.",
        "en": "You reach us from 8 am to 4 pm at {telefon}, on Thursdays until 6 pm.",
    },
}


@dataclass(frozen=True)
class Promises:
    """Which offer a step of the jobcentre promises, by its words."""

    offers: tuple[tuple[re.Pattern[str], UUID], ...]

    def taken(self, line: Line) -> UUID | None:
        """The offer of a line, or none."""
        if line.owner != "jobcentre":
            return None
        found = (pk for pattern, pk in self.offers if pattern.search(line.text))
        return next(found, None)


def keep_texts(jobcentre: Jobcentre, by: StaffMember, *, at: datetime) -> Promises:
    """Everything as it stood when the office opened: all offers open, so that stories promise."""
    made = [
        (
            kept,
            offers.add(
                jobcentre=jobcentre, kind=kept.kind, name=kept.name, state=_OPEN, by=by, at=at
            ),
        )
        for kept in OFFERS
    ]
    leaflets.write(jobcentre=jobcentre, rules=_own_rules(), valid_from_on=at.date(), by=by, at=at)
    reasons.add(
        reason=Reason(jobcentre=jobcentre, purpose=Reason.Purpose.END, category=Plan.EndReason.JOB),
        delivered=delivered(jobcentre, Reason.Purpose.END),
        words={"label": "Minijob so ausgebaut, dass er reicht"},
        by=by,
        at=at,
    )
    return Promises(tuple((re.compile(kept.said), offer.pk) for kept, offer in made if kept.said))


def news_of_today(jobcentre: Jobcentre, by: StaffMember, *, today: date, at: datetime) -> None:
    """What changed lately: some offers are limited or stopped, the next outing is fixed."""
    for kept in OFFERS:
        if kept.state == _OPEN:
            continue
        ahead = None if kept.days_left is None else today + timedelta(days=kept.days_left)
        offers.change(
            offer=SupportOffer.objects.get(jobcentre=jobcentre, name=kept.name),
            state=kept.state,
            condition=kept.condition,
            until_on=ahead,
            by=by,
            at=at,
        )
    local_holidays.add(
        jobcentre=jobcentre,
        kind=LocalHoliday.Kind.OFFICE_CLOSED,
        name="Betriebsausflug",
        begins_on=today + timedelta(days=72),
        by=by,
        at=at,
    )


def _own_rules() -> leaflet.Rules:
    """The delivered leaflet with what the office promises more firmly."""
    return {
        code: [_LEAFLET_CHANGES.get(sentence["de"], sentence) for sentence in sentences]
        for code, sentences in leaflet.delivered().rules.items()
    }
