"""Letters, the office's wordings, and which kinds a second person checks."""

from roterfaden.delivery.models.four_eyes import FourEyes
from roterfaden.delivery.models.letters import Letter
from roterfaden.delivery.models.wordings import Wording

__all__ = ["FourEyes", "Letter", "Wording"]
