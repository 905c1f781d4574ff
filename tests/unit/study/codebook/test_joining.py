"""One codebook for plans and talks: what applies to which document, and dimensions taken over."""

import pytest

from roterfaden.study.codebook import (
    Category,
    Codebook,
    Dimension,
    delivered,
    joined,
    next_version,
    read,
    write,
)
from roterfaden.study.troubles import WrongData

PLANS, TALKS, GROUPS = delivered()


def _applying(book: Codebook, kind: str) -> list[str]:
    return [one.id for one in book if one.applies_to(kind)]


def test_what_reads_rubrics_is_for_plans_and_what_is_coded_by_passages_for_talks() -> None:
    book = joined(joined(PLANS, TALKS), GROUPS)
    assert _applying(book, "plan") == ["goals", "client_steps", "jobcentre_steps"]
    assert _applying(book, "transcript") == ["ways_of_use", "assessment"]


def test_a_dimension_of_whole_documents_without_rubrics_is_for_both() -> None:
    tone = Dimension("tone", "Ton", categories=(Category("kind", "freundlich"),))
    assert tone.applies_to("plan")
    assert tone.applies_to("transcript")


def test_of_a_mere_text_nobody_knows_what_it_is() -> None:
    assert all(one.applies_to("text") for book in (PLANS, TALKS) for one in book)


def test_a_joined_book_is_a_draft_that_names_both_sources_and_can_be_read_again() -> None:
    book = joined(PLANS, TALKS, ["ways_of_use"])
    assert book.status == "draft"
    assert (book.id, book.title, book.version) == (PLANS.id, PLANS.title, PLANS.version)
    assert PLANS.source in book.source
    assert TALKS.source in book.source
    assert book.licence == PLANS.licence
    assert read(write(book)) == book


def test_only_the_dimensions_asked_for_are_taken() -> None:
    assert [one.id for one in joined(TALKS, PLANS, ["goals"])] == ["ways_of_use", "goals"]


def test_a_dimension_that_is_there_already_is_refused() -> None:
    with pytest.raises(WrongData, match="steht schon"):
        joined(PLANS, PLANS, ["goals"])


def test_an_unknown_dimension_is_refused() -> None:
    with pytest.raises(WrongData, match="kennt keine Dimension"):
        joined(PLANS, TALKS, ["mood"])


@pytest.mark.parametrize(
    ("version", "known", "following"),
    [("1.0", (), "1.1"), ("1.9", (), "1.10"), ("1.0", ("1.1", "1.2"), "1.3"), ("alt", (), "alt.1")],
)
def test_the_next_version_is_one_that_nobody_has(
    version: str, known: tuple[str, ...], following: str
) -> None:
    assert next_version(version, known) == following
