"""Which people the list shows: found by which words, in which team, with which role, how sorted.

An office has some hundred people at most, so that searching and sorting by German rules happens
here: the database knows no such order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.core.text import search_key, sort_key, spelt_out
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import ROLES, Role

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


class Standing(models.TextChoices):
    """Whether somebody works here; the value stands in the address."""

    HERE = "", _("arbeitet hier")
    COMING = "kommt", _("fängt noch an")
    GONE = "weg", _("arbeitet nicht mehr hier")
    CLOSED = "gesperrt", _("Konto gesperrt")
    NEVER = "nie", _("noch nie angemeldet")
    ALL = "alle", _("alle")


def standing_of(staff: StaffMember, today: date) -> Standing:
    """The one standing that a list names first."""
    if staff.active_until_on and staff.active_until_on < today:
        return Standing.GONE
    if staff.user is None or not staff.user.is_active:
        return Standing.CLOSED
    if staff.active_from_on and staff.active_from_on > today:
        return Standing.COMING
    return Standing.HERE


@dataclass(frozen=True)
class StaffSelection:
    """What somebody chose to see; every choice stands in the address."""

    words: str = ""
    team: str = ""
    role: str = ""
    standing: Standing = Standing.HERE
    order: str = "name"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> StaffSelection:
        """From the address; what cannot be read is left at its default."""
        role, standing = query.get("rolle", ""), query.get("stand", "")
        order = query.get("sortiert", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:80],
            team=query.get("team", ""),
            role=role if role in set(Role) else "",
            standing=Standing(standing) if standing in Standing.values else Standing.HERE,
            order=order if order in _ORDERS else "name",
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was chosen."""
        return replace(self, order="name") != StaffSelection()

    @property
    def query(self) -> str:
        """The same as the address writes it."""
        parts = {
            "q": self.words,
            "team": self.team,
            "rolle": self.role,
            "stand": self.standing.value,
            "sortiert": self.order if self.order != "name" else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})

    def people(self, everybody: Iterable[StaffMember], today: date) -> list[StaffMember]:
        """Those chosen, in the chosen order."""
        found = [one for one in everybody if self._fits(one, today)]
        return sorted(found, key=_ORDERS[self.order])

    def _fits(self, staff: StaffMember, today: date) -> bool:
        return (
            self._stands(staff, today)
            and (not self.team or str(staff.team_id) == self.team)
            and (not self.role or self.role in staff.roles)
            and _is_named(staff, self.words)
        )

    def _stands(self, staff: StaffMember, today: date) -> bool:
        stands = standing_of(staff, today)
        match self.standing:
            case Standing.ALL:
                return True
            case Standing.NEVER:
                is_new = staff.user is not None and staff.user.last_login is None
                return is_new and stands in {Standing.HERE, Standing.COMING}
            case _:
                return stands == self.standing


def _is_named(staff: StaffMember, words: str) -> bool:
    key = search_key(staff.last_name, staff.first_name)
    short, email = staff.short_name.casefold(), staff.email.casefold()
    return all(
        spelt_out(word) in key or word.casefold() in short or word.casefold() in email
        for word in words.split()
    )


def _name(staff: StaffMember) -> Any:
    return sort_key(staff.last_name, staff.first_name), staff.short_name


def _signed_in(staff: StaffMember) -> Any:
    at = staff.user.last_login if staff.user else None
    return at or _LONG_AGO, _name(staff)


_ORDERS: dict[str, Callable[[StaffMember], Any]] = {
    "name": _name,
    "anmeldename": lambda staff: staff.short_name.casefold(),
    "team": lambda staff: (staff.team.name.casefold() if staff.team else "~", _name(staff)),
    "anmeldung": _signed_in,
}
_HEADINGS: tuple[tuple[str | Promise, str], ...] = (
    (_("Name"), "name"),
    (_("Anmeldename"), "anmeldename"),
    (_("Rollen"), ""),
    (_("Team"), "team"),
    (_("Zuletzt angemeldet"), "anmeldung"),
)


@dataclass(frozen=True)
class Heading:
    """A column; with ``query`` one can sort by it."""

    name: str | Promise
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class PersonRow:
    """A person as the list shows them."""

    staff: StaffMember
    roles: list[str]
    standing: Standing

    @property
    def is_here(self) -> bool:
        """Whether nothing about the standing needs a word."""
        return self.standing == Standing.HERE


def headings(chosen: StaffSelection) -> list[Heading]:
    """The columns, some of which sort."""
    return [
        Heading(name, replace(chosen, order=order).query if order else "", order == chosen.order)
        for name, order in _HEADINGS
    ]


def rows(people: Iterable[StaffMember], today: date) -> list[PersonRow]:
    """The people of one page."""
    return [
        PersonRow(one, [str(ROLES[Role(role)].name) for role in one.roles], standing_of(one, today))
        for one in people
    ]
