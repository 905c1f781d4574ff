"""May this be recorded about a talk: asked before every change. Each refusal names its way out."""

from datetime import date

from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.talk.attempts import Attempts
from roterfaden.talk.models import NoPlanFinding, TalkRecord


class FirstAttemptMissing(Refused):
    """No plan was sought so far, or nobody said no to it."""

    code = "first-attempt-missing"


class SecondAttemptMissing(Refused):
    """After the first attempt failed, no second one has been offered yet."""

    code = "second-attempt-missing"


class PlanHolds(StateRefused):
    """A plan is in force, so one did come about."""

    code = "plan-holds"


def check_may_read(record: TalkRecord, by: StaffMember, day: date) -> None:
    """Raise :class:`NotPermitted` for somebody who does not counsel the case."""
    if not TalkRecord.objects.readable_by(by, day).filter(pk=record.pk).exists():
        raise NotPermitted(_("Diesen Eintrag führt die Fachkraft, die das Gespräch hatte."))


def may_read(record: TalkRecord, by: StaffMember, *, counsels: bool) -> bool:
    """Whether somebody reads a record; the same rule as ``readable_by`` for what is at hand.

    ``counsels`` says whether the person is in charge of the case today or stands in.
    """
    return by.has(Permission.EDIT_PLANS) and (counsels or record.recorded_by_id == by.pk)


def check_was_held(meeting: Meeting, today: date) -> None:
    """Raise :class:`StateRefused` unless the talk took place, or can have by today."""
    if meeting.outcome == Outcome.TOOK_PLACE:
        return
    if not meeting.is_planned:
        raise StateRefused(
            _("Dieses Gespräch hat nicht stattgefunden (%(state)s). Wählen Sie ein anderes.")
            % {"state": meeting.outcome_name}
        )
    if not meeting.has_come(today):
        raise Refused(
            _("Der Termin ist erst am %(day)s. Was daraus wurde, halten Sie danach fest.")
            % {"day": spoken.day(meeting.on)}
        )


def check_can_find(sought: Attempts, in_force: PlanVersion | None, on: date) -> tuple[date, date]:
    """Raise a named refusal unless a person may find on this day that no plan comes about.

    Gives the days of the first attempt and of the second.
    """
    if in_force is not None and in_force.update_due_on and in_force.update_due_on >= on:
        raise PlanHolds(
            _("Es gilt ein Plan bis %(day)s. Solange er gilt, ist nichts festzustellen.")
            % {"day": spoken.day(in_force.update_due_on)}
        )
    if sought.first_on is None:
        raise FirstAttemptMissing(
            _(
                "Es ist noch kein Versuch festgehalten. Legen Sie einen Plan vor und halten Sie "
                "die Antwort fest."
            )
        )
    if sought.second_on is None:
        raise SecondAttemptMissing(
            _(
                "Nach dem ersten Versuch vom %(day)s ist noch kein zweiter angeboten worden. "
                "Tragen Sie ein weiteres Gespräch ein oder legen Sie den Plan noch einmal vor."
            )
            % {"day": spoken.day(sought.first_on)}
        )
    return sought.first_on, sought.second_on


def check_nothing_hangs_on(finding: NoPlanFinding) -> None:
    """Raise :class:`StateRefused` when something was built on this finding since."""
    for relation in finding._meta.related_objects:
        if _has_any(finding, relation):
            raise StateRefused(
                _("Auf dieser Feststellung baut schon etwas auf. Nehmen Sie zuerst das zurück.")
            )


def _has_any(finding: NoPlanFinding, relation: ForeignObjectRel) -> bool:
    related = relation.related_model._default_manager  # type: ignore[union-attr]
    return bool(related.filter(**{relation.field.name: finding}).exists())
