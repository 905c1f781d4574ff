"""May she, and does the state allow it: asked before every change of a plan.

``check_...`` raises with a reason; ``can_...`` answers for pages, which say why a button is off.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.states import State, can_move, check_can_move
from roterfaden.recipients.models import Case


def check_may_plan(staff: StaffMember, case: Case) -> None:
    """Raise :class:`NotPermitted` unless this person may work on plans of this case."""
    staff.require(Permission.EDIT_PLANS)
    if not Case.objects.visible_to(staff).filter(pk=case.pk).exists():
        raise NotPermitted(_("Diesen Fall sehen Sie nicht."))


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


def can_end(version: PlanVersion) -> bool:
    """Whether the plan of this version can be ended."""
    return can_move(version.state, State.ENDED)
