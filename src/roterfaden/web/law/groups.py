"""The rules in groups by what somebody wants to know, for people who do not know their names."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.law.registry import RuleVersion, rules


@dataclass(frozen=True)
class Group:
    """Rules that answer questions of one kind."""

    title: str | Promise
    names: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """A group with the latest version of each of its rules."""

    title: str | Promise
    versions: tuple[RuleVersion, ...]


GROUPS = (
    Group(
        _("Briefe, Fristen und Widerspruch"),
        ("notification", "deadline-end", "hearing-end", "objection"),
    ),
    Group(
        _("Der Plan"),
        ("plan-update-due", "plan-contents", "no-plan-comes-about", "conciliation-end"),
    ),
    Group(
        _("Gespräche und Termine"),
        ("first-talk-in-person", "missed-appointments", "not-reachable"),
    ),
    Group(
        _("Pflichten und Minderungen"),
        (
            "follow-up",
            "reduction",
            "reduction-cap",
            "hearing-in-person",
            "determination-limit",
            "counselling-offer-due",
        ),
    ),
    Group(_("Familie"), ("childcare-exempt",)),
)


def shelves() -> list[Shelf]:
    """All rules in their groups; a rule that no group names stands in the last one."""
    known = rules().names()
    named = {name for group in GROUPS for name in group.names}
    rest = Group(_("Weitere Fragen"), tuple(name for name in known if name not in named))
    found = (_shelf(group, known) for group in (*GROUPS, rest))
    return [shelf for shelf in found if shelf.versions]


def _shelf(group: Group, known: tuple[str, ...]) -> Shelf:
    present = (name for name in group.names if name in known)
    return Shelf(group.title, tuple(rules().versions(name)[-1] for name in present))
