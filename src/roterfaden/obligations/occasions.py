"""What could open a procedure: each occasion with the ways that the law of its day offers.

Nothing is opened here, and nothing is proposed: a person begins a procedure, or does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.errors import Refused
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import BUERGERGELD, regime_on
from roterfaden.law.rules.follow_up import FollowUp, follow_up
from roterfaden.law.rules.missed_appointments import missed_appointments
from roterfaden.law.terms import add_months
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.obligations.models import HouseRules, Offer, Procedure
from roterfaden.obligations.policies import Unlawful, check_no_conciliation, refused_by_law
from roterfaden.obligations.states import Track
from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.plans.outcomes import counting
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NoPlanFinding

Entries = Procedure.Entry


@dataclass(frozen=True)
class Way:
    """One way on: its track, whether the office may or must, the norm, and why."""

    track: Track
    degree: str
    norm: str
    why: tuple[str, ...]

    @property
    def is_a_choice(self) -> bool:
        """Whether the law says "may", so that discretion needs reasons."""
        return self.degree == "may"


@dataclass(frozen=True)
class Occasion:
    """Something that happened; ``refused`` says why nothing can follow from it now."""

    entry: str
    key: UUID
    event_on: date
    about: str
    subject: Entry | Meeting | NoPlanFinding | Offer
    ways: tuple[Way, ...] = ()
    refused: str = ""
    asks_towards_work: bool = False
    misses: tuple[date, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What kind of occasion it is."""
        return str(Entries(self.entry).label)

    def way(self, track: str) -> Way:
        """The way of this track; raises :class:`Unlawful` where the law has none."""
        if self.refused:
            raise Unlawful(self.refused)
        found = next((one for one in self.ways if one.track == track), None)
        if found is None:
            raise Unlawful(
                _("Diesen Weg sieht das Recht vom %(day)s nicht vor. %(why)s")
                % {"day": spoken.day(self.event_on), "why": " ".join(self.notes)}
            )
        return found


def occasions(case: Case) -> list[Occasion]:
    """All that could be followed up in a case and is not yet, the newest first; a few queries."""
    taken = _taken(case)
    found = [*_steps(case), *_talks(case), *_findings(case), *_offers(case)]
    free = [one for one in found if one.key not in taken]
    return sorted((_in_peace(case, one) for one in free), key=lambda one: one.event_on)[::-1]


def find(case: Case, entry: str, key: UUID) -> Occasion:
    """One occasion; raises :class:`Refused` where it is gone or followed up already."""
    same = (one for one in occasions(case) if (one.entry, one.key) == (entry, key))
    found = next(same, None)
    if found is None:
        raise Refused(_("Das wird schon verfolgt, oder es steht nicht mehr so im Plan."))
    return found


def for_step(occasion: Occasion, *, towards_work: bool) -> Occasion:
    """The same occasion once a person has said whether the step leads towards work."""
    law = _law("step-not-done", occasion.event_on, towards_work=towards_work)
    return _with_law(replace(occasion, ways=(), asks_towards_work=False), law)


def for_misses(case: Case, occasion: Occasion, counted: tuple[date, ...]) -> Occasion:
    """The same missed talk when only these earlier misses count, as a person decides."""
    days = tuple(sorted({*counted, occasion.event_on}))
    ways, notes = _ways_of_misses(case, occasion.event_on, days)
    return replace(occasion, misses=days, ways=ways, notes=notes)


def may_choose(procedure: Procedure) -> bool:
    """Whether the law of the occasion says "may": then discretion needs reasons in own words."""
    is_missed = procedure.entry == Entries.MISSED_TALK
    return is_missed and procedure.track == Track.DUTY and not procedure.by_the_old_law


def _steps(case: Case) -> Iterator[Occasion]:
    steps = Entry.objects.present().filter(
        version__plan__case=case, kind=Entry.Kind.STEP, owner=Entry.Owner.RECIPIENT
    )
    known = {one.pk: one for one in steps.select_related("version")}
    said = EntryOutcome.objects.filter(entry__in=known).order_by("recorded_at")
    for pk, outcome in counting(said).items():
        if outcome.kind == EntryOutcome.Kind.NOT_DONE:
            yield _step(known[pk], outcome)


def _step(entry: Entry, outcome: EntryOutcome) -> Occasion:
    about = _("„%(step)s“ ist nicht getan") % {"step": entry.text}
    occasion = Occasion(Entries.STEP_NOT_DONE, entry.pk, outcome.happened_on, about, entry)
    if outcome.good_cause == EntryOutcome.GoodCause.YES:
        return replace(
            occasion, refused=_("Im Rückblick steht ein wichtiger Grund. Daraus folgt nichts.")
        )
    if is_unsaid(entry) and regime_on(outcome.happened_on) != BUERGERGELD:
        law = _law("step-not-done", outcome.happened_on, towards_work=True)
        return _with_law(replace(occasion, asks_towards_work=True), law)
    law = _law("step-not-done", outcome.happened_on, towards_work=bool(entry.towards_work))
    return _with_law(occasion, law)


