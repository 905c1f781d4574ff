"""Keeping what the office can promise now: adding an offer, changing how it stands, undoing."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.core.notices import announce
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import offers
from roterfaden.plans.models import OfferChange, PlanVersion, SupportOffer
from roterfaden.plans.states import State


class ChangedByOthers(StateRefused):
    """Somebody else changed the offer since it was read; ``offer`` is how it stands now."""

    code = "changed-by-others"

    def __init__(self, offer: SupportOffer) -> None:
        stand = ", ".join(part for part in (offer.get_state_display(), offer.condition) if part)
        super().__init__(
            _("Jemand anders hat diese Zusage inzwischen geändert: %(stand)s.")
            % {"stand": stand.rstrip(".")}
        )
        self.offer = offer


@transaction.atomic
def add(
    *,
    jobcentre: Jobcentre,
    kind: str,
    name: str,
    state: SupportOffer.State,
    by: StaffMember,
    at: datetime,
    condition: str = "",
    until_on: date | None = None,
) -> SupportOffer:
    """A new offer; raises ``ValidationError`` naming each wrong field."""
    _check_may_maintain(by, jobcentre)
    offer = SupportOffer(
        jobcentre=jobcentre, kind=kind, name=name.strip(), changed_at=at, changed_by=by
    )
    _stand(offer, state, condition, until_on, by, at)
    _check(offer, clock.day_of(at))
    offer.save()
    _note(Change.OFFER_ADDED, offer, by, at)
    _tell_open_drafts(offer, at)
    return offer


@transaction.atomic
def change(
    *,
    offer: SupportOffer,
    state: SupportOffer.State,
    by: StaffMember,
    at: datetime,
    condition: str = "",
    until_on: date | None = None,
    basis: datetime | None = None,
) -> SupportOffer:
    """Say how an offer stands from now on; the same again is no change.

    Open drafts hear of it. Agreed plans stay as they are: a list leads from them to a talk.
    ``basis`` is the offer's ``changed_at`` as the person read it: raises :class:`ChangedByOthers`
    when it is older.
    """
    offer = _locked(offer, by)
    if basis is not None and basis != offer.changed_at:
        raise ChangedByOthers(offer)
    before = (offer.state, offer.condition, offer.until_on)
    if before == (state, condition.strip(), until_on):
        return offer
    _stand(offer, state, condition, until_on, by, at)
    _check(offer, clock.day_of(at))
    offer.save()
    _note(Change.OFFER_CHANGED, offer, by, at)
    _tell_open_drafts(offer, at)
    return offer


@transaction.atomic
def undo(*, change: OfferChange, by: StaffMember, at: datetime) -> SupportOffer:
    """Bring back how the offer stood before this change, which must be the newest one."""
    offer = _locked(change.offer, by)
    newest, before = [*offer.changes.order_by("-changed_at", "-pk")[:2], None, None][:2]
    if newest is None or newest.pk != change.pk or before is None:
        raise StateRefused(_("Inzwischen wurde die Zusage noch einmal geändert."))
    _stand(offer, SupportOffer.State(before.state), before.condition, before.until_on, by, at)
    offer.save()
    _note(Change.OFFER_CHANGED, offer, by, at)
    _tell_open_drafts(offer, at)
    return offer


def _locked(offer: SupportOffer, by: StaffMember) -> SupportOffer:
    locked = SupportOffer.objects.select_for_update(of=("self",)).select_related("jobcentre")
    found = locked.get(pk=offer.pk)
    _check_may_maintain(by, found.jobcentre)
    return found


def _check_may_maintain(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Zusagen gehören zu einem anderen Jobcenter."))


def _stand(
    offer: SupportOffer,
    state: SupportOffer.State,
    condition: str,
    until_on: date | None,
    by: StaffMember,
    at: datetime,
) -> None:
    offer.state, offer.condition, offer.until_on = state, condition.strip(), until_on
    offer.changed_at, offer.changed_by = at, by


def _check(offer: SupportOffer, today: date) -> None:
    if offer.state == SupportOffer.State.LIMITED and not (offer.condition or offer.until_on):
        text = _("Wodurch ist die Zusage begrenzt? Nennen Sie eine Bedingung oder ein Ende.")
        raise ValidationError({"condition": [text]})
    is_promised = offer.state != SupportOffer.State.STOPPED
    if is_promised and offer.until_on is not None and offer.until_on < today:
        text = _("Der Tag liegt in der Vergangenheit. Nennen Sie einen späteren.")
        raise ValidationError({"until_on": [text]})
    same = SupportOffer.objects.of(offer.jobcentre).filter(name=offer.name)
    if same.exclude(pk=offer.pk).exists():
        raise ValidationError({"name": [_("Eine Zusage mit diesem Namen gibt es schon.")]})
    offer.full_clean(exclude=["jobcentre", "changed_by"])


def _note(change: Change, offer: SupportOffer, by: StaffMember, at: datetime) -> None:
    """The history of the offer and the log, in the transaction of the change."""
    OfferChange.objects.create(
        offer=offer,
        state=offer.state,
        condition=offer.condition,
        until_on=offer.until_on,
        changed_at=at,
        changed_by=by,
    )
    facts = {"state": str(offer.state), "until": str(offer.until_on or ""), "kind": offer.kind}
    record(change, jobcentre_id=offer.jobcentre_id, by=by, target=offer, at=at, facts=facts)


def _tell_open_drafts(offer: SupportOffer, at: datetime) -> None:
    """Drafts that promise this offer show something else from now on."""
    entries = offers.promising_this(offer)
    drafts = PlanVersion.objects.filter(
        state=State.DRAFT, plan__case__jobcentre=offer.jobcentre_id, entries__in=entries
    )
    touched = PlanVersion.objects.filter(pk__in=list(drafts.values_list("pk", flat=True)))
    touched.update(revision=F("revision") + 1)
    for pk, revision in touched.order_by().values_list("pk", "revision"):
        announce(f"plan-version/{pk}", revision)
