"""May she, and does the state allow it: asked before every change of a plan.

``check_...`` raises with a reason; ``can_...`` answers for pages, which say why a button is off.
"""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.core import spoken
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import Plan, PlanVersion
from roterfaden.plans.review import change_of_counsellor, review
from roterfaden.plans.states import State, check_can_move
from roterfaden.plans.text_blocks.filling import OPEN, open_gaps
from roterfaden.recipients.models import Case, Recipient


def check_may_plan(staff: StaffMember, case: Case) -> None:
    """Raise :class:`NotPermitted` unless this person may work on plans of this case."""
    staff.require(Permission.EDIT_PLANS)
    if not Case.objects.visible_to(staff).filter(pk=case.pk).exists():
        raise NotPermitted(_("Diesen Fall sehen Sie nicht."))


def check_runs(case: Case, on: date) -> None:
    """Raise :class:`StateRefused` when the case had ended before this day."""
    if case.ends_on is not None and case.ends_on < on:
        raise StateRefused(
            _("Dieser Fall ist am %(day)s zu Ende gegangen. Neue Pläne sind nicht mehr möglich.")
            % {"day": spoken.day(case.ends_on)}
        )


def check_editable(version: PlanVersion) -> None:
    """Raise :class:`StateRefused` unless entries of this version may change."""
    if version.is_editable:
        return
    if version.state == State.OFFERED:
        raise StateRefused(_("Der Plan ist vorgelegt. Öffnen Sie ihn wieder, um etwas zu ändern."))
    raise StateRefused(
        _("Diese Fassung ist abgeschlossen und bleibt, wie sie ist. Machen Sie eine neue Fassung.")
    )


def check_can_agree(version: PlanVersion) -> None:
    """Raise :class:`Refused` unless the version can be agreed as it stands."""
    check_can_move(version.state, State.AGREED)
    if not version.entries.present().filter(kind="goal").exists():
        raise Refused(_("Es fehlt noch ein Ziel. Tragen Sie es unter „Mein Ziel ist“ ein."))
    from_blocks = version.entries.present().filter(text_block__isnull=False)
    unfilled = from_blocks.filter(text__regex=OPEN).first()
    if unfilled is not None:
        raise Refused(
            _("In „%(text)s“ fehlt noch etwas. Füllen Sie die Lücke aus: %(gaps)s.")
            % {"text": unfilled.text, "gaps": ", ".join(open_gaps(unfilled.text))}
        )


def check_can_confirm(version: PlanVersion, on: date, staying: Collection[UUID] = ()) -> None:
    """Raise :class:`Refused` unless the version can go on as it is ("Bleibt so") on this day."""
    check_can_begin_confirming(version, on)
    looked_back = review(version, on)
    if lacking := looked_back.lacking:
        raise Refused(
            ngettext(
                "Über %(count)d Schritt haben Sie noch nicht gesprochen: „%(text)s“",
                "Über %(count)d Schritte haben Sie noch nicht gesprochen, zuerst: „%(text)s“",
                len(lacking),
            )
            % {"count": len(lacking), "text": lacking[0].text}
        )
    if moved := looked_back.moved:
        raise Refused(
            _(
                "Für „%(text)s“ haben Sie ein neues Datum gesagt. Damit es gilt, machen Sie eine "
                "neue Fassung."
            )
            % {"text": moved[0].text}
        )
    if unclear := looked_back.unclear(staying):
        raise Refused(
            _(
                "„%(text)s“ ist erledigt oder passt nicht mehr und kann nicht einfach so bleiben. "
                "Sagen Sie, dass es trotzdem bleibt, oder machen Sie eine neue Fassung."
            )
            % {"text": unclear[0].text}
        )


def check_can_look_back(version: PlanVersion) -> None:
    """Raise :class:`StateRefused` unless what became of the entries may be said now."""
    if not version.is_in_force:
        raise StateRefused(_("Das geht nur bei der Fassung, die gilt."))


def check_can_set_aside(version: PlanVersion, on: date) -> None:
    """Raise :class:`StateRefused` unless the plan holds and somebody else took the case over."""
    check_can_look_back(version)
    if change_of_counsellor(version, on) is None:
        raise StateRefused(
            _(
                "Zur Seite legen lässt sich ein Plan nach einem Wechsel der Ansprechperson. "
                "Sagen Sie sonst bei jedem Eintrag, was daraus wurde."
            )
        )


def check_can_bring_back(version: PlanVersion, on: date) -> None:
    """Raise :class:`StateRefused` unless this is a discarded draft and nothing newer is there."""
    if version.state != State.WITHDRAWN or version.agreed_on is not None:
        raise StateRefused(_("Nur ein verworfener Entwurf lässt sich zurückholen."))
    newer = version.plan.versions.filter(started_at__gt=version.started_at)
    if newer.exists() or version.plan.ended_on is not None:
        raise StateRefused(
            _("Inzwischen gibt es etwas Neueres. Der verworfene Entwurf bleibt im Verlauf lesbar.")
        )
    check_runs(version.plan.case, on)


def check_can_begin_confirming(version: PlanVersion, on: date) -> None:
    """Raise :class:`StateRefused` unless this version holds and nothing else is in work."""
    if not version.is_in_force:
        raise StateRefused(_("Nur die Fassung, die gilt, kann so bleiben."))
    if version.plan.versions.in_preparation().exists():
        raise StateRefused(
            _("Zu diesem Plan gibt es schon einen Entwurf. Arbeiten Sie dort weiter.")
        )
    check_runs(version.plan.case, on)


def people_who_may_be_involved(case: Case, staff: StaffMember) -> QuerySet[Recipient]:
    """The other people of the household, without those whose case this person may not see."""
    own = case.recipient
    if own.household_id is None:
        return Recipient.objects.none()
    cases = Case.objects.filter(recipient=OuterRef("pk"))
    visible = cases.filter(pk__in=Case.objects.visible_to(staff).values("pk"))
    others = Recipient.objects.filter(household=own.household_id).exclude(pk=own.pk)
    return others.filter(~Exists(cases) | Exists(visible))


def why_not(check: Callable[..., None], *args: object) -> str:
    """The reason why ``check`` refuses, or an empty string: for buttons that are off."""
    try:
        check(*args)
    except Refused as refusal:
        return refusal.message
    return ""


def can_plan(staff: StaffMember) -> bool:
    """Whether the person makes plans at all."""
    return staff.has(Permission.EDIT_PLANS)


def can_end(plan: Plan) -> bool:
    """Whether the plan can be ended: it runs, though its last version may be withdrawn."""
    return plan.is_running
