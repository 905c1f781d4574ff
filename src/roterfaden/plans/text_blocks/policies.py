"""May she, and does the state allow it: asked before every change of a text block.

``check_...`` raises with a reason; pages show it beside a button that is off.
"""

from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import TextBlock, TextBlockChange

What = TextBlockChange.What


def check_same_office(staff: StaffMember, block: TextBlock) -> None:
    """Raise :class:`NotPermitted` for a block of another office."""
    if block.jobcentre_id not in {None, staff.jobcentre_id}:
        raise NotPermitted(_("Dieser Baustein gehört zu einem anderen Jobcenter."))


def check_maintains(staff: StaffMember, block: TextBlock) -> None:
    """Raise unless this person looks after the texts, and the block is one of the office."""
    staff.require(Permission.MAINTAIN_TEXTS)
    check_same_office(staff, block)
    if block.is_central:
        raise StateRefused(
            _(
                "Dieser Baustein wird mitgeliefert und bleibt, wie er ist. "
                "Schreiben Sie eine eigene Fassung, und blenden Sie ihn aus."
            )
        )


def check_may_change(staff: StaffMember, block: TextBlock) -> None:
    """Raise unless this person may reword the block: the specialist, or its proposer."""
    if is_own_proposal(staff, block):
        staff.require(Permission.EDIT_PLANS)
    else:
        check_maintains(staff, block)
    check_not_withdrawn(block)


def check_may_review(staff: StaffMember, block: TextBlock, on: date) -> None:
    """Raise unless the proposal waits and this person may decide about it."""
    check_maintains(staff, block)
    if block.state != TextBlock.State.PROPOSED:
        raise StateRefused(
            _("Über diesen Vorschlag ist schon entschieden. Laden Sie die Seite neu.")
        )
    check_four_eyes(staff, block, on)


def check_four_eyes(staff: StaffMember, block: TextBlock, on: date) -> None:
    """Raise for who proposed the block, unless nobody else looks after the texts."""
    if block.written_by_id == staff.pk and _others_maintain(staff, on):
        raise NotPermitted(
            _("Sie haben den Baustein selbst vorgeschlagen. Eine andere Person gibt ihn frei.")
        )


def check_can_withdraw(staff: StaffMember, block: TextBlock) -> None:
    """Raise unless the person may take the block back and it is not taken back yet."""
    if not is_own_proposal(staff, block):
        check_maintains(staff, block)
    if block.state == TextBlock.State.WITHDRAWN:
        raise StateRefused(_("Dieser Baustein ist schon zurückgezogen."))


def check_can_restore(staff: StaffMember, block: TextBlock) -> None:
    """Raise unless the block was withdrawn and this person may bring it back."""
    if block.written_by_id != staff.pk or was_approved(block):
        check_maintains(staff, block)
    if block.state != TextBlock.State.WITHDRAWN:
        raise StateRefused(_("Dieser Baustein ist nicht zurückgezogen. Laden Sie die Seite neu."))


def check_not_withdrawn(block: TextBlock) -> None:
    """Raise for a withdrawn block."""
    if block.state == TextBlock.State.WITHDRAWN:
        raise StateRefused(
            _("Dieser Baustein ist zurückgezogen. Holen Sie ihn zuerst mit „Rückgängig“ zurück.")
        )


def check_can_hide(staff: StaffMember, block: TextBlock) -> None:
    """Raise unless this person may keep the central block out of the office's sight."""
    staff.require(Permission.MAINTAIN_TEXTS)
    if not block.is_central:
        raise Refused(
            _("Ausblenden kann man nur mitgelieferte Bausteine. Ziehen Sie den eigenen zurück.")
        )


def is_own_proposal(staff: StaffMember, block: TextBlock) -> bool:
    """Whether the person wrote this proposal and it has not been approved."""
    open_states = {TextBlock.State.PROPOSED, TextBlock.State.RETURNED}
    return block.written_by_id == staff.pk and block.state in open_states


def was_approved(block: TextBlock) -> bool:
    """Whether the block could ever be used: a proposal that was only taken back could not."""
    done = set(block.changes.values_list("what", flat=True))
    return What.APPROVED in done or What.PROPOSED not in done


def _others_maintain(staff: StaffMember, on: date) -> bool:
    colleagues = StaffMember.objects.active_on(on).filter(jobcentre_id=staff.jobcentre_id)
    others = colleagues.exclude(pk=staff.pk)
    return any(other.has(Permission.MAINTAIN_TEXTS) for other in others)
