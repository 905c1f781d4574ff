"""A study: its permission and people, sample, documents without names, codebook and codings."""

from roterfaden.research.models.codings import Coding, Comparison, Decision, PassageDecision, Task
from roterfaden.research.models.documents import BookVersion, StudyDocument
from roterfaden.research.models.field import Consent, Discussion, ObservedTalk, Site
from roterfaden.research.models.projects import Member, Project, PseudonymKey
from roterfaden.research.models.samples import Draw, DrawnItem, Frame
from roterfaden.research.models.trail import TrailEntry

__all__ = [
    "BookVersion",
    "Coding",
    "Comparison",
    "Consent",
    "Decision",
    "Discussion",
    "Draw",
    "DrawnItem",
    "Frame",
    "Member",
    "ObservedTalk",
    "PassageDecision",
    "Project",
    "PseudonymKey",
    "Site",
    "StudyDocument",
    "Task",
    "TrailEntry",
]
