"""Keeping the office's words for reasons: adding, renaming, ordering, switching off."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import Reason
from roterfaden.plans.reasons import category_names, in_german


@transaction.atomic
def add(
    *,
    jobcentre: Jobcentre,
    purpose: Reason.Purpose,
    category: str,
    label: str,
    by: StaffMember,
    at: datetime,
    valid_from_on: date | None = None,
    valid_until_on: date | None = None,
) -> Reason:
    """A finer reason under a category; raises ``ValidationError`` naming each wrong field.

    With the first own reason the office takes over the names of all categories, to go on from.
    """
    _check_may_keep(by, jobcentre)
    if category not in category_names(purpose):
        raise ValidationError({"category": [_("Wählen Sie, wozu der Grund gehört.")]})
    adopt(jobcentre=jobcentre, purpose=purpose, by=by, at=at)
    kept = Reason.objects.filter(jobcentre=jobcentre, purpose=purpose)
    last = kept.aggregate(last=Max("position"))["last"] or 0
    reason = Reason(
        jobcentre=jobcentre, purpose=purpose, category=category, label="", position=last + 1
    )
    _say(reason, label, valid_from_on, valid_until_on)
    reason.save()
    _record(Change.REASON_ADDED, reason, by, at)
    return reason


@transaction.atomic
def change(
    *,
    reason: Reason,
    label: str,
    by: StaffMember,
    at: datetime,
    valid_from_on: date | None = None,
    valid_until_on: date | None = None,
) -> Reason:
    """Reword a reason or give it days. Plans keep the words that stood when they ended."""
    reason = _locked(reason, by)
    _say(reason, label, valid_from_on, valid_until_on)
    reason.save()
    _record(Change.REASON_CHANGED, reason, by, at)
    return reason


@transaction.atomic
def switch(*, reason: Reason, is_active: bool, by: StaffMember, at: datetime) -> Reason:
    """Show a reason on forms or not; the last one that is shown stays."""
    reason = _locked(reason, by)
    others = Reason.objects.filter(jobcentre=reason.jobcentre, purpose=reason.purpose)
    if not is_active and not others.filter(is_active=True).exclude(pk=reason.pk).exists():
        raise Refused(_("Ein Grund muss bleiben. Fügen Sie zuerst einen anderen hinzu."))
    reason.is_active = is_active
    reason.save(update_fields=["is_active"])
    _record(Change.REASON_CHANGED, reason, by, at)
    return reason


@transaction.atomic
def arrange(
    *,
    jobcentre: Jobcentre,
    purpose: Reason.Purpose,
    order: Sequence[UUID],
    by: StaffMember,
    at: datetime,
) -> None:
    """Put the reasons of a purpose into this order; those not named follow in theirs."""
    _check_may_keep(by, jobcentre)
    adopt(jobcentre=jobcentre, purpose=purpose, by=by, at=at)
    kept = list(Reason.objects.select_for_update().filter(jobcentre=jobcentre, purpose=purpose))
    places = {pk: place for place, pk in enumerate(order)}
    kept.sort(key=lambda one: (places.get(one.pk, len(places)), one.position, one.label))
    for position, reason in enumerate(kept):
        reason.position = position
    Reason.objects.bulk_update(kept, ["position"])
    facts = {"purpose": str(purpose)}
    record(
        Change.REASONS_ARRANGED,
        jobcentre_id=jobcentre.pk,
        by=by,
        target=jobcentre,
        at=at,
        facts=facts,
    )


@transaction.atomic
def adopt(*, jobcentre: Jobcentre, purpose: Reason.Purpose, by: StaffMember, at: datetime) -> None:
    """Take over the categories' names as the office's own reasons, once."""
    _check_may_keep(by, jobcentre)
    Jobcentre.objects.select_for_update(of=("self",)).get(pk=jobcentre.pk)
    kept = Reason.objects.filter(jobcentre=jobcentre, purpose=purpose)
    if kept.exists():
        return
    for position, category in enumerate(category_names(purpose)):
        reason = Reason.objects.create(
            jobcentre=jobcentre,
            purpose=purpose,
            category=category,
            label=in_german(purpose, category),
            position=position,
        )
        _record(Change.REASON_ADDED, reason, by, at)


def _locked(reason: Reason, by: StaffMember) -> Reason:
    locked = Reason.objects.select_for_update(of=("self",)).select_related("jobcentre")
    found = locked.get(pk=reason.pk)
    _check_may_keep(by, found.jobcentre)
    return found


def _check_may_keep(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Gründe gehören zu einem anderen Jobcenter."))


def _say(
    reason: Reason, label: str, valid_from_on: date | None, valid_until_on: date | None
) -> None:
    reason.label = label.strip()
    reason.valid_from_on, reason.valid_until_on = valid_from_on, valid_until_on
    if not reason.label:
        raise ValidationError({"label": [_("Schreiben Sie den Grund in wenigen Worten.")]})
    if valid_from_on and valid_until_on and valid_until_on < valid_from_on:
        raise ValidationError({"valid_until_on": [_("Das Ende liegt vor dem Anfang.")]})
    same = Reason.objects.filter(
        jobcentre=reason.jobcentre, purpose=reason.purpose, label=reason.label
    )
    if same.exclude(pk=reason.pk).exists():
        raise ValidationError({"label": [_("Diesen Grund gibt es schon.")]})
    reason.full_clean(exclude=["jobcentre", "category"])


def _record(change: Change, reason: Reason, by: StaffMember, at: datetime) -> None:
    facts = {
        "purpose": str(reason.purpose),
        "category": reason.category,
        "active": reason.is_active,
    }
    record(change, jobcentre_id=reason.jobcentre_id, by=by, target=reason, at=at, facts=facts)
