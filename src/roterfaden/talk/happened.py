"""What was done with the plan while people talked, asked in one query."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, Q

from roterfaden.meetings.models import Meeting
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.recipients.models import Case
from roterfaden.talk.ways import Facts

BEFORE = timedelta(minutes=15)
AFTER = timedelta(hours=4)
"""What happens in this span around the beginning belongs to the talk."""


def span_of(meeting: Meeting) -> tuple[datetime, datetime]:
    """From when to when something counts as done in this talk."""
    return meeting.starts_at - BEFORE, meeting.starts_at + AFTER


def facts_of(meeting: Meeting, *, shared: bool = False) -> Facts:
    """The facts of one talk; one query. ``shared`` is known to the layer that has the view."""
    during = span_of(meeting)
    versions = PlanVersion.objects.filter(plan__case=meeting.case_id)
    outcomes = EntryOutcome.objects.filter(entry__version__plan__case=meeting.case_id)
    edited = versions.filter(Q(started_at__range=during) | Q(changed_at__range=during))
    answered = versions.filter(Q(agreed_at__range=during) | Q(offered_at__range=during))
    row = (
        Case.objects.filter(pk=meeting.case_id)
        .annotate(
            edited=Exists(edited),
            reviewed=Exists(outcomes.filter(recorded_at__range=during)),
            answered=Exists(answered),
        )
        .values("edited", "reviewed", "answered")
        .get()
    )
    return Facts(shared=shared, **row)
