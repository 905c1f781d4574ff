"""Taking up, writing, approving and withdrawing the wordings of an office."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.delivery.gaps import GAP, known_gaps
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Wording
from roterfaden.delivery.sections import SECTIONS
from roterfaden.delivery.states import State
from roterfaden.delivery.texts import delivered_on
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission

_DAY = timedelta(days=1)


@transaction.atomic
def take_up(
    *, jobcentre: Jobcentre, kind: Kind, on: date, by: StaffMember, at: datetime
) -> Wording:
    """The office's wording of this day; a delivered one becomes a row, not yet approved."""
    _lock(jobcentre)
    own = Wording.objects.of(jobcentre).filter(kind=kind)
    if found := own.valid_on(on).first():
        return found
    begun = delivered_on(kind, on)
    before = own.filter(ends_on__lt=on).order_by("-ends_on").first()
    after = own.filter(begins_on__gt=on).order_by("begins_on").first()
    begins_on, ends_on = begun.begins_on, begun.ends_on
    if before and before.ends_on:
        begins_on = max(begins_on, before.ends_on + _DAY)
    if after:
        last = after.begins_on - _DAY
        ends_on = last if ends_on is None else min(ends_on, last)
    taken = Wording.objects.create(
        jobcentre=jobcentre,
        kind=kind,
        begins_on=begins_on,
        ends_on=ends_on,
        paragraphs=dict(begun.paragraphs),
        is_delivered=True,
        written_at=at,
        written_by=by,
    )
    _log(Change.WORDING_WRITTEN, taken, by, at)
    return taken


@transaction.atomic
def write(
    *,
    jobcentre: Jobcentre,
    kind: Kind,
    begins_on: date,
    paragraphs: Mapping[str, str],
    by: StaffMember,
    at: datetime,
) -> Wording:
    """Own words of the office from a day on; those before end the day before and are kept.

    Raises ``ValidationError`` naming each part that cannot stand like this.
    """
    _check_may(by, jobcentre)
    kept = {name: text.strip() for name, text in paragraphs.items() if text.strip()}
    check_paragraphs(kind, begins_on, kept)
    before = take_up(jobcentre=jobcentre, kind=kind, on=begins_on, by=by, at=at)
    if before.begins_on == begins_on:
        before.withdrawn_at, before.withdrawn_by = at, by
        before.save(update_fields=["withdrawn_at", "withdrawn_by"])
        ends_on = before.ends_on
    else:
        ends_on, before.ends_on = before.ends_on, begins_on - _DAY
        before.save(update_fields=["ends_on"])
    written = Wording.objects.create(
        jobcentre=jobcentre,
        kind=kind,
        begins_on=begins_on,
        ends_on=ends_on,
        paragraphs=kept,
        written_at=at,
        written_by=by,
    )
    _log(Change.WORDING_WRITTEN, written, by, at)
    return written


@transaction.atomic
def approve(*, wording: Wording, by: StaffMember, at: datetime) -> Wording:
    """The office stands for these words: from now on letters with them may go out."""
    wording = _locked(wording, by)
    if wording.is_approved:
        return wording
    wording.approved_at, wording.approved_by = at, by
    wording.save(update_fields=["approved_at", "approved_by"])
    _log(Change.WORDING_APPROVED, wording, by, at)
    return wording


@transaction.atomic
def withdraw(*, wording: Wording, by: StaffMember, at: datetime) -> Wording:
    """Take back words that no posted letter bears; those before hold on in their stead."""
    wording = _locked(wording, by)
    if wording.withdrawn_at is not None:
        return wording
    used = wording.letters.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    if used.exists():
        raise StateRefused(
            _(
                "Mit diesem Text gibt es schon fertige Schreiben. Schreiben Sie einen neuen "
                "ab heute."
            )
        )
    wording.withdrawn_at, wording.withdrawn_by = at, by
    wording.save(update_fields=["withdrawn_at", "withdrawn_by"])
    own = Wording.objects.of(wording.jobcentre).filter(kind=wording.kind)
    before = own.filter(ends_on=wording.begins_on - _DAY).first()
    law = delivered_on(Kind(wording.kind), wording.begins_on)
    if before is not None and before.begins_on >= law.begins_on:
        before.ends_on = wording.ends_on
        before.save(update_fields=["ends_on"])
    _log(Change.WORDING_WITHDRAWN, wording, by, at)
    return wording


def check_paragraphs(kind: Kind, on: date, paragraphs: Mapping[str, str]) -> None:
    """Raise ``ValidationError`` by part: unknown gaps, and what the law demands and is not there.

    A part that the law shapes must keep every gap of the delivered words: who decides, how much,
    how long, where to object.
    """
    begun, known = delivered_on(kind, on).paragraphs, known_gaps(kind)
    problems: dict[str, list[str]] = {}
    for section in SECTIONS[kind]:
        text = paragraphs.get(section.code, "")
        found = set(GAP.findall(text))
        if unknown := sorted(found - known):
            message = _("Die Lücke {%(gap)s} gibt es hier nicht.") % {"gap": unknown[0]}
            problems[section.code] = [message]
        if section.is_legal and (
            lost := sorted(set(GAP.findall(begun.get(section.code, ""))) - found)
        ):
            message = _("Hier fehlt die Lücke {%(gap)s}. Das Recht verlangt diese Angabe.")
            problems.setdefault(section.code, []).append(message % {"gap": lost[0]})
        if section.is_legal and begun.get(section.code) and not text:
            problems[section.code] = [_("Dieser Teil darf nicht fehlen.")]
    if problems:
        raise ValidationError(problems)


def _locked(wording: Wording, by: StaffMember) -> Wording:
    _check_may(by, wording.jobcentre)
    _lock(wording.jobcentre)
    return Wording.objects.select_related("jobcentre").get(pk=wording.pk)


def _lock(jobcentre: Jobcentre) -> None:
    """Let nobody else change the wordings of this office in the meantime."""
    Jobcentre.objects.select_for_update(no_key=True).get(pk=jobcentre.pk)


def _check_may(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Diese Texte gehören zu einem anderen Jobcenter."))


def _log(change: Change, wording: Wording, by: StaffMember, at: datetime) -> None:
    facts = {
        "kind": wording.kind,
        "begins_on": wording.begins_on.isoformat(),
        "is_delivered": wording.is_delivered,
    }
    record(change, jobcentre_id=wording.jobcentre_id, by=by, target=wording, at=at, facts=facts)
