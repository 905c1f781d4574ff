"""Which blocks a list shows, and in which order; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.maintenance import running_out, with_drafts
from roterfaden.plans.models import (
    BlockAtOffice,
    SupportOffer,
    TextBlock,
    TextBlockTranslation,
)
from roterfaden.plans.models.text_blocks import TextBlockQuerySet
from roterfaden.plans.text_blocks.languages import LANGUAGES
from roterfaden.plans.text_blocks.suggesting import matching, shown_to

_AS_PRINTED = Case(
    *(When(rubric=code, then=place) for place, code in enumerate(TextBlock.Rubric.values)),
    output_field=IntegerField(),
)
ORDERS: dict[str, tuple[str | Promise, tuple[str | Case, ...]]] = {
    "": (_("Rubrik"), (_AS_PRINTED, "topic", "text", "pk")),
    "text": (_("Wortlaut"), ("text", "pk")),
    "nutzung": (_("Nutzung"), ("-uses", "text", "pk")),
    "neu": (_("zuletzt geändert"), ("-written_at", "text", "pk")),
}
_STATES: dict[str, str | Promise] = {
    "proposed": _("vorgeschlagen"),
    "approved": _("freigegeben"),
    "returned": _("zurückgegeben"),
    "withdrawn": _("zurückgezogen"),
    "hidden": _("hier ausgeblendet"),
    "ending": _("läuft in vier Wochen aus"),
    "expired": _("abgelaufen"),
    "drafted": _("Übersetzung im Entwurf"),
}
_ORIGINS: dict[str, str | Promise] = {
    "eigene": _("eigene"),
    "zentrale": _("mitgelieferte"),
    "favoriten": _("meine Favoriten"),
}


@dataclass(frozen=True)
class Selection:
    """What somebody chose to see; names as in the address."""

    q: str = ""
    rubrik: str = ""
    thema: str = ""
    form: str = ""
    zustand: str = ""
    herkunft: str = ""
    ohne: str = ""
    sortiert: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Selection:
        """From the address; what cannot be read is left out."""
        words = {one.name: query.get(one.name, "").replace("\x00", "")[:80] for one in fields(cls)}
        known = {
            "rubrik": TextBlock.Rubric.values,
            "form": TextBlock.Form.values,
            "zustand": list(_STATES),
            "herkunft": list(_ORIGINS),
            "ohne": list(LANGUAGES),
            "sortiert": list(ORDERS),
        }
        kept = {name: value for name, value in words.items() if value in known.get(name, [value])}
        return cls(**kept)

    @property
    def query(self) -> str:
        """The same as the address writes it."""
        chosen = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return replace(self, sortiert="") != Selection()

    @property
    def has_filters(self) -> bool:
        """Whether anything but words was chosen."""
        return replace(self, q="") != Selection()

    def having(self, **changes: str) -> Selection:
        """The same with something chosen otherwise."""
        return replace(self, **changes)

    def blocks(self, staff: StaffMember) -> TextBlockQuerySet:
        """The chosen blocks in the chosen order, with ``is_favourite`` and ``uses``."""
        blocks = TextBlock.objects.visible_to(staff).filter(self._condition(staff))
        blocks = shown_to(blocks, staff, staff.jobcentre)
        if self.q:
            blocks = matching(blocks, self.q, SupportOffer.objects.of(staff.jobcentre))
        if self.ohne:
            translated = TextBlockTranslation.objects.filter(
                block=OuterRef("pk"), language=self.ohne
            )
            blocks = blocks.exclude(Exists(translated))
        if self.herkunft == "favoriten":
            blocks = blocks.filter(favourites__staff=staff)
        return blocks.order_by(*ORDERS[self.sortiert][1])

    def _condition(self, staff: StaffMember) -> Q:
        condition = Q()
        chosen: dict[str, Any] = {"rubric": self.rubrik, "topic": self.thema, "form": self.form}
        for name, value in chosen.items():
            if value:
                condition &= Q(**{name: value})
        if self.herkunft in {"eigene", "zentrale"}:
            condition &= Q(jobcentre__isnull=self.herkunft == "zentrale")
        return condition & self._state(staff)

    def _state(self, staff: StaffMember) -> Q:
        here = BlockAtOffice.objects.filter(jobcentre_id=staff.jobcentre_id, is_hidden=True)
        hidden = Q(pk__in=here.values("block"))
        if self.zustand == "hidden":
            return hidden
        return self._chosen_state(clock.today()) & ~hidden

    def _chosen_state(self, today: date) -> Q:
        expired = Q(valid_until_on__isnull=False, valid_until_on__lt=today)
        in_use = ~Q(state=TextBlock.State.WITHDRAWN)
        special = {
            "": in_use & ~expired,
            "ending": running_out(today),
            "expired": in_use & expired,
            "drafted": with_drafts(),
        }
        return special.get(self.zustand, Q(state=self.zustand))


def state_choices(*, maintains: bool) -> list[tuple[str, str | Promise]]:
    """States to choose from; counsellors see only what holds and their own proposals."""
    codes = _STATES if maintains else ("proposed", "approved", "returned")
    return [("", _("alle, die gelten oder warten")), *((code, _STATES[code]) for code in codes)]


def origin_choices(*, takes: bool) -> list[tuple[str, str | Promise]]:
    """Where blocks come from; favourites are for those who take blocks."""
    codes = _ORIGINS if takes else ("eigene", "zentrale")
    return [("", _("alle")), *((code, _ORIGINS[code]) for code in codes)]
