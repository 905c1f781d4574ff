"""Writing the office's leaflet: a version that holds from a day, checked and set before."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import leaflet
from roterfaden.plans.leaflets import office_of, set_for_people, text_of
from roterfaden.plans.models import Leaflet


@transaction.atomic
def write(
    *,
    jobcentre: Jobcentre,
    rules: leaflet.Rules,
    valid_from_on: date,
    by: StaffMember,
    at: datetime,
) -> Leaflet:
    """A new leaflet from today or a later day; the one before holds until then and is kept.

    Raises ``ValidationError`` naming the section and language (``office_de``) that must not stand
    like this, and :class:`Refused` where it does not fit on one page in one of the languages.
    """
    _check_may_write(by, jobcentre)
    if valid_from_on < clock.day_of(at):
        message = _("Das Merkblatt kann nicht rückwirkend gelten. Wählen Sie heute oder später.")
        raise ValidationError({"valid_from_on": [message]})
    check_words(rules)
    _check_filled(rules, jobcentre)
    written = Leaflet(
        jobcentre=jobcentre,
        valid_from_on=valid_from_on,
        rules=rules,
        written_at=at,
        written_by=by,
    )
    for language in leaflet.LANGUAGES:
        set_for_people(text_of(written), office_of(jobcentre), language=language)
    written.save()
    _record(Change.LEAFLET_WRITTEN, written, by, at)
    return written


@transaction.atomic
def withdraw(*, written: Leaflet, by: StaffMember, at: datetime) -> Leaflet:
    """Take back a leaflet that does not hold yet; one that held is kept."""
    locked = Leaflet.objects.select_for_update(of=("self",)).select_related("jobcentre")
    written = locked.get(pk=written.pk)
    _check_may_write(by, written.jobcentre)
    if written.withdrawn_at is not None:
        return written
    if written.valid_from_on <= clock.day_of(at):
        raise StateRefused(_("Dieses Merkblatt gilt schon. Schreiben Sie eine neue Fassung."))
    written.withdrawn_at, written.withdrawn_by = at, by
    written.save()
    _record(Change.LEAFLET_WITHDRAWN, written, by, at)
    return written


def check_words(rules: leaflet.Rules) -> None:
    """Raise ``ValidationError`` for what must not stand on a leaflet, by section and language."""
    problems: dict[str, list[str]] = {}
    for one in leaflet.findings(rules):
        if one.is_refused:
            problems.setdefault(f"{one.section}_{one.language}", []).append(one.message)
    if problems:
        raise ValidationError(problems)


def _check_filled(rules: leaflet.Rules, jobcentre: Jobcentre) -> None:
    """Raise ``ValidationError`` where nothing of a needed section would be printed.

    A sentence with a gap that the office has no answer to is left out.
    """
    office = office_of(jobcentre)
    for section in leaflet.SECTIONS:
        if section.is_needed and not leaflet.sentences(rules, section.code, "de", office):
            message = _("Hier bliebe das Blatt leer: zu jeder Lücke fehlt die Angabe Ihres Hauses.")
            raise ValidationError({f"{section.code}_de": [message]})


def _check_may_write(by: StaffMember, jobcentre: Jobcentre) -> None:
    by.require(Permission.MAINTAIN_TEXTS)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Dieses Merkblatt gehört zu einem anderen Jobcenter."))


def _record(change: Change, written: Leaflet, by: StaffMember, at: datetime) -> None:
    facts = {"valid_from": written.valid_from_on.isoformat()}
    record(change, jobcentre_id=written.jobcentre_id, by=by, target=written, at=at, facts=facts)
