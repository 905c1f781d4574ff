"""The codebook that a study codes with now."""

from functools import lru_cache

from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.research.models import Project
from roterfaden.study.codebook import Codebook, Dimension, read


@lru_cache(maxsize=32)
def parsed(content: str) -> Codebook:
    """The book of this text; reading one takes longer than showing a page."""
    return read(content)


def present_book(project: Project) -> Codebook | None:
    """The newest published version; none while nothing is published."""
    book = project.books.published().first()
    return parsed(book.content) if book else None


def book_of(project: Project) -> Codebook:
    """The same where there must be one; raises :class:`StateRefused`."""
    book = present_book(project)
    if book is None:
        raise StateRefused(_("Diese Studie hat noch kein veröffentlichtes Kategoriensystem."))
    return book


def dimension_of(project: Project, name: str = "") -> Dimension:
    """This dimension of the present book, the first one without a name."""
    book = book_of(project)
    return book.dimension(name) if name else book.dimensions[0]
