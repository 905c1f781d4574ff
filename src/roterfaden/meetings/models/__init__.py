"""Meetings, the notes about a case, and what was found of strengths and obstacles."""

from roterfaden.meetings.models.meeting import Details, Meeting, MeetingQuerySet
from roterfaden.meetings.models.notes import CaseNote
from roterfaden.meetings.models.potential import PotentialFinding

__all__ = ["CaseNote", "Details", "Meeting", "MeetingQuerySet", "PotentialFinding"]
