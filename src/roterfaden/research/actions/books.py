"""Codebooks of a study: taken over, written as a draft, published, carried on as a new version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.books import Offer, newest
from roterfaden.research.models import BookVersion, Project
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.trailing import note
from roterfaden.study import codebook


@transaction.atomic
def adopt(*, project: Project, book_id: str, by: StaffMember, at: datetime) -> BookVersion:
    """Begin with one of the codebooks that come with the program; it is ready to code with."""
    lead = lead_of(project, by)
    check_runs(project, at)
    book = next(one for one in codebook.delivered() if one.id == book_id)
    return _publish(_draft(project, codebook.write(book), book.version, by, at), lead.code, by, at)


@transaction.atomic
def write(*, project: Project, content: str, by: StaffMember, at: datetime) -> BookVersion:
    """Write the draft; raises ``WrongData`` with the line where the text is no codebook."""
    lead = lead_of(project, by)
    check_runs(project, at)
    book = codebook.read(content)
    found = project.books.filter(version=book.version).first()
    if found is not None and found.published_at is not None:
        raise StateRefused(
            _("Fassung %(version)s ist veröffentlicht und bleibt. Geben Sie eine neue Nummer.")
            % {"version": book.version}
        )
    draft = found or _draft(project, content, book.version, by, at)
    draft.content = content
    draft.save(update_fields=["content"])
    note(project, "codebook-written", author=lead.code, at=at, what={"version": book.version})
    return draft


@transaction.atomic
def take_over(
    *, project: Project, offers: Sequence[Offer], by: StaffMember, at: datetime
) -> BookVersion:
    """Put dimensions of other codebooks into the draft; one begins where there is none."""
    lead_of(project, by)
    begun = newest(project)
    if begun is None:
        raise StateRefused(_("Übernehmen Sie zuerst ein Kategoriensystem."))
    book = begun
    for one in offers:
        book = codebook.joined(book, one.book, [one.dimension.id])
    if begun.status == "published":
        known = set(project.books.values_list("version", flat=True))
        book = replace(book, version=codebook.next_version(book.version, known))
    return write(project=project, content=codebook.write(book), by=by, at=at)


@transaction.atomic
def publish(*, book: BookVersion, by: StaffMember, at: datetime) -> BookVersion:
    """From now on people code with this version, and nobody edits it."""
    lead = lead_of(book.project, by)
    check_runs(book.project, at)
    if book.published_at is not None:
        raise StateRefused(_("Diese Fassung ist schon veröffentlicht."))
    return _publish(book, lead.code, by, at)


def _draft(
    project: Project, content: str, version: str, by: StaffMember, at: datetime
) -> BookVersion:
    previous = project.books.published().first()
    return BookVersion.objects.create(
        project=project, version=version, content=content, previous=previous, made_at=at, made_by=by
    )


def _publish(book: BookVersion, author: str, by: StaffMember, at: datetime) -> BookVersion:
    book.published_at, book.published_by = at, by
    book.content = codebook.write(replace(codebook.read(book.content), status="published"))
    book.save(update_fields=["content", "published_at", "published_by"])
    note(book.project, "codebook-published", author=author, at=at, what={"version": book.version})
    return book
