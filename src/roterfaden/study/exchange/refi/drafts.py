"""Draft codebooks made of the codes of other programs."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from roterfaden.study import codebook as codebooks
from roterfaden.study.codebook import Category, Codebook, Dimension, Example
from roterfaden.study.exchange.refi.model import Code
from roterfaden.study.troubles import WrongData

NO_CATEGORY = "(ohne Kategorie)"
"""The code of a finished document to which no category of the dimension applies."""
ALL_CODES = "Codes"
_EXAMPLES, _EXCLUDES = "Typische Beispiele:", "Nicht hierher:"

Group = tuple[str, tuple[Code, ...]]


def groups_of(codes: Sequence[Code], used: Set[str] = frozenset()) -> list[Group]:
    """Give dimensions of codes: top codes that only hold others, else one of all codes.

    ``used`` are the codes something is coded with. The code for "no category" belongs to none.
    """
    codes = _without_nothing(codes)
    if codes and all(c.children and not c.codable and c.guid not in used for c in codes):
        return [(code.name, code.children) for code in codes]
    return [(ALL_CODES, codes)]


def _without_nothing(codes: Sequence[Code]) -> tuple[Code, ...]:
    return tuple(
        replace(one, children=_without_nothing(one.children))
        for one in codes
        if one.name != NO_CATEGORY
    )


def book_of(
    codes: Sequence[Code],
    *,
    title: str,
    unit: codebooks.Unit,
    name: str,
    used: Set[str] = frozenset(),
) -> Codebook:
    """Make a draft codebook of codes, with the dimensions of ``groups_of``.

    Raises WrongData where a dimension would have more categories than a mask has bits.
    """
    if not codes:
        raise WrongData("Das Kategoriensystem hat keine Codes.", "Codes anlegen.", file=name)
    ids: set[str] = set()
    groups = groups_of(codes, used)
    dimensions = tuple(_dimension(top, below, unit, ids, name) for top, below in groups)
    return Codebook(
        codebooks.identifier(title), title, "1", "draft", "de", "", "", dimensions=dimensions
    )


def _dimension(
    title: str, codes: Sequence[Code], unit: codebooks.Unit, taken: set[str], name: str
) -> Dimension:
    ids: set[str] = set()
    categories = tuple(_categories(codes, None, ids))
    if len(categories) > codebooks.MOST_CATEGORIES:
        raise WrongData(
            f"„{title}“ hat {len(categories)} Codes, eine Dimension höchstens "
            f"{codebooks.MOST_CATEGORIES}.",
            "Codes unter Obercodes ordnen, mit denen nicht codiert wird: sie werden Dimensionen.",
            file=name,
        )
    return Dimension(codebooks.new_id(title, taken), title, unit=unit, categories=categories)


def _categories(codes: Iterable[Code], parent: str | None, ids: set[str]) -> Iterable[Category]:
    for code in codes:
        id_ = codebooks.new_id(code.name, ids)
        criteria, examples, excludes = undescribed(code.description)
        yield Category(id_, code.name, criteria, examples, excludes, parent=parent)
        yield from _categories(code.children, id_, ids)


def undescribed(text: str) -> tuple[str, tuple[Example, ...], str]:
    """Take criteria, examples and exclusions apart again."""
    criteria, examples, excludes = [], list[Example](), ""
    for part in text.split("\n\n"):
        if part.startswith(_EXAMPLES):
            found = re.findall(r"^– (.*?)(?: \[([^\[\]]*)\])?$", part, re.MULTILINE)
            examples = [Example(words, source) for words, source in found]
        elif part.startswith(_EXCLUDES):
            excludes = part.removeprefix(_EXCLUDES).strip()
        else:
            criteria.append(part)
    return "\n\n".join(criteria).strip(), tuple(examples), excludes


def described(category: Category) -> str:
    """Give criteria, examples and exclusions as one text for people."""
    parts = [category.criteria]
    if category.examples:
        lines = [
            f"– {one.text}{f' [{one.source}]' if one.source else ''}" for one in category.examples
        ]
        parts.append("\n".join([_EXAMPLES, *lines]))
    if category.excludes:
        parts.append(f"{_EXCLUDES} {category.excludes}")
    return "\n\n".join(part for part in parts if part)
