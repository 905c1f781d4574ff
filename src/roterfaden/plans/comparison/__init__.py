"""Two versions of a plan side by side, as a person reads them: plain values in and out."""

from roterfaden.plans.comparison.comparing import compare, same_content
from roterfaden.plans.comparison.model import (
    Change,
    Comparison,
    Detail,
    Item,
    Kind,
    Piece,
    RubricChanges,
)
from roterfaden.plans.comparison.words import word_changes

__all__ = [
    "Change",
    "Comparison",
    "Detail",
    "Item",
    "Kind",
    "Piece",
    "RubricChanges",
    "compare",
    "same_content",
    "word_changes",
]
