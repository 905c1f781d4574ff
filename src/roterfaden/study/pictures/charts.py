"""Pictures of tables: bars, UpSet, co-occurrence, change over time, agreement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roterfaden.study.masks import Histogram
from roterfaden.study.pictures.canvas import BLUE, INK, RED, SOFT, Canvas, broken
from roterfaden.study.tables.counting import Counted
from roterfaden.study.tables.crossing import Crossed, crossed_table, protected_pairs
from roterfaden.study.tables.printing import SOURCE, Printed, as_text, hiding, thousands

WIDTH = 720.0
LABEL = 290.0
ROW = 30.0
SET_ROW = 38.0
LETTERS = 36
MOST_SETS = 20
Names = Mapping[str, str]


@dataclass(frozen=True)
class Picture:
    """An SVG with title and description, and the table that says the same in numbers."""

    name: str
    title: str
    description: str
    svg: str
    table: Printed


@dataclass(frozen=True)
class Estimated:
    """A row of a forest plot: value and interval, or why there is none."""

    label: str
    value: float | None
    interval: tuple[float, float] | None = None
    why: str = ""
    bold: bool = False


def bars(table: Printed, *, name: str = "bars") -> Picture:
    """One bar for each row of a frequency table, the number beside it."""
    heights = [_height(label) for label, _ in table.rows]
    canvas = Canvas(WIDTH, sum(heights) + 16)
    most = max((_number(cells[0]) for _, cells in table.rows), default=0) or 1
    scale = (WIDTH - LABEL - 70) / most
    y = 8.0
    for (label, cells), height in zip(table.rows, heights, strict=True):
        middle = y + height / 2
        canvas.lines(LABEL - 10, middle, broken(label, LETTERS), anchor="end")
        width = _number(cells[0]) * scale
        canvas.box(LABEL, middle - 9, width, 18)
        canvas.text(LABEL + width + 8, middle + 5, as_text(cells[0]))
        y += height
    canvas.line(LABEL, 4, LABEL, y + 4, stroke=INK, width=1)
    told = "; ".join(f"{label}: {as_text(cells[0])}" for label, cells in table.rows)
    return _picture(canvas, name, table, f"Balken, fallend. {told}.")


def upset(counted: Counted, names: Names, table: Printed, *, name: str = "upset") -> Picture:
    """The most frequent combinations as columns over a grid of categories (UpSet)."""
    shown = counted.combinations[:MOST_SETS]
    codes = [row.code for row in counted.frequency if row.documents != 0]
    step = min(34.0, (WIDTH - LABEL - 20) / max(len(shown), 1))
    top = 170.0
    canvas = Canvas(WIDTH, top + 24 + SET_ROW * len(codes) + 8)
    rows = {code: top + 24 + SET_ROW * (place + 0.5) for place, code in enumerate(codes)}
    for place, code in enumerate(codes):
        if place % 2 == 0:
            canvas.box(
                0, rows[code] - SET_ROW / 2, WIDTH, SET_ROW, "var(--study-stripe, #8a8fa31f)"
            )
        canvas.lines(LABEL - 10, rows[code], _two(names.get(code, code)), anchor="end")
    most = max((c.documents for c in shown), default=1)
    for place, combination in enumerate(shown):
        x = LABEL + 10 + step * (place + 0.5)
        _set(canvas, x, combination.codes, rows, step)
        height = combination.documents / most * (top - 30)
        canvas.box(x - step * 0.32, top - height, step * 0.64, height)
        canvas.text(x, top - height - 6, thousands(combination.documents), anchor="middle", size=12)
    canvas.line(LABEL, top, WIDTH, top, width=1)
    rest = len(counted.combinations) - len(shown) + sum(f.combinations for f in counted.further)
    told = "; ".join(f"{label}: {as_text(cells[0])}" for label, cells in table.rows[:MOST_SETS])
    more = f" {rest} weitere Relationen sind nicht gezeichnet." if rest else ""
    return _picture(
        canvas, name, table, f"Säulen je Relation, darunter ihre Kategorien. {told}.{more}"
    )


def _set(
    canvas: Canvas, x: float, codes: Sequence[str], rows: Mapping[str, float], step: float
) -> None:
    radius = min(6.0, step * 0.3)
    for code, y in rows.items():
        if code not in codes:
            canvas.dot(x, y, radius * 0.6, SOFT)
    places = [rows[code] for code in codes if code in rows]
    if len(places) > 1:
        canvas.line(x, min(places), x, max(places), width=2)
    for y in places:
        canvas.dot(x, y, radius)


def together(
    histogram: Histogram,
    order: Sequence[str],
    names: Names,
    *,
    caption: str,
    counted: Counted,
    source: str = SOURCE,
    name: str = "together",
) -> Picture:
    """Which categories stand in the same document; the diagonal has how many have the one.

    ``counted`` says which combinations are withheld; pairs within those are hidden.
    """
    shown = protected_pairs(histogram, order, counted)
    secret = any(cell is None for row in shown for cell in row)
    note = f"Analysierte Dokumente = {thousands(counted.documents)}."
    table = Printed(
        "crossed",
        f"{caption}: gemeinsames Vorkommen",
        "Anzahl der Dokumente mit beiden Kategorien; auf der Diagonale mit der einen",
        ("Kategorie", *(str(number) for number in range(1, len(order) + 1))),
        tuple(
            (f"{number} {names.get(code, code)}", row)
            for number, (code, row) in enumerate(zip(order, shown, strict=True), 1)
        ),
        note + (hiding(counted.disclosure) if secret else ""),
        source,
    )
    return _grid(table, shown, name)


def _grid(table: Printed, cells: Sequence[Sequence[int | None]], name: str) -> Picture:
    side = min(48.0, (WIDTH - LABEL - 10) / max(len(cells), 1))
    canvas = Canvas(WIDTH, 30 + side * len(cells) + 8)
    most = max((n or 0 for row in cells for n in row), default=0) or 1
    for at, head in enumerate(table.heads[1:]):
        canvas.text(LABEL + side * (at + 0.5), 20, head, anchor="middle")
    for at, (label, row) in enumerate(table.rows):
        y = 30 + side * at
        canvas.lines(LABEL - 10, y + side / 2, _two(label), anchor="end")
        for column, cell in enumerate(row):
            x = LABEL + side * column
            canvas.tinted(x + 1, y + 1, side - 2, _number(cell) / most)
            canvas.text(x + side / 2, y + side / 2 + 5, as_text(cell), anchor="middle", size=13)
    told = "; ".join(f"{label}: {', '.join(map(as_text, row))}" for label, row in table.rows)
    return _picture(canvas, name, table, f"Gitter, dunkler heißt häufiger. {told}.")


def change(
    crossed: Crossed, names: Names, *, caption: str, source: str, name: str = "change"
) -> Picture:
    """One small line for each category over the groups, which are spans of time."""
    table = crossed_table(crossed, caption=caption, head="Kategorie", names=names, source=source)
    row_height = 64.0
    canvas = Canvas(WIDTH, 34 + row_height * len(crossed.codes))
    xs = _spread(len(crossed.groups))
    for x, group in zip(xs, crossed.groups, strict=True):
        canvas.text(x, 18, group, anchor="middle", size=12)
    most = max((n or 0 for row in crossed.cells for n in row), default=0) or 1
    for place, (code, row) in enumerate(zip(crossed.codes, crossed.cells, strict=True)):
        base = 34 + row_height * (place + 1) - 10
        canvas.lines(LABEL - 20, base - 22, _two(names.get(code, code)), anchor="end")
        canvas.line(xs[0], base, xs[-1], base, stroke=SOFT, width=1)
        _course(canvas, xs, row, base, (row_height - 26) / most)
    told = "; ".join(f"{label}: {', '.join(map(as_text, r))}" for label, r in table.rows)
    groups = ", ".join(crossed.groups)
    return _picture(canvas, name, table, f"Je Kategorie eine Linie über {groups}. {told}.")


def _course(
    canvas: Canvas, xs: Sequence[float], row: Sequence[int | None], base: float, scale: float
) -> None:
    points = [(x, None if n is None else base - n * scale) for x, n in zip(xs, row, strict=True)]
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 is not None and y2 is not None:
            canvas.line(x1, y1, x2, y2, stroke=BLUE, width=2)
    for (x, y), number in zip(points, row, strict=True):
        if y is not None:
            canvas.dot(x, y, 3.5, BLUE)
        canvas.text(x, (base if y is None else y) - 7, as_text(number), anchor="middle", size=12)


def _spread(number: int) -> list[float]:
    left, right = LABEL + 20, WIDTH - 30
    step = (right - left) / max(number - 1, 1)
    return [left + step * place for place in range(number)]


def forest(
    rows: Sequence[Estimated],
    *,
    title: str,
    measure: str,
    note: str,
    source: str,
    marks: Sequence[float] = (0.67, 0.8),
    name: str = "forest",
) -> Picture:
    """Agreement with its intervals; upright lines at ``marks``.

    The customary marks are Krippendorff's (2004: 0.667 and 0.8); what is undefined says why.
    """
    table = Printed(
        "figures",
        title,
        "",
        ("Kategorie", measure, "95-%-Intervall von", "bis"),
        tuple(
            (r.label, (r.value if r.value is not None else "–", *(r.interval or ("–", "–"))))
            for r in rows
        ),
        note,
        source,
    )
    left, right = LABEL + 20, WIDTH - 90
    lowest = min([0.0, *(r.interval[0] for r in rows if r.interval), *(r.value or 0 for r in rows)])
    scale = (right - left) / (1 - lowest)

    def at(value: float) -> float:
        return left + (value - lowest) * scale

    heights = [_height(r.label) for r in rows]
    bottom = 30 + sum(heights)
    canvas = Canvas(WIDTH, bottom + 12)
    for mark in sorted({0.0, *marks, 1.0}):
        canvas.line(at(mark), 26, at(mark), bottom, stroke=SOFT, width=1)
        canvas.text(at(mark), 18, _short(mark), anchor="middle", size=12)
    y = 30.0
    for row, height in zip(rows, heights, strict=True):
        _estimate(canvas, row, y + height / 2, at)
        y += height
    told = "; ".join(_told(r) for r in rows)
    return _picture(canvas, name, table, f"{measure} mit 95-%-Intervall. {told}.")


def _estimate(canvas: Canvas, row: Estimated, y: float, at: Callable[[float], float]) -> None:
    canvas.lines(LABEL - 10, y, broken(row.label, LETTERS), anchor="end")
    if row.interval:
        low, high = (at(bound) for bound in row.interval)
        canvas.line(low, y, high, y, width=2)
        for end in (low, high):
            canvas.line(end, y - 5, end, y + 5, width=2)
    if row.value is not None:
        canvas.dot(at(row.value), y, 5, RED if row.bold else INK)
    shown = "nicht bestimmt" if row.value is None else _short(row.value)
    canvas.text(
        WIDTH, y + 5, shown, anchor="end", bold=row.bold, size=14 if row.value is not None else 11
    )


def _told(row: Estimated) -> str:
    if row.value is None:
        return f"{row.label}: nicht bestimmt" + (f" ({row.why})" if row.why else "")
    if row.interval is None:
        return f"{row.label}: {_short(row.value)}"
    low, high = map(_short, row.interval)
    return f"{row.label}: {_short(row.value)} ({low} bis {high})"


def _picture(canvas: Canvas, name: str, table: Printed, description: str) -> Picture:
    svg = canvas.svg(table.title, description, name)
    return Picture(name, table.title, description, svg, table)


def _two(label: str) -> list[str]:
    """A label in at most two lines; the table beside the picture has it whole."""
    lines = broken(label, LETTERS)
    return lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]


def _height(label: str) -> float:
    return max(ROW, 17.0 * len(broken(label, LETTERS)) + 12)


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _short(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
