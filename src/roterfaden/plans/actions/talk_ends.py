"""The end of a talk in one action: the answer with what follows from it at once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers
from roterfaden.plans.actions.answers import Wish
from roterfaden.plans.models import Answer, PlanVersion
from roterfaden.recipients.models import Case


@transaction.atomic
def agree(
    *,
    version: PlanVersion,
    sought_by: Iterable[str],
    by: StaffMember,
    at: datetime,
    next_talk_at: datetime | None = None,
    wishes: Iterable[Wish] = (),
    reason: str = "",
) -> PlanVersion:
    """The yes, and before it the next meeting, so that the filed sheet names it."""
    if next_talk_at is not None:
        meet_again(case=version.plan.case, starts_at=next_talk_at, by=by, at=at)
    return answers.agree(
        version=version, sought_by=sought_by, wishes=wishes, reason=reason, by=by, at=at
    )


@transaction.atomic
def give_think_time(
    *,
    version: PlanVersion,
    until: date,
    sought_by: Iterable[str],
    by: StaffMember,
    at: datetime,
    wishes: Iterable[Wish] = (),
    reason: str = "",
) -> PlanVersion:
    """No answer yet: it is recorded, and the plan is left with the recipient until a day.

    Where nobody said why, the record says only until when. No procedure follows from either.
    """
    said = reason.strip() or _("Bedenkzeit bis %(day)s") % {"day": spoken.day(until)}
    answers.decline(
        version=version,
        outcome=Answer.Outcome.COULD_NOT_ANSWER,
        reason=said,
        sought_by=sought_by,
        wishes=wishes,
        by=by,
        at=at,
    )
    return answers.offer(version=version, think_until_on=until, by=by, at=at)


def meet_again(*, case: Case, starts_at: datetime, by: StaffMember, at: datetime) -> Meeting:
    """The next talk, face to face in the office; another way is chosen among the meetings."""
    return meetings.arrange(
        case=case,
        starts_at=starts_at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.IN_PERSON,
        by=by,
        at=at,
    )