def is_unsaid(step: Entry) -> bool:
    """Whether the plan does not say if a step leads towards work: without a topic none decided."""
    return not step.towards_work and not step.topic


def _talks(case: Case) -> Iterator[Occasion]:
    missed = Meeting.objects.filter(case=case, outcome=Outcome.MISSED)
    for meeting in missed.exclude(good_cause=Meeting.GoodCause.YES):
        about = _("Gespräch am %(day)s versäumt") % {"day": spoken.day(meeting.on)}
        occasion = Occasion(Entries.MISSED_TALK, meeting.pk, meeting.on, about, meeting)
        yield for_misses(case, occasion, misses_before(case, meeting))


def misses_before(case: Case, meeting: Meeting) -> tuple[date, ...]:
    """Earlier talks that were missed without a good cause, as far back as the office looks."""
    earlier = Meeting.objects.filter(
        case=case,
        outcome=Outcome.MISSED,
        good_cause=Meeting.GoodCause.NO,
        starts_at__lt=meeting.starts_at,
    )
    months = HouseRules.objects.valid_on(case.jobcentre, meeting.on).misses_within_months
    days = {one.on for one in earlier}
    return tuple(sorted(day for day in days if not months or add_months(day, months) >= meeting.on))


def _ways_of_misses(
    case: Case, day: date, misses: tuple[date, ...]
) -> tuple[tuple[Way, ...], tuple[str, ...]]:
    """Obliging, where the law has it, and what the row of misses leads to."""
    law = _law("missed-talk", day)
    held = Meeting.objects.filter(case=case, outcome=Outcome.TOOK_PLACE)
    kept = tuple(sorted({one.on for one in held if one.on < day} - set(misses)))
    house = HouseRules.objects.valid_on(case.jobcentre, day)
    before_reform = "yes" if house.counts_misses_before_reform else "no"
    try:
        row = missed_appointments(missed=misses, kept=kept, count_before_reform=before_reform)
    except LawError as error:
        raise refused_by_law(error) from error
    last = row.consequences[-1]
    ways = [_way(law)] if law.follow_up == "written-obligation" else []
    track = {"reduction": Track.DIRECT, "not-reachable": Track.UNREACHABLE}.get(last.consequence)
    if track is not None:
        norm = "§ 7b Abs. 4 SGB II" if track is Track.UNREACHABLE else "§ 32 SGB II"
        ways.append(Way(track, "person", norm, row.reasons))
    return tuple(ways), row.reasons


def _findings(case: Case) -> Iterator[Occasion]:
    for finding in NoPlanFinding.objects.standing().filter(case=case):
        occasion = Occasion(Entries.NO_PLAN, finding.pk, finding.found_on, str(finding), finding)
        yield _with_law(occasion, _law("no-plan", finding.found_on))


def _offers(case: Case) -> Iterator[Occasion]:
    for offer in Offer.objects.filter(case=case).turned_down():
        about = f"{offer}: {offer.get_outcome_display()}"
        day = offer.outcome_on or offer.sent_on
        occasion = Occasion(Entries.OFFER_REFUSED, offer.pk, day, about, offer)
        if offer.knew_the_consequences:
            yield _with_law(occasion, _law("offer-refused", day))
        else:
            yield replace(
                occasion,
                refused=_(
                    "Ohne Rechtsfolgenbelehrung oder Kenntnis davon folgt nichts (§ 31 Abs. 1 "
                    "Satz 1 SGB II). Beim nächsten Vorschlag können Sie belehren."
                ),
            )


_TRACKS = {
    "request-with-notice": Track.DUTY,
    "written-obligation": Track.DUTY,
    "hearing": Track.DIRECT,
}


def _with_law(occasion: Occasion, law: FollowUp) -> Occasion:
    if law.follow_up == "none":
        return replace(occasion, refused=f"{law.reasons[1]} ({law.norm})")
    return replace(occasion, ways=(_way(law),))


def _way(law: FollowUp) -> Way:
    return Way(_TRACKS[law.follow_up], law.degree, law.norm, law.reasons)


def _law(entry: str, on: date, *, towards_work: bool = True) -> FollowUp:
    try:
        return follow_up(entry=entry, on=on, towards_work="yes" if towards_work else "no")
    except LawError as error:
        raise refused_by_law(error) from error


def _in_peace(case: Case, occasion: Occasion) -> Occasion:
    try:
        check_no_conciliation(case, occasion.event_on)
    except Unlawful as refusal:
        return replace(occasion, ways=(), refused=refusal.message)
    return occasion


def _taken(case: Case) -> set[UUID]:
    """What has a procedure already, or had one that did not begin by mistake."""
    known = Procedure.objects.filter(case=case).exclude(ending="mistaken")
    rows: list[tuple[UUID | None, ...]] = list(
        known.values_list("step", "meeting", "finding", "offer")
    )
    return {key for row in rows for key in row if key is not None}
