"""What a model reads of a document: the rubrics of its dimension, or the whole text."""

from collections.abc import Collection
from pathlib import Path

from roterfaden.study.documents import Content, read_document, text_of
from roterfaden.study.troubles import WrongData

SUFFIXES = (".json", ".txt")


def contents(folder: Path) -> dict[str, Content]:
    """Every document of a folder by its id; raises `WrongData` for what is no document."""
    if not folder.is_dir():
        raise WrongData(
            "Den Ordner mit den Dokumenten gibt es nicht.",
            "Die Dokumente als .txt oder .json dort ablegen.",
            file=str(folder),
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    read = (read_document(path) for path in paths)
    return {str(content["id"]): content for content in read}


def text_under(content: Content, rubrics: Collection[str]) -> str:
    """The entries of a plan under these rubrics; the whole text where none is named or kept."""
    kept = content.get("rubrics")
    if not rubrics or not isinstance(kept, dict):
        return text_of(content)
    only = {rubric: entries for rubric, entries in kept.items() if rubric in rubrics}
    return text_of({**content, "rubrics": only})
