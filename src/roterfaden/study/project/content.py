"""The results part of a report as a list of blocks, which HTML and PDF set in their own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from roterfaden.study import pictures
from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.comparison import Agreement, DimensionAgreement
from roterfaden.study.agreement.forest import Forest, forest, forest_of
from roterfaden.study.agreement.reasons import NAMES
from roterfaden.study.agreement.traps import Code as TrapCode
from roterfaden.study.pictures import Picture
from roterfaden.study.project import method
from roterfaden.study.project.passages import PassageAgreement
from roterfaden.study.project.results import DimensionResult, Results
from roterfaden.study.tables.crossing import crossed_table
from roterfaden.study.tables.printing import Cell, Printed, printed, thousands

SHOWN = (
    Coefficient.PERCENT,
    Coefficient.COHEN,
    Coefficient.FLEISS,
    Coefficient.BRENNAN_PREDIGER,
    Coefficient.AC1,
    Coefficient.ALPHA,
)


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Facts:
    """The method box: a title and pairs of name and value."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TableBlock:
    table: Printed


@dataclass(frozen=True)
class PictureBlock:
    picture: Picture
    number: int

    @property
    def title(self) -> str:
        return f"Abbildung {self.number}: {self.picture.title}"


Block = Heading | Paragraph | Facts | TableBlock | PictureBlock


def content(results: Results, made_at: datetime) -> tuple[Block, ...]:
    """The blocks in reading order, tables and pictures numbered through."""
    tables = figures = 0
    blocks: list[Block] = []
    for block in _blocks(results, made_at):
        if isinstance(block, TableBlock):
            tables += 1
            blocks.append(TableBlock(replace(block.table, number=tables)))
        elif isinstance(block, PictureBlock):
            figures += 1
            named = replace(block.picture, name=f"picture-{figures}")
            svg = block.picture.svg.replace(f'"{block.picture.name}-', f'"{named.name}-')
            svg = svg.replace(f" {block.picture.name}-desc", f" {named.name}-desc")
            blocks.append(PictureBlock(replace(named, svg=svg), figures))
        else:
            blocks.append(block)
    return tuple(blocks)


def _blocks(results: Results, made_at: datetime) -> Iterator[Block]:
    settings = results.project.settings
    if settings.question:
        yield Paragraph(settings.question)
    yield Facts("So entstanden die Zahlen", method.rows(results, made_at))
    for one in results.dimensions:
        if one.counted.documents:
            yield from _dimension(results, one)
    if results.rubrics:
        yield Heading(2, "Eintragungen je Rubrik")
        yield TableBlock(results.rubrics)
    yield from _by_groups(results)
    yield from _between(results)
    yield from _agreement(results)


def _dimension(results: Results, one: DimensionResult) -> Iterator[Block]:
    source = results.project.settings.source
    names = {c.id: c.title for c in one.dimension.categories}
    frequency, relations = printed(one.counted, dimension=one.dimension, source=source)
    yield Heading(2, one.dimension.title)
    if one.final.open:
        yield Paragraph(_open(len(one.final.open)))
    yield TableBlock(frequency)
    yield PictureBlock(pictures.bars(frequency), 0)
    yield TableBlock(relations)
    if one.counted.combinations:
        yield PictureBlock(pictures.upset(one.counted, names, relations), 0)
    order, caption = one.dimension.order(), one.dimension.title
    yield PictureBlock(
        pictures.together(
            one.histogram, order, names, caption=caption, counted=one.counted, source=source
        ),
        0,
    )


def _by_groups(results: Results) -> Iterator[Block]:
    crossed = [one for one in results.dimensions if one.by_type or one.by_kind or one.by_time]
    if crossed:
        yield Heading(2, "Nach Vergleichstyp, Art des Jobcenters und Zeit")
    for one in crossed:
        yield from _crossed(one, results.project.settings.source)


def _crossed(one: DimensionResult, source: str) -> Iterator[Block]:
    names, title = {c.id: c.title for c in one.dimension.categories}, one.dimension.title
    for crossed, by in ((one.by_type, "Vergleichstyp"), (one.by_kind, "Art des Jobcenters")):
        if crossed:
            caption = f"{title} nach {by}"
            yield TableBlock(
                crossed_table(
                    crossed, caption=caption, head="Kategorie", names=names, source=source
                )
            )
    if one.by_time:
        caption = f"{title} nach Quartal der Abstimmung"
        picture = pictures.change(one.by_time, names, caption=caption, source=source)
        yield TableBlock(picture.table)
        yield PictureBlock(picture, 0)


def _between(results: Results) -> Iterator[Block]:
    if results.between:
        yield Heading(2, "Zwischen den Dimensionen")
    for one, other, both in results.between:
        titles = {c.id: c.title for c in one.categories}
        columns = [f"{number} = {c.title}" for number, c in enumerate(other.ordered(), 1)]
        numbered = replace(both, groups=tuple(map(str, range(1, len(columns) + 1))))
        table = crossed_table(
            numbered,
            caption=f"{one.title} und {other.title}",
            head=one.title,
            names=titles,
            source=results.project.settings.source,
        )
        yield TableBlock(replace(table, note=f"{table.note} Spalten: {'; '.join(columns)}."))


