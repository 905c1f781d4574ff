"""A codebook as values: dimensions, categories, criteria, typical examples, exclusions.

The parts are those of a qualitative content analysis (Mayring 2015): each category has criteria,
typical examples and what does not belong to it; one residual category may take the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roterfaden.study.troubles import WrongData

Unit = Literal["document", "passage"]
Status = Literal["draft", "published"]

MOST_CATEGORIES = 63
"""Categories of one dimension: each is one bit of an unsigned 64-bit mask, with one to spare."""


@dataclass(frozen=True)
class Example:
    """A typical wording and where it was found."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Category:
    """A category with its rules; ``residual`` takes what fits nowhere else and stands last."""

    id: str
    title: str
    criteria: str = ""
    examples: tuple[Example, ...] = ()
    excludes: str = ""
    residual: bool = False
    parent: str | None = None


@dataclass(frozen=True)
class Wording:
    """How the two tables of a dimension are headed: caption, line below it, two column heads."""

    caption: str
    frequency: tuple[str, str, str]
    relations: tuple[str, str, str]


@dataclass(frozen=True)
class Dimension:
    """What is coded together: its categories, its unit and, for plans, the rubrics it reads."""

    id: str
    title: str
    unit: Unit = "document"
    rubrics: tuple[str, ...] = ()
    multiple: bool = True
    categories: tuple[Category, ...] = ()
    wording: Wording | None = None

    def applies_to(self, kind: str) -> bool:
        """Whether documents of this kind (``plan``, ``transcript``, ``text``) are coded in it.

        What reads rubrics is for plans, as only they have any; what is coded by passages without
        rubrics is for talks. Of a mere text nobody knows which of both it is.
        """
        if kind == "transcript":
            return not self.rubrics
        return kind != "plan" or bool(self.rubrics) or self.unit == "document"

    def ordered(self) -> tuple[Category, ...]:
        """The categories in book order, the residual one last."""
        return tuple(sorted(self.categories, key=lambda category: category.residual))

    def order(self) -> tuple[str, ...]:
        """The ids of the categories in book order, the residual one last: bit i is id i."""
        return tuple(category.id for category in self.ordered())

    def find(self, name: str) -> Category | None:
        """The category with this id or, failing that, this title."""
        return next(
            (c for c in self.categories if c.id == name),
            next((c for c in self.categories if c.title == name), None),
        )

    def category(self, name: str) -> Category:
        """The category with this id or title; raises ``WrongData``."""
        found = self.find(name)
        if found is None:
            raise WrongData(
                f"Die Dimension „{self.title}“ kennt keine Kategorie „{name}“.",
                "Eine dieser Kategorien nehmen: "
                + ", ".join(f"„{c.title}“" for c in self.ordered())
                + ".",
            )
        return found

    def words(self) -> Wording:
        """How its tables are headed; plain words where the codebook sets none."""
        return self.wording or Wording(
            self.title,
            (
                "Anzahl der Dokumente mit der jeweiligen Kategorie",
                self.title,
                "Dokumente mit dieser Kategorie",
            ),
            (
                "Anzahl der Dokumente mit der jeweiligen Kategorie oder einer Kombination",
                self.title,
                "Dokumente mit dieser Kategorie / diesen Kategorien",
            ),
        )


@dataclass(frozen=True)
class Codebook:
    """A version of a codebook; a published one is never edited, a new version follows it."""

    id: str
    title: str
    version: str
    status: Status
    language: str
    source: str
    licence: str
    dimensions: tuple[Dimension, ...]

    def dimension(self, name: str) -> Dimension:
        """The dimension with this id or title; raises ``WrongData``."""
        for dimension in self.dimensions:
            if name in {dimension.id, dimension.title}:
                return dimension
        known = ", ".join(f"„{d.id}“" for d in self.dimensions)
        raise WrongData(
            f"Das Kategoriensystem „{self.title}“ kennt keine Dimension „{name}“.",
            f"Eine dieser Dimensionen nehmen: {known}.",
        )

    def category(self, name: str) -> Category:
        """The one category of the book with this id or title; raises ``WrongData``.

        The same name may stand in several dimensions („Sonstiges“); then ask the dimension.
        """
        found = [c for d in self.dimensions if (c := d.find(name)) is not None]
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongData(
                f"„{name}“ steht in mehreren Dimensionen von „{self.title}“.",
                "Die Dimension mit angeben.",
            )
        raise WrongData(
            f"Das Kategoriensystem „{self.title}“ kennt keine Kategorie „{name}“.",
            "Schreibweise prüfen oder die Kategorie im Kategoriensystem anlegen.",
        )

    def order(self, dimension: str | None = None) -> tuple[str, ...]:
        """The ids of one dimension (or of the only one) in book order, the residual one last."""
        return (self.dimension(dimension) if dimension else self.only()).order()

    def only(self) -> Dimension:
        """Its only dimension; raises ``WrongData`` when there are several."""
        if len(self.dimensions) == 1:
            return self.dimensions[0]
        raise WrongData(
            f"„{self.title}“ hat mehrere Dimensionen: {', '.join(d.id for d in self.dimensions)}.",
            "Die Dimension mit angeben.",
        )

    def __iter__(self) -> Iterator[Dimension]:
        return iter(self.dimensions)
