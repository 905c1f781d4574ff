"""Keeping the reasons not to raise the plan: adding, rewording, ordering, switching off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.talk.models import NotRaisedReason
from roterfaden.talk.reasons import DELIVERED


@dataclass(frozen=True, kw_only=True)
class ReasonWords:
    """What an office says about a reason."""

    label: str
    ground: str
    ground_words: str = ""
    valid_from_on: date | None = None
    valid_until_on: date | None = None


@transaction.atomic
def add(
    *, jobcentre: Jobcentre, category: str, words: ReasonWords, by: StaffMember, at: datetime
) -> NotRaisedReason:
    """A further reason; raises ``ValidationError`` naming each wrong field.

    With the first own reason the office takes over all delivered ones, to go on from.
    """
    _check_may_keep(by, jobcentre)
    if category not in NotRaisedReason.Category.values:
        raise ValidationError({"category": [_("Wählen Sie, wozu der Grund gehört.")]})
    adopt(jobcentre=jobcentre, by=by, at=at)
    last = NotRaisedReason.objects.filter(jobcentre=jobcentre).aggregate(last=Max("position"))
    reason = NotRaisedReason(
        jobcentre=jobcentre, category=category, position=(last["last"] or 0) + 1
    )
    _say(reason, words)
    reason.save()
    _record(Change.NOT_RAISED_REASON_ADDED, reason, by, at)
    return reason


@transaction.atomic
def change(
    *, reason: NotRaisedReason, words: ReasonWords, by: StaffMember, at: datetime
) -> NotRaisedReason:
    """Reword a reason, its ground or its days. Talks keep the words that stood on their day."""
    reason = _locked(reason, by)
    _say(reason, words)
    reason.save()
    _record(Change.NOT_RAISED_REASON_CHANGED, reason, by, at)
    return reason


@transaction.atomic
def switch(
    *, reason: NotRaisedReason, is_active: bool, by: StaffMember, at: datetime
) -> NotRaisedReason:
    """Show a reason on the form or not; the last one that is shown stays."""
    reason = _locked(reason, by)
    others = NotRaisedReason.objects.filter(jobcentre=reason.jobcentre, is_active=True)
    if not is_active and not others.exclude(pk=reason.pk).exists():
        raise Refused(_("Ein Grund muss bleiben. Fügen Sie zuerst einen anderen hinzu."))
    reason.is_active = is_active
    reason.save(update_fields=["is_active"])
    _record(Change.NOT_RAISED_REASON_CHANGED, reason, by, at)
    return reason


@transaction.atomic
def arrange(*, jobcentre: Jobcentre, order: Sequence[UUID], by: StaffMember, at: datetime) -> None:
    """Put the reasons into this order: it is the order of the digits on the form."""
    _check_may_keep(by, jobcentre)
    adopt(jobcentre=jobcentre, by=by, at=at)
    kept = list(NotRaisedReason.objects.select_for_update().filter(jobcentre=jobcentre))
    places = {pk: place for place, pk in enumerate(order)}
    kept.sort(key=lambda one: (places.get(one.pk, len(places)), one.position, one.label))
    for position, reason in enumerate(kept):
        reason.position = position
    NotRaisedReason.objects.bulk_update(kept, ["position"])
    record(
        Change.NOT_RAISED_REASONS_ARRANGED,
        jobcentre_id=jobcentre.pk,
        by=by,
        target=jobcentre,
        at=at,
    )


@transaction.atomic
def adopt(*, jobcentre: Jobcentre, by: StaffMember, at: datetime) -> None:
    """Take over the delivered reasons as the office's own, once; their days come along."""
    _check_may_keep(by, jobcentre)
    Jobcentre.objects.select_for_update(of=("self",)).get(pk=jobcentre.pk)
    if NotRaisedReason.objects.filter(jobcentre=jobcentre).exists():
        return
    for position, one in enumerate(DELIVERED):
        with translation.override("de"):
            label = str(one.label)
        reason = NotRaisedReason.objects.create(
            jobcentre=jobcentre,
            category=one.category,
            label=label,
            ground=one.ground,
            ground_words=one.ground_words,
            position=position,
            valid_from_on=one.valid_from_on,
            valid_until_on=one.valid_until_on,
        )
        _record(Change.NOT_RAISED_REASON_ADDED, reason, by, at)


def _locked(reason: NotRaisedReason, by: StaffMember) -> NotRaisedReason:
    locked = NotRaisedReason.objects.select_for_update(of=("self",)).select_related("jobcentre")
    found = locked.get(pk=reason.pk)
    _check_may_keep(by, found.jobcentre)
    return found


def _check_may_keep(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Gründe gehören zu einem anderen Jobcenter."))


def _say(reason: NotRaisedReason, words: ReasonWords) -> None:
    reason.label, reason.ground = words.label.strip(), words.ground
    reason.ground_words = words.ground_words.strip()
    reason.valid_from_on, reason.valid_until_on = words.valid_from_on, words.valid_until_on
    problems: dict[str, list[str]] = {}
    if not reason.label:
        problems["label"] = [_("Schreiben Sie den Grund in wenigen Worten.")]
    if reason.ground != NotRaisedReason.Ground.OFFICE and not reason.ground_words:
        problems["ground_words"] = [_("Nennen Sie die Stelle, zum Beispiel § 10 Abs. 1 SGB II.")]
    if words.valid_from_on and words.valid_until_on and words.valid_until_on < words.valid_from_on:
        problems["valid_until_on"] = [_("Das Ende liegt vor dem Anfang.")]
    same = NotRaisedReason.objects.filter(jobcentre=reason.jobcentre, label=reason.label)
    if same.exclude(pk=reason.pk).exists():
        problems["label"] = [_("Diesen Grund gibt es schon.")]
    if problems:
        raise ValidationError(problems)
    reason.full_clean(exclude=["jobcentre", "category"])


def _record(change: Change, reason: NotRaisedReason, by: StaffMember, at: datetime) -> None:
    facts = {"category": reason.category, "active": reason.is_active}
    record(change, jobcentre_id=reason.jobcentre_id, by=by, target=reason, at=at, facts=facts)