def _open(number: int) -> str:
    which = "Ein Dokument ist" if number == 1 else f"{thousands(number)} Dokumente sind"
    return f"{which} noch ohne Einigung und in dieser Dimension nicht gezählt."


def _agreement(results: Results) -> Iterator[Block]:
    compared = results.comparison
    if compared is None:
        return
    source = results.project.settings.source
    yield Heading(2, "Übereinstimmung der Codierenden")
    yield Paragraph(
        "Gemessen vor der Einigung, an den Dokumenten, die mehrere unabhängig codiert haben."
    )
    note = _note(results)
    for one in compared.dimensions:
        caption = f"{one.dimension.title}: Übereinstimmung"
        yield TableBlock(_agreement_table(one, caption, note, source))
        yield PictureBlock(_forest(forest(one), caption, note, source), 0)
        for text, titles in _traps(one, results.project.settings.disclosure.smallest).items():
            yield Paragraph(f"{', '.join(titles)}: {text}")
    yield from _passages(results)
    if len(compared.dimensions) > 1:
        rows = [*(one.sets for one in compared.dimensions), compared.overall]
        caption = "Übereinstimmung je Dimension und insgesamt"
        yield PictureBlock(_forest(forest_of(caption, rows), caption, note, source), 0)


def _passages(results: Results) -> Iterator[Block]:
    settings = results.project.settings
    for name, rows in results.passages.items():
        title = results.project.codebook.dimension(name).title
        yield TableBlock(
            Printed(
                "figures",
                f"{title}: Übereinstimmung der Stellen",
                "Anteile und Alpha an markierten Zeichen",
                ("Kategorie", "von allen / von einer Person", "Alpha", "von", "bis", "Alpha u"),
                tuple((one.category.title, _of_passages(one)) for one in rows),
                "Je Zeichen: markiert oder nicht; Intervalle aus Ziehungen ganzer Dokumente. "
                "Alpha u nimmt Stellen als Einheiten (Krippendorff 2004). „–“: nicht bestimmt.",
                settings.source,
            )
        )


def _of_passages(one: PassageAgreement) -> tuple[Cell, ...]:
    alpha = one.overlap.estimates[Coefficient.ALPHA]
    bounds: Sequence[float | None] = alpha.interval or (None, None)
    values = (one.overlap.jaccard, alpha.value, *bounds, one.unitised.value)
    return tuple(map(_or_dash, values))


def _traps(one: DimensionAgreement, smallest: int) -> dict[str, list[str]]:
    """What to beware of, each once with all it concerns; nothing that tells a small number."""
    found: dict[str, list[str]] = {}
    for row in (*one.categories, one.sets):
        title = "Alle Kategorien" if row is one.sets else row.title
        for trap in row.traps:
            if trap.code is not TrapCode.RARE or row.documents >= smallest:
                found.setdefault(trap.text, []).append(title)
    return found


def _agreement_table(one: DimensionAgreement, caption: str, note: str, source: str) -> Printed:
    rows = [(row.title, _figures(row)) for row in one.categories]
    rows.append(("Alle Kategorien (Mengen, MASI)", _figures(one.sets)))
    return Printed(
        "figures",
        caption,
        "Werte zwischen Personen, Alpha mit 95-%-Intervall",
        ("Kategorie", *(NAMES[one] for one in SHOWN), "von", "bis"),
        tuple(rows),
        note,
        source,
    )


def _figures(row: Agreement) -> tuple[Cell, ...]:
    bounds = row.estimates[Coefficient.ALPHA].interval
    values: list[Cell] = [_or_dash(row.estimates[one].value) for one in SHOWN]
    return (*values, *(map(_or_dash, bounds) if bounds else ("–", "–")))


def _or_dash(value: float | None) -> Cell:
    return "–" if value is None else value


def _note(results: Results) -> str:
    settings = results.project.settings
    coders = max((len(coded) for coded in results.project.codings.values()), default=0)
    return (
        f"Codierende = {coders}. Je Kategorie: vergeben oder nicht; Mengen: Alpha mit dem Abstand "
        "MASI (Passonneau 2006), zwei leere Mengen sind gleich. Intervalle: Perzentile aus "
        f"{thousands(settings.resamples)} Ziehungen mit Zurücklegen, seed "
        f"{settings.bootstrap_seed}. „–“: nicht bestimmt."
    )


def _forest(plot: Forest, caption: str, note: str, source: str) -> Picture:
    rows = [
        pictures.Estimated(
            row.label,
            row.value,
            None if row.low is None or row.high is None else (row.low, row.high),
            row.why or "",
            row.total,
        )
        for row in plot.rows
    ]
    return pictures.forest(
        rows, title=caption, measure=plot.coefficient, note=note, source=source, marks=plot.lines
    )
