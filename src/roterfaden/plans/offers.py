"""What an office promised and cannot keep now: in drafts to change, in agreed plans to talk about.

An entry promises an offer by naming it, or through a text block that stands for a kind of offer.
A kind counts as stopped when the office keeps offers of it and none of them can be promised.
Agreed plans never change; a list of them leads to a talk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Case as Ranked
from django.db.models import (
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.lookups import among
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.hints.model import Hint
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion, SupportOffer, TextBlock
from roterfaden.recipients.models import Assignment

STOPPED_OFFER = "stopped_offer"
"""The code of the hint on a draft that promises what is stopped."""

OWN, TEAM, OFFICE = 0, 1, 2
"""How near a case is to a member of staff."""

_SETTLED = (EntryOutcome.Kind.DONE, EntryOutcome.Kind.NO_LONGER_FITS)


@dataclass(frozen=True)
class Stopped:
    """Which of an office's offers cannot be promised on a day, and which kinds altogether."""

    offers: tuple[SupportOffer, ...]
    on: date

    @cached_property
    def by_id(self) -> dict[object, SupportOffer]:
        """The stopped offers."""
        return {o.pk: o for o in self.offers if not o.can_be_promised_on(self.on)}

    @cached_property
    def by_kind(self) -> dict[str, SupportOffer]:
        """For each kind of which nothing can be promised, one of its offers."""
        alive = {o.kind for o in self.offers if o.can_be_promised_on(self.on)}
        return {o.kind: o for o in self.by_id.values() if o.kind not in alive}

    def promised_by(self, entry: Entry) -> SupportOffer | None:
        """The stopped offer that this step of the jobcentre promises, or None."""
        if entry.kind != Entry.Kind.STEP or entry.owner != Entry.Owner.JOBCENTRE:
            return None
        if entry.offer_id is not None:
            return self.by_id.get(entry.offer_id)
        block = entry.text_block
        return self.by_kind.get(block.offer_kind) if block and block.offer_kind else None


def stopped(jobcentre: Jobcentre, on: date) -> Stopped:
    """What the office cannot promise on this day; one query."""
    return Stopped(tuple(SupportOffer.objects.of(jobcentre)), on)


def troubles(version: PlanVersion, on: date) -> list[Hint]:
    """A hint for each entry of a draft that promises what is stopped or has run out on that day.

    ``where`` is the entry's place among the present ones, as in ``plan.json``. Two queries, one
    where the office stopped nothing.
    """
    standing = stopped(version.plan.case.jobcentre, on)
    if not standing.by_id:
        return []
    return troubles_of(version.entries.present().select_related("text_block"), standing)


def troubles_of(entries: Iterable[Entry], standing: Stopped) -> list[Hint]:
    """The same for entries at hand, in their order; asks the database nothing."""
    found = ((place, standing.promised_by(entry)) for place, entry in enumerate(entries))
    return [
        Hint(STOPPED_OFFER, f"entries/{place}", why_stopped(offer, standing.on), _way_out(offer))
        for place, offer in found
        if offer is not None
    ]


def why_stopped(offer: SupportOffer, on: date) -> str:
    """Since when and why an offer cannot be promised, in a sentence."""
    if offer.state != SupportOffer.State.STOPPED and offer.until_on:
        said = _("„%(name)s“ können wir nur bis %(day)s zusagen.") % {
            "name": offer.name,
            "day": spoken.day(offer.until_on),
        }
    else:
        said = _("„%(name)s“ können wir zurzeit nicht zusagen.") % {"name": offer.name}
    return f"{said} {offer.condition}".strip()


def _way_out(offer: SupportOffer) -> str:
    return _("Sagen Sie etwas zu, das wir halten können, oder nehmen Sie den Eintrag heraus.")


# ---------------------------------------------------------------- in stored plans


def _promising(standing: Stopped) -> Q:
    """Entries that promise what is stopped."""
    kinds = list(standing.by_kind)
    by_block = Q(offer__isnull=True, text_block__in=_blocks_of(kinds)) if kinds else Q(pk__in=[])
    return Q(offer__in=list(standing.by_id)) | by_block


def _blocks_of(kinds: Collection[str]) -> list[object]:
    """Text blocks that stand for these kinds, by key and asked beforehand.

    With values at hand the database finds entries by index; a subquery here reads all of them.
    """
    blocks = TextBlock.objects.filter(offer_kind__in=kinds).order_by()
    return list(blocks.values_list("pk", flat=True))


def promising_this(offer: SupportOffer) -> QuerySet[Entry]:
    """Entries, in any version, that promise this offer by name or through their text block."""
    by_block = Q(offer__isnull=True, text_block__in=_blocks_of([offer.kind]))
    return Entry.objects.present().order_by().filter(Q(offer=offer.pk) | by_block)


def unkept(standing: Stopped) -> QuerySet[Entry]:
    """Steps of the office, in any version, that promise what is stopped and are not settled."""
    return _unsettled(_promising(standing))


