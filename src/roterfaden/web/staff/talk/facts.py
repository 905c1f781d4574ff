"""The facts of a talk with what only the shared view knows."""

from roterfaden.meetings.models import Meeting
from roterfaden.sharing.models import SharedView
from roterfaden.talk.happened import facts_of, span_of
from roterfaden.talk.ways import Facts


def facts_of_talk(meeting: Meeting) -> Facts:
    """What was done in this talk; two queries."""
    views = SharedView.objects.filter(version__plan__case=meeting.case_id)
    shared = views.filter(confirmed_at__range=span_of(meeting)).exists()
    return facts_of(meeting, shared=shared)
