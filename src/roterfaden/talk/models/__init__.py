"""What is kept about a talk: how the plan was used, what was not raised, and why."""

from roterfaden.talk.models.findings import NoPlanFinding
from roterfaden.talk.models.not_raised import NotRaised, SmallTask
from roterfaden.talk.models.reasons import NotRaisedReason
from roterfaden.talk.models.records import TalkRecord

__all__ = ["NoPlanFinding", "NotRaised", "NotRaisedReason", "SmallTask", "TalkRecord"]
