"""Suggestions by a model that learned from the project's own final coding; a human decides.

Off unless asked for, and off-line. Suggestions are no codings: they stand in a file of their own,
in a form that is refused as a coding, and never enter the agreement of humans. How far the model
agrees with the final coding is measured apart, by cross-validation (`evaluate`).
"""

from roterfaden.study.suggest.evaluation import Evaluation, evaluate
from roterfaden.study.suggest.model import Model, NotLearned, train
from roterfaden.study.suggest.proposals import Proposal, Suggestions, suggest
from roterfaden.study.suggest.writing import COLUMNS, write

__all__ = [
    "COLUMNS",
    "Evaluation",
    "Model",
    "NotLearned",
    "Proposal",
    "Suggestions",
    "evaluate",
    "suggest",
    "train",
    "write",
]
