"""Draft codebooks made of the codes of other programs."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from unicodedata import normalize

from roterfaden.study import codebook as codebooks
from roterfaden.study.codebook import Category, Codebook, Dimension, Example
from roterfaden.study.exchange.refi.model import Code
from roterfaden.study.troubles import WrongData

NO_CATEGORY = "(ohne Kategorie)"
"""The code of a finished document to which no category of the dimension applies."""
ALL_CODES, UNNAMED = "Codes", "ohne Namen"
_EXAMPLES, _EXCLUDES = "Typische Beispiele:", "Nicht hierher:"

Group = tuple[str, tuple[Code, ...]]


def groups_of(codes: Sequence[Code], used: Set[str] = frozenset()) -> list[Group]:
    """Give dimensions of codes: top codes that only hold others, else one of all codes.

    ``used`` are the codes something is coded with. The code for "no category" belongs to none. More
    codes than a dimension holds become several dimensions, in the order of the codes.
    """
    codes = _without_nothing(codes)
    groups = [(ALL_CODES, codes)]
    if codes and all(c.children and not c.codable and c.guid not in used for c in codes):
        groups = [(code.name, code.children) for code in codes]
    return [part for title, group in groups for part in _parts(title, group)]


def _parts(title: str, codes: Sequence[Code]) -> list[Group]:
    parts: list[list[Code]] = [[]]
    held = 0
    for tree in _small_trees(codes):
        held += _size(tree)
        if held > codebooks.MOST_CATEGORIES:
            parts.append([])
            held = _size(tree)
        parts[-1].append(tree)
    if len(parts) == 1:
        return [(title, tuple(codes))]
    return [(f"{title} {number}", tuple(part)) for number, part in enumerate(parts, 1)]


def _small_trees(codes: Sequence[Code]) -> Iterator[Code]:
    """Trees that a dimension holds; a larger one falls into its top and what is below it."""
    for code in codes:
        if _size(code) <= codebooks.MOST_CATEGORIES:
            yield code
        else:
            yield replace(code, children=())
            yield from _small_trees(code.children)


def _size(tree: Code) -> int:
    return sum(1 for _ in tree.walk())


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
    """Make a draft codebook of codes, with the dimensions of ``groups_of``, as it reads back."""
    if not codes:
        raise WrongData("Das Kategoriensystem hat keine Codes.", "Codes anlegen.", file=name)
    ids, titles = set[str](), set[str]()
    dimensions = tuple(
        _dimension(_new_title(top, titles), below, unit, ids)
        for top, below in groups_of(codes, used)
    )
    book = Codebook(
        codebooks.identifier(title), title, "1", "draft", "de", "", "", dimensions=dimensions
    )
    return codebooks.read(codebooks.write(book))


def _dimension(
    title: str, codes: Sequence[Code], unit: codebooks.Unit, taken: set[str]
) -> Dimension:
    categories = tuple(_categories(codes, None, set(), set()))
    return Dimension(codebooks.new_id(title, taken), title, unit=unit, categories=categories)


def _categories(
    codes: Iterable[Code], above: Category | None, ids: set[str], titles: set[str]
) -> Iterator[Category]:
    for code in codes:
        title = _new_title(code.name, titles, above)
        criteria, examples, excludes = undescribed(code.description)
        parent = above.id if above else None
        id_ = codebooks.new_id(code.name, ids)
        category = Category(id_, title, criteria, examples, excludes, parent=parent)
        yield category
        yield from _categories(code.children, category, ids, titles)


def _new_title(name: str, taken: set[str], above: Category | None = None) -> str:
    """A title of its own: with that of the code above before it, or with a number."""
    base = normalize("NFC", name).strip() or UNNAMED
    if base in taken and above:
        base = f"{above.title} > {base}"
    title, number = base, 1
    while title in taken:
        number += 1
        title = f"{base} ({number})"
    taken.add(title)
    return title


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
