"""The cases that somebody opened last: for nobody's eyes but their own."""

from __future__ import annotations

from django.db.models import F, Func, IntegerField, Subquery

from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case, RecentCases

SHOWN = 10


def recent_cases(staff: StaffMember, limit: int = SHOWN) -> list[Case]:
    """Newest first, with names and numbers; only what the person may still see; one query."""
    own = RecentCases.objects.filter(staff=staff).order_by()
    place = Func(
        Subquery(own.values("cases")),
        F("pk"),
        function="array_position",
        output_field=IntegerField(),
    )
    opened = own.values(one=Func(F("cases"), function="unnest"))
    found = Case.objects.visible_to(staff).filter(pk__in=opened).with_names()
    return list(found.annotate(place=place).order_by("place")[:limit])
