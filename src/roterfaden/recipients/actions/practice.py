"""Practice: an invented person of one's own, on any day, in no list and no figure."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case, Recipient

FIRST_DAY = date(2023, 7, 1)
"""Since then there are cooperation plans."""
_SERIES = "000U"
_AGE = timedelta(days=31 * 365)


@transaction.atomic
def begin(*, by: StaffMember, at: datetime) -> Case:
    """The practice case of this person, made where there is none yet."""
    by.require(Permission.LEAD_PROCEDURES)
    office = Jobcentre.objects.select_for_update().get(pk=by.jobcentre_id)
    existing = Case.objects.filter(practised_by=by).select_related("recipient", "jobcentre").first()
    if existing is not None:
        return existing
    case = Case.objects.create(
        jobcentre=office,
        recipient=_invented(office, clock.day_of(at)),
        begins_on=FIRST_DAY,
        practised_by=by,
        practised_at=at,
        practice_on=clock.day_of(at),
    )
    _record(Change.PRACTICE_BEGUN, case, by, at)
    return case


@transaction.atomic
def set_day(*, case: Case, on: date, by: StaffMember, at: datetime) -> Case:
    """Let another day count as today in the practice.

    Raises :class:`Refused` for a day before there were cooperation plans, and for a case that is no
    practice of this person.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.practised_by_id != by.pk:
        raise Refused(_("Das ist keine Übung von Ihnen. Beginnen Sie eine eigene."))
    if on < FIRST_DAY:
        raise Refused(
            _("Kooperationspläne gibt es seit dem 01.07.2023. Wählen Sie ab da einen Tag.")
        )
    case.practice_on = on
    case.save(update_fields=["practice_on"])
    _record(Change.PRACTICE_DAY_SET, case, by, at, on=on.isoformat())
    return case


def _invented(office: Jobcentre, today: date) -> Recipient:
    person = Recipient(
        jobcentre=office,
        kundennummer=_free_number(office),
        first_name="Alex",
        last_name="Übungsfall",
        date_of_birth=today - _AGE,
        street="Übungsweg 1",
        postcode=office.postcode,
        city=office.city,
    )
    person.set_keys()
    person.save()
    return person


def _free_number(office: Jobcentre) -> str:
    taken = Recipient.objects.filter(jobcentre=office, kundennummer__startswith=_SERIES)
    last = taken.order_by("-kundennummer").values_list("kundennummer", flat=True).first()
    return f"{_SERIES}{int(last[-6:]) + 1 if last else 1:06d}"


def _record(change: Change, case: Case, by: StaffMember, at: datetime, **facts: str) -> None:
    record(change, jobcentre_id=case.jobcentre_id, by=by, target=case, at=at, facts=facts)
