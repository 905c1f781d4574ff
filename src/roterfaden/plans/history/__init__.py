"""A case through time: what its plans and talks brought, what is now, what lies ahead.

The thread of a case draws the same events that the table lists.
"""

from roterfaden.plans.history.events import CaseEvent, EventKind, first_words
from roterfaden.plans.history.loading import History

__all__ = ["CaseEvent", "EventKind", "History", "first_words"]
