"""Finding strengths and obstacles, and taking out what no longer holds."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.meetings.models import PotentialFinding
from roterfaden.meetings.policies import require_notes
from roterfaden.meetings.potential import FACTORS, Side
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case

LONGEST_WORDS = 120


@transaction.atomic
def find(
    *, case: Case, side: Side, by: StaffMember, at: datetime, code: str = "", words: str = ""
) -> PotentialFinding:
    """One line of the list (``code``) or own ``words``; what stands there already stays one."""
    case = _locked(case, by, at)
    words = " ".join(words.split())
    if code and (code not in FACTORS or FACTORS[code].side != side):
        raise Refused(_("Das steht nicht auf der Liste. Schreiben Sie es in eigenen Worten."))
    if bool(code) == bool(words):
        raise Refused(_("Wählen Sie etwas aus der Liste oder schreiben Sie eigene Worte."))
    if len(words) > LONGEST_WORDS:
        raise Refused(_("Das ist zu lang. Wenige Worte genügen; mehr gehört in eine Notiz."))
    present = PotentialFinding.objects.present()
    known = present.filter(case=case, side=side, code=code, words=words).first()
    if known:
        return known
    finding = PotentialFinding.objects.create(
        case=case, side=side, code=code, words=words, found_at=at, found_by=by
    )
    _log(Change.POTENTIAL_FOUND, finding, by, at)
    return finding


@transaction.atomic
def remove(*, finding: PotentialFinding, by: StaffMember, at: datetime) -> PotentialFinding:
    """It no longer holds; it stays on record with the day on which it was taken out."""
    _locked(finding.case, by, at)
    finding = PotentialFinding.objects.get(pk=finding.pk)
    if finding.removed_at is None:
        finding.removed_at, finding.removed_by = at, by
        finding.save(update_fields=["removed_at", "removed_by"])
        _log(Change.POTENTIAL_REMOVED, finding, by, at)
    return finding


def _locked(case: Case, by: StaffMember, at: datetime) -> Case:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_notes(by, case, clock.day_of(at))
    return case


def _log(change: Change, finding: PotentialFinding, by: StaffMember, at: datetime) -> None:
    """That something was found, never what: the log outlives the case, and others read it."""
    facts = {"case": str(finding.case_id)}
    log(change, jobcentre_id=finding.case.jobcentre_id, by=by, target=finding, at=at, facts=facts)
