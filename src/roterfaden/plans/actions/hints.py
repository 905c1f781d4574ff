"""Putting hints aside while a draft is written.

None of this goes into the audit log: how often somebody puts a hint aside is no figure about staff.
"""

from collections.abc import Iterable

from django.db import transaction

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.policies import check_editable, check_may_plan

MOST_MARKS = 200


@transaction.atomic
def put_aside(*, version: PlanVersion, marks: Iterable[str], by: StaffMember) -> PlanVersion:
    """Do not show these hints of the draft again while their words stay the same."""
    version = _locked(version, by)
    marks = list(dict.fromkeys(marks))
    kept = [mark for mark in version.hints_passed if mark not in marks]
    return _store(version, [*kept, *marks][-MOST_MARKS:])


@transaction.atomic
def show_again(*, version: PlanVersion, by: StaffMember) -> PlanVersion:
    """Undo :func:`put_aside` for all hints of the draft."""
    return _store(_locked(version, by), [])


def _locked(version: PlanVersion, by: StaffMember) -> PlanVersion:
    versions = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__case")
    version = versions.get(pk=version.pk)
    check_may_plan(by, version.plan.case)
    check_editable(version)
    return version


def _store(version: PlanVersion, marks: list[str]) -> PlanVersion:
    version.hints_passed = marks
    version.save(update_fields=["hints_passed"])
    return version
