"""A study as the library's values, straight from the database: what its pages count.

It is what the library reads from the folder of the study (:mod:`roterfaden.research.exporting`); a
test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from roterfaden.research.books import book_of
from roterfaden.research.comparing import Compared, compared, decisions
from roterfaden.research.exporting import CHUNK, content_of, settings_of
from roterfaden.research.models import Project
from roterfaden.research.sampling import as_library as as_frame
from roterfaden.research.trailing import entries_of
from roterfaden.study.sampling import Drawn

if TYPE_CHECKING:
    from roterfaden.study import project as library
    from roterfaden.study.project.codings import Passage


def as_results(project: Project) -> library.Results:
    """Every number of the study; raises ``WrongData`` where decisions do not fit codings."""
    from roterfaden.study import project as library

    return library.compute(as_values(project))


def as_values(project: Project) -> library.Project:
    """What the library would read from the folder of the study."""
    from roterfaden.study import project as library
    from roterfaden.study.project.folder import as_document

    book = book_of(project)
    seen = [compared(project, dimension) for dimension in book.dimensions]
    coders = sorted({code for one in seen for code in one.codes})
    rows = project.documents.order_by("ident").values_list("ident", "content", "agreed_on")
    draw = project.draws.select_related("frame").first()
    items = list(draw.items.all()) if draw else []
    made = [one for each in seen for one in decisions(project, each.dimension)]
    counting = {(each.dimension.id, ident) for each in seen for ident in each.documents}
    return library.Project(
        folder=Path(),
        settings=settings_of(project, coders, book.version),
        codebook=book,
        documents=tuple(as_document(content_of(*row)) for row in rows.iterator(chunk_size=CHUNK)),
        codings={each.dimension.id: _sets(each) for each in seen if each.codes},
        passages=tuple(passage for code in coders for passage in _passages(seen, code)),
        decisions=tuple(one for one in made if (one.dimension, one.document) in counting),
        frame=as_frame(draw.frame, stratified=bool(draw.strata_column)) if draw else None,
        sample=tuple(Drawn(one.position, one.ident, one.stratum or None) for one in items),
        found={one.ident: bool(one.has_plan) for one in items if one.noted_at},
        trail=tuple(entries_of(project)),
    )


def _sets(seen: Compared) -> dict[str, dict[str, frozenset[str]]]:
    return {
        coder: {ident: frozenset(codes) for ident, codes in given.items()}
        for coder, given in seen.codes.items()
    }


def _passages(seen: list[Compared], coder: str) -> Iterator[Passage]:
    """What a coder marked, as the rows of the coder's file have it."""
    from roterfaden.study.project.codings import Passage

    for each in seen:
        if coder in each.codes:
            for ident, marks in each.passages(coder).items():
                memo = each.codings[coder, ident].memo
                for code, span in marks:
                    yield Passage(ident, coder, each.dimension.id, code, span, memo)
