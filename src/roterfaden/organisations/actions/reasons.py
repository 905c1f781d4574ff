"""Keeping any list of an office's reasons: adding, rewording, ordering, switching off."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
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
from roterfaden.organisations.reasons import OfficeReason

R = TypeVar("R", bound=OfficeReason)


@transaction.atomic
def add(
    *, reason: R, delivered: Sequence[R], words: Mapping[str, Any], by: StaffMember, at: datetime
) -> R:
    """A further reason; ``reason`` names office, list and category, ``words`` are its fields.

    With the first own reason the office takes over all delivered ones, to go on from. Raises
    ``ValidationError`` naming each wrong field.
    """
    _check_may_keep(by, reason.jobcentre)
    if reason.category not in {one.category for one in delivered}:
        raise ValidationError({"category": [_("Wählen Sie, wozu der Grund gehört.")]})
    adopt(delivered=delivered, by=by, at=at)
    last = reason.of_its_list().aggregate(last=Max("position"))["last"] or 0
    reason.position = last + 1
    _say(reason, words)
    _record(reason.changes.added, reason, by, at)
    return reason


@transaction.atomic
def change(*, reason: R, words: Mapping[str, Any], by: StaffMember, at: datetime) -> R:
    """Reword a reason or give it days. What was recorded keeps the words of its day."""
    reason = _locked(reason, by)
    _say(reason, words)
    _record(reason.changes.changed, reason, by, at)
    return reason


@transaction.atomic
def switch(*, reason: R, is_active: bool, by: StaffMember, at: datetime) -> R:
    """Show a reason on forms or not; the last one that is shown stays."""
    reason = _locked(reason, by)
    others = reason.of_its_list().filter(is_active=True).exclude(pk=reason.pk)
    if not is_active and not others.exists():
        raise Refused(_("Ein Grund muss bleiben. Fügen Sie zuerst einen anderen hinzu."))
    reason.is_active = is_active
    reason.save(update_fields=["is_active"])
    _record(reason.changes.changed, reason, by, at)
    return reason


@transaction.atomic
def arrange(*, like: OfficeReason, order: Sequence[UUID], by: StaffMember, at: datetime) -> None:
    """Put the reasons of this one's list into this order; those not named follow in theirs."""
    _check_may_keep(by, like.jobcentre)
    kept = list(like.of_its_list().select_for_update())
    places = {pk: place for place, pk in enumerate(order)}
    kept.sort(key=lambda one: (places.get(one.pk, len(places)), one.position, one.label))
    for position, reason in enumerate(kept):
        reason.position = position
    type(like).objects.bulk_update(kept, ["position"])
    record(
        like.changes.arranged,
        jobcentre_id=like.jobcentre_id,
        by=by,
        target=like.jobcentre,
        at=at,
        facts={name: value for name, value in like.facts.items() if name == "purpose"},
    )


@transaction.atomic
def adopt(*, delivered: Sequence[OfficeReason], by: StaffMember, at: datetime) -> None:
    """Take over the delivered reasons of a list as the office's own, once."""
    jobcentre = delivered[0].jobcentre
    _check_may_keep(by, jobcentre)
    Jobcentre.objects.select_for_update(of=("self",)).get(pk=jobcentre.pk)
    if delivered[0].of_its_list().exists():
        return
    for position, reason in enumerate(delivered):
        reason.position = position
        reason.save()
        _record(reason.changes.added, reason, by, at)


def _locked(reason: R, by: StaffMember) -> R:
    locked = type(reason).objects.select_for_update(of=("self",)).select_related("jobcentre")
    found: R = locked.get(pk=reason.pk)
    _check_may_keep(by, found.jobcentre)
    return found


def _check_may_keep(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Gründe gehören zu einem anderen Jobcenter."))


def _say(reason: OfficeReason, words: Mapping[str, Any]) -> None:
    for name, value in words.items():
        setattr(reason, name, value.strip() if isinstance(value, str) else value)
    problems = reason.lacking()
    begins_on, ends_on = reason.valid_from_on, reason.valid_until_on
    if begins_on and ends_on and ends_on < begins_on:
        problems["valid_until_on"] = [_("Das Ende liegt vor dem Anfang.")]
    if not reason.label:
        problems["label"] = [_("Schreiben Sie den Grund in wenigen Worten.")]
    elif reason.of_its_list().filter(label=reason.label).exclude(pk=reason.pk).exists():
        problems["label"] = [_("Diesen Grund gibt es schon.")]
    if problems:
        raise ValidationError(problems)
    reason.full_clean(exclude=["jobcentre", "category"])
    reason.save()


def _record(change: Change, reason: OfficeReason, by: StaffMember, at: datetime) -> None:
    office = reason.jobcentre_id
    record(change, jobcentre_id=office, by=by, target=reason, at=at, facts=reason.facts)
