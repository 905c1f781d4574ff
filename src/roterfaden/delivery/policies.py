"""May she, and is the letter complete: asked before every change of a letter."""

from django.conf import settings
from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.delivery.facts import Fact, missing
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Letter
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case


def check_may(staff: StaffMember, permission: Permission, case: Case) -> None:
    """Raise :class:`NotPermitted` unless the person has this right and sees the case."""
    staff.require(permission)
    if not Case.objects.visible_to(staff).filter(pk=case.pk).exists():
        raise NotPermitted(_("Diesen Fall sehen Sie nicht."))


def lacking(letter: Letter) -> list[Fact]:
    """The facts that the letter still needs."""
    return missing(KINDS[Kind(letter.kind)].facts, letter.facts)


def check_complete(letter: Letter) -> None:
    """Raise :class:`Refused` while facts are missing, and name them."""
    if lacks := lacking(letter):
        raise Refused(
            _("Für dieses Schreiben fehlt noch: %(facts)s.")
            % {"facts": ", ".join(f"„{one.label}“" for one in lacks)}
        )


def check_editable(letter: Letter) -> None:
    """Raise :class:`StateRefused` unless the letter is a draft."""
    if letter.is_editable:
        return
    if letter.is_posted:
        raise StateRefused(_("Dieses Schreiben ist abgesendet und bleibt, wie es ist."))
    raise StateRefused(
        _("Ändern können Sie nur einen Entwurf. Öffnen Sie das Schreiben zuerst wieder.")
    )


def check_checker(letter: Letter, staff: StaffMember) -> None:
    """Raise :class:`Refused` for the one who drafted it: two people, four eyes."""
    if staff.pk == letter.drafted_by_id:
        raise Refused(_("Sie haben dieses Schreiben entworfen. Eine zweite Person muss es prüfen."))


def check_channel(letter: Letter, channel: Letter.Channel) -> None:
    """Raise :class:`Refused` where the letter must not go out this way (§ 36a SGB I, § 37 SGB X).

    Acts need paper unless the office has a qualified seal or signature, and the portal needs the
    person's consent.
    """
    recipient = letter.case.recipient
    if channel == Letter.Channel.PORTAL:
        if letter.is_act and not settings.ELECTRONIC_SEAL:
            raise Refused(
                _(
                    "Ein Bescheid geht nur auf Papier hinaus, solange Ihr Jobcenter kein "
                    "qualifiziertes Siegel eingerichtet hat. Wählen Sie die Post."
                )
            )
        if not recipient.online_consent:
            raise Refused(_("Die Person hat dem Portal nicht zugestimmt. Wählen Sie die Post."))
    if channel == Letter.Channel.POST and not (recipient.street and recipient.postcode):
        raise Refused(
            _("Für die Post fehlt die Anschrift der Person. Übergeben Sie das Schreiben selbst.")
        )
