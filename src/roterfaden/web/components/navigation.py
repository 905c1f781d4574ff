"""The main menu: where a person may go, by role."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    label: str | Promise
    url_name: str
    permission: Permission
    or_permission: Permission | None = None

    def is_open_to(self, staff: StaffMember) -> bool:
        """Whether one of the rights leads there."""
        wanted = (self.permission, self.or_permission)
        return any(staff.has(one) for one in wanted if one is not None)


@dataclass(frozen=True)
class Entry:
    """A place as the page shows it."""

    label: str
    url: str
    here: bool


_KEEP_DAYS = (Permission.MAINTAIN_TEXTS, Permission.MANAGE_ORGANISATION)
PLACES = (
    Place(_("Heute"), "cases:home", Permission.VIEW_CASES),
    Place(_("Fälle"), "cases:list", Permission.VIEW_CASES),
    Place(_("Fristen"), "deadlines:list", Permission.VIEW_CASES),
    Place(_("Bausteine"), "blocks:list", Permission.MAINTAIN_TEXTS, Permission.EDIT_PLANS),
    Place(_("Zusagen"), "offers:list", Permission.MAINTAIN_TEXTS, Permission.VIEW_CASES),
    Place(_("Merkblatt"), "leaflet:leaflet", Permission.MAINTAIN_TEXTS),
    Place(_("Schreiben"), "wordings:list", Permission.MAINTAIN_TEXTS),
    Place(_("Gründe"), "reasons:list", Permission.MAINTAIN_TEXTS),
    Place(_("Auslegung"), "house_rules:rules", Permission.MAINTAIN_TEXTS),
    Place(_("Schließtage"), "holidays:list", *_KEEP_DAYS),
    Place(_("Fälle einlesen"), "administration:import", Permission.IMPORT_CASES),
    Place(_("Studien"), "research:list", Permission.RUN_STUDIES),
    Place(_("Stichprobe"), "research:sample_present", Permission.RUN_STUDIES),
    Place(_("Codieren"), "research:coding_present", Permission.RUN_STUDIES),
    Place(_("Übereinstimmung"), "research:comparison_present", Permission.RUN_STUDIES),
    Place(_("Tabellen"), "research:tables_present", Permission.RUN_STUDIES),
    Place(_("Jobcenter"), "administration:organisation", Permission.MANAGE_ORGANISATION),
)


def menu(request: HttpRequest, staff: StaffMember | None) -> tuple[Entry, ...]:
    """The places that this person may enter, with the present one marked."""
    if staff is None:
        return ()
    found = list(_found([place for place in PLACES if place.is_open_to(staff)]))
    here = max((url for _place, url in found if _leads_to(request.path, url)), key=len, default="")
    return tuple(Entry(str(place.label), url, url == here) for place, url in found)


@cache
def url_or_nothing(name: str) -> str:
    """The address of a page, or nothing where this installation has no such page; asked once."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _found(places: list[Place]) -> Iterator[tuple[Place, str]]:
    for place in places:
        if url := url_or_nothing(place.url_name):
            yield place, url


def _leads_to(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
