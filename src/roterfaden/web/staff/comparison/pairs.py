"""Which two versions are compared: what was asked for, or what one wants to know first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roterfaden.core.spoken import day
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.states import OPEN_STATES, State
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest


@dataclass(frozen=True)
class Pair:
    """Two versions of one case, the older one first, and all among which one can choose."""

    before: PlanVersion
    after: PlanVersion
    choices: tuple[PlanVersion, ...]

    @property
    def query(self) -> str:
        """The part of an address that names both."""
        return urlencode({"von": str(self.after.pk), "mit": str(self.before.pk)})

    @property
    def names(self) -> list[tuple[PlanVersion, str]]:
        """Every version with its name, the newest first."""
        several = len({version.plan_id for version in self.choices}) > 1
        return [(one, version_name(one, with_plan=several)) for one in reversed(self.choices)]

    @property
    def before_name(self) -> str:
        """The older one's name."""
        return dict(self.names)[self.before]

    @property
    def after_name(self) -> str:
        """The newer one's name."""
        return dict(self.names)[self.after]


def pair(request: StaffRequest, case: Case) -> Pair | None:
    """The versions asked for; by default the one in force with the one before.

    None where the case has fewer than two; 404 for a version that is not of this case.
    """
    choices = tuple(versions(case))
    if len(choices) < 2:
        return None
    asked = {name: _asked(request, name, choices) for name in ("von", "mit")}
    one = asked["von"] or _usual(choices, asked["mit"])
    other = asked["mit"] or _neighbour(choices, one)
    before, after = sorted((one, other), key=choices.index)
    return Pair(before, after, choices)


def versions(case: Case) -> list[PlanVersion]:
    """All that was ever agreed, and what is in preparation, oldest first."""
    kept = Q(agreed_at__isnull=False) | Q(state__in=[state.value for state in OPEN_STATES])
    found = PlanVersion.objects.filter(kept, plan__case=case)
    return list(found.select_related("plan").order_by("started_at", "pk"))


def version_name(version: PlanVersion, *, with_plan: bool = False) -> str:
    """How one calls a version: ``Fassung 3, gilt seit 26.05.2026``."""
    name = _("Fassung %(number)s") % {"number": version.number}
    if with_plan and version.plan.began_on:
        began = {"day": day(version.plan.began_on), "name": name}
        name = _("Plan seit %(day)s, %(name)s") % began
    if version.agreed_on is None:
        return f"{name}, {version.state_name}"
    if version.is_in_force:
        return _("%(name)s, gilt seit %(day)s") % {"name": name, "day": day(version.agreed_on)}
    name = f"{name}, {day(version.agreed_on)}"
    return f"{name}, {version.state_name}" if _is_withdrawn(version) else name


def _asked(
    request: StaffRequest, name: str, choices: tuple[PlanVersion, ...]
) -> PlanVersion | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        pk = UUID(text)
    except ValueError:
        raise Http404 from None
    found = next((version for version in choices if version.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _usual(choices: tuple[PlanVersion, ...], other: PlanVersion | None) -> PlanVersion:
    held = [version for version in choices if version.is_in_force and version != other]
    rest = [version for version in reversed(choices) if version != other]
    has_one_before = [version for version in held if version != choices[0] or other]
    return min(has_one_before or rest, key=_is_withdrawn)


def _neighbour(choices: tuple[PlanVersion, ...], one: PlanVersion) -> PlanVersion:
    """The version before this one, else the one after it; a withdrawn one only if need be."""
    place = choices.index(one)
    nearest = [*reversed(choices[:place]), *choices[place + 1 :]]
    return min(nearest, key=_is_withdrawn)


def _is_withdrawn(version: PlanVersion) -> bool:
    return version.state == State.WITHDRAWN
