"""The codebook that a study codes with now, and what it can take over from others."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.models import BookVersion, Project, StudyDocument
from roterfaden.study.codebook import Codebook, Dimension, delivered, read


@dataclass(frozen=True)
class Offer:
    """A dimension of another codebook that can be taken over."""

    key: str
    book: Codebook
    dimension: Dimension


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


def kinds_of(dimension: Dimension) -> list[str]:
    """The kinds of documents that are coded in it."""
    return [kind for kind in StudyDocument.Kind.values if dimension.applies_to(kind)]


def newest(project: Project) -> Codebook | None:
    """The draft that is being written, else the version in force."""
    draft = project.books.first()
    if draft is not None and draft.published_at is None:
        return parsed(draft.content)
    return present_book(project)


def offers(project: Project, staff: StaffMember) -> list[Offer]:
    """What the newest book lacks: of delivered books and of other studies of this person."""
    own = newest(project)
    if own is None:
        return []
    names = {name for one in own for name in (one.id, one.title)}
    found: dict[Dimension, Offer] = {}
    for key, book in (*((one.id, one) for one in delivered()), *_of_other_studies(project, staff)):
        for one in book:
            if not names & {one.id, one.title}:
                found.setdefault(one, Offer(f"{key}/{one.id}", book, one))
    return list(found.values())


def _of_other_studies(project: Project, staff: StaffMember) -> list[tuple[str, Codebook]]:
    others = Project.objects.visible_to(staff).exclude(pk=project.pk)
    published = BookVersion.objects.filter(project__in=others, published_at__isnull=False)
    each = published.order_by("project_id", "-published_at", "-made_at").distinct("project_id")
    return [(str(one.pk), parsed(one.content)) for one in each]
