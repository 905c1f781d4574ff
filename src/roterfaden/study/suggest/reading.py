"""What a model reads of a document: the rubrics of its dimension, or the whole text."""

from collections.abc import Collection, Mapping, Sequence


def text_under(text: str, entries: Mapping[str, Sequence[str]], rubrics: Collection[str]) -> str:
    """The entries of a plan under these rubrics; the whole text where none is named or there."""
    if not rubrics or not entries:
        return text
    return "\n".join(
        entry for rubric, kept in entries.items() if rubric in rubrics for entry in kept
    )