def _unsettled(promising: Q) -> QuerySet[Entry]:
    newest = EntryOutcome.objects.filter(entry=OuterRef("pk")).order_by("-recorded_at")
    promised = Entry.objects.present().filter(
        promising, kind=Entry.Kind.STEP, owner=Entry.Owner.JOBCENTRE
    )
    return promised.alias(outcome=Subquery(newest.values("kind")[:1])).filter(
        Q(outcome__isnull=True) | ~Q(outcome__in=_SETTLED)
    )


@dataclass(frozen=True)
class Hanging:
    """How many plans promise an offer; protected cases are counted nowhere (§ 35 SGB I)."""

    drafts: int
    agreed: int

    @property
    def any(self) -> bool:
        """Whether stopping it touches a plan."""
        return bool(self.drafts or self.agreed)


def hanging_on(offer: SupportOffer, on: date) -> Hanging:
    """What stopping this offer would touch: numbers for somebody who sees no cases.

    Protected cases are left out, so that no difference to a visible list tells of one.
    """
    would_be = [other for other in SupportOffer.objects.of(offer.jobcentre) if other.pk != offer.pk]
    gone = SupportOffer(pk=offer.pk, kind=offer.kind, state=SupportOffer.State.STOPPED)
    others = [other for other in would_be if other.can_be_promised_on(on)]
    entries = unkept(Stopped((gone, *others), on))
    versions = PlanVersion.objects.filter(
        Exists(entries.filter(version=OuterRef("pk"))),
        plan__case__jobcentre=offer.jobcentre_id,
        plan__case__is_protected=False,
    )
    return Hanging(drafts=versions.in_preparation().count(), agreed=versions.in_force().count())


def plans_to_talk_about(
    staff: StaffMember, standing: Stopped, *, offer: SupportOffer | None = None
) -> QuerySet[PlanVersion]:
    """Versions in force whose promise the office cannot keep, of cases that the person may see.

    The own ones first, then the team's; ``nearness`` says which. With ``offer`` only those that
    hang on this one. ``unkept_entries`` holds the entries.
    """
    entries = unkept(standing)
    if offer is not None:
        entries = entries.filter(Q(offer=offer) | Q(text_block__offer_kind=offer.kind, offer=None))
    found = PlanVersion.objects.visible_to(staff).in_force()
    found = found.filter(Exists(entries.filter(version=OuterRef("pk"))))
    shown = entries.select_related("offer", "text_block").order_by("position", "pk")
    return (
        found.annotate(nearness=_nearness(staff, standing.on))
        .select_related("plan__case__recipient")
        .prefetch_related(Prefetch("entries", queryset=shown, to_attr="unkept_entries"))
        .order_by("nearness", "plan__case__recipient__sort_key", "pk")
    )


def with_stopped_promises(
    cases: Collection[UUID], jobcentre: Jobcentre, on: date
) -> QuerySet[PlanVersion]:
    """Plans in force of these cases of the office that promise what is stopped.

    Nothing is asked beforehand, so that it can be counted together with other things.
    """
    office = SupportOffer.objects.of(jobcentre).order_by()
    gone = office.stopped_on(on)
    alive = office.exclude(pk__in=gone.values("pk"))
    kinds = gone.exclude(kind__in=alive.values("kind"))
    promising = Q(offer__in=gone.values("pk")) | Q(
        offer__isnull=True, text_block__offer_kind__in=kinds.values("kind")
    )
    found = PlanVersion.objects.in_force().filter(among("plan__case", cases))
    return found.filter(Exists(_unsettled(promising).filter(version=OuterRef("pk"))))


def drafts_promising(standing: Stopped, jobcentre: Jobcentre) -> QuerySet[PlanVersion]:
    """Drafts and offered plans that promise what is stopped."""
    promised = Exists(unkept(standing).filter(version=OuterRef("pk")))
    return PlanVersion.objects.in_preparation().filter(promised, plan__case__jobcentre=jobcentre)


def in_charge_of(versions: Sequence[PlanVersion], on: date) -> dict[object, str]:
    """Who is in charge of each version's case on that day, by case; nothing where nobody is."""
    cases = [version.plan.case_id for version in versions]
    held = Assignment.objects.in_force_on(on).filter(case__in=cases).select_related("staff", "team")
    return {one.case_id: str(one.staff or one.team) for one in held}


def _nearness(staff: StaffMember, on: date) -> Ranked:
    held = Assignment.objects.in_force_on(on).filter(case=OuterRef("plan__case"))
    ranks = [When(Exists(held.filter(staff=staff)), then=Value(OWN))]
    if staff.team_id:
        of_team = held.filter(Q(team=staff.team_id) | Q(staff__team=staff.team_id))
        ranks.append(When(Exists(of_team), then=Value(TEAM)))
    return Ranked(*ranks, default=Value(OFFICE), output_field=IntegerField())
