"""Codebooks: what is coded, by which rules; versions, delivered books, reading and writing.

``delivered()`` gives the books that come with the program, made from the field study
(DOI 10.48720/IAB.FB.2602): contents of plans, ways of use in talks, views in group discussions.
"""

from functools import cache
from importlib import resources

from roterfaden.study.codebook.joining import joined, next_version
from roterfaden.study.codebook.model import (
    MOST_CATEGORIES,
    Category,
    Codebook,
    Dimension,
    Example,
    Status,
    Unit,
    Wording,
)
from roterfaden.study.codebook.reading import SCHEMA, identifier, new_id, read
from roterfaden.study.codebook.writing import write

__all__ = [
    "MOST_CATEGORIES",
    "SCHEMA",
    "Category",
    "Codebook",
    "Dimension",
    "Example",
    "Status",
    "Unit",
    "Wording",
    "delivered",
    "identifier",
    "joined",
    "new_id",
    "next_version",
    "read",
    "write",
]

_DELIVERED = ("kooperationsplan", "einsatz", "gruppendiskussion")


@cache
def delivered() -> tuple[Codebook, ...]:
    """The books that come with the program: contents of plans, ways of use, group discussions."""
    folder = resources.files(__package__) / "delivered"
    return tuple(read((folder / f"{name}.yml").read_text("utf-8")) for name in _DELIVERED)
