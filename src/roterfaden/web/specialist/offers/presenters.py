"""How offers are shown: by kind, each with its state in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.plans.models import OfferChange, SupportOffer
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS


@dataclass(frozen=True)
class Row:
    """One offer as the list shows it."""

    offer: SupportOffer
    on: date

    @property
    def is_promised(self) -> bool:
        """Whether it can be promised on this day."""
        return self.offer.can_be_promised_on(self.on)

    @property
    def state_words(self) -> str:
        """The state as people say it: an offer whose last day is over has run out."""
        if not self.is_promised and self.offer.state != SupportOffer.State.STOPPED:
            return _("abgelaufen")
        return self.offer.get_state_display()

    @property
    def until_words(self) -> str:
        """Its last day, if it has one."""
        until = self.offer.until_on
        if until is None:
            return ""
        words = _("bis %(day)s") if until >= self.on else _("endete am %(day)s")
        return words % {"day": spoken.day(until)}


@dataclass(frozen=True)
class Kind:
    """A kind of support with the office's offers of it."""

    code: str
    name: str
    rows: tuple[Row, ...]


def by_kind(offers: Iterable[SupportOffer], on: date) -> list[Kind]:
    """The kinds of which the office keeps offers, in the order of the delivered list."""
    rows = [Row(offer, on) for offer in offers]
    found = (
        Kind(kind.code, str(kind.name), tuple(r for r in rows if r.offer.kind == kind.code))
        for kind in OFFER_KINDS
    )
    return [kind for kind in found if kind.rows]


def summary(kinds: Iterable[Kind]) -> dict[str, int]:
    """How many can be promised, how many with a limit, how many not at all."""
    rows = [row for kind in kinds for row in kind.rows]
    limited = SupportOffer.State.LIMITED
    return {
        "open": sum(row.is_promised and row.offer.state != limited for row in rows),
        "limited": sum(row.is_promised and row.offer.state == limited for row in rows),
        "stopped": sum(not row.is_promised for row in rows),
    }


def undoable(offer: SupportOffer) -> OfferChange | None:
    """The newest change, if there was a state before it to go back to."""
    newest = list(offer.changes.order_by("-changed_at", "-pk")[:2])
    return newest[0] if len(newest) == 2 else None
