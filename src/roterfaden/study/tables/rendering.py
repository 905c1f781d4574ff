"""Writes printed tables as CSV, Markdown, HTML, LaTeX and XLSX, each with note and source line."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from roterfaden.study.tables.printing import HIDDEN, Cell, Printed, as_text

_TEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    HIDDEN: r"\textbullet{}",
    "−": r"\ensuremath{-}",
}
_SHEET_NAME = 31
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed moment, so that the same tables give the same bytes."""


def as_csv(tables: Sequence[Printed]) -> str:
    """One table of the tables: each row with its table; notes and sources are rows, too."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    width = max((len(one.heads) for one in tables), default=2) - 1
    writer.writerow(["table", "row", "column", "value"] if width > 1 else ["table", "row", "value"])
    for one in tables:
        for label, cells in one.rows:
            for head, cell in zip(one.heads[1:], cells, strict=True):
                middle = [head] if width > 1 else []
                writer.writerow([one.title, label, *middle, HIDDEN if cell is None else cell])
        middle = [""] if width > 1 else []
        writer.writerow([one.title, "Anmerkung", *middle, one.note])
        writer.writerow([one.title, "Quelle", *middle, one.source])
    return out.getvalue()


def as_markdown(tables: Sequence[Printed]) -> str:
    """Tables in the dialect that GitHub and Pandoc share; numbers stand right."""
    return "\n".join(_markdown(one) for one in tables)


def _markdown(one: Printed) -> str:
    rows = [_line(one.heads), _line(["---", *["---:"] * (len(one.heads) - 1)])]
    rows += [_line([label, *map(as_text, cells)]) for label, cells in one.rows]
    below = f"{plain_markdown(one.below)}\n\n" if one.below else ""
    return (
        f"**{plain_markdown(one.title)}**\n\n{below}" + "\n".join(rows) + f"\n\n"
        f"*Anmerkung:* {plain_markdown(one.note)}\n\n*Quelle:* {plain_markdown(one.source)}\n"
    )


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(plain_markdown(cell) for cell in cells) + " |"


def plain_markdown(text: str) -> str:
    """Text without meaning for Markdown."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text).replace("\n", " ")


def as_html(tables: Sequence[Printed], *, title: str = "Tabellen") -> str:
    """A page of its own, without anything to fetch; light and dark."""
    body = "\n".join(html_table(one) for one in tables)
    return (
        '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


STYLE = (
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    "body{font:1rem/1.5 'Fira Sans',system-ui,sans-serif;margin:2rem auto;max-width:48rem;"
    "padding:0 1rem}"
    "figure.study-table{margin:2rem 0;overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:600;padding-bottom:.5rem}"
    "caption span{display:block;font-weight:400}"
    "th,td{padding:.35rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid #8886}"
    "th{hyphens:auto;overflow-wrap:break-word}"
    "thead th{border-bottom:2px solid}tbody th{font-weight:400}"
    "td,thead th+th{text-align:right;font-variant-numeric:tabular-nums}"
    "figcaption{font-size:.875rem;margin-top:.5rem}figcaption p{margin:.25rem 0}"
)


def html_table(one: Printed) -> str:
    """One table as a figure, to be set into any page; the keyboard can scroll it."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in one.heads)
    rows = "\n".join(_html_row(label, cells) for label, cells in one.rows)
    below = f"<span>{escape(one.below)}</span>" if one.below else ""
    return (
        '<figure class="study-table" tabindex="0">\n<table>\n'
        f"<caption>{escape(one.title)}{below}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"<figcaption><p>Anmerkung: {escape(one.note)}</p>"
        f"<p>Quelle: {escape(one.source)}</p></figcaption>\n</figure>"
    )


def _html_row(label: str, cells: Sequence[Cell]) -> str:
    values = "".join(f"<td>{_html_cell(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(label)}</th>{values}</tr>'


def _html_cell(cell: Cell) -> str:
    return (
        f'<abbr title="nicht ausgewiesen">{HIDDEN}</abbr>'
        if cell is None
        else escape(as_text(cell))
    )


def as_latex(tables: Sequence[Printed]) -> str:
    """Floating tables for a document that uses ``booktabs``."""
    return "% \\usepackage{booktabs}\n" + "\n".join(_latex(one) for one in tables)


def _latex(one: Printed) -> str:
    columns = len(one.heads) - 1
    width = 0.72 if columns == 1 else max(0.2, 0.9 - 0.12 * columns)
    head_width = (0.94 - width) / columns
    spec = rf"p{{{width:.2f}\linewidth}}" + rf"p{{{head_width:.2f}\linewidth}}" * columns
    heads = " & ".join(_tex(text) for text in one.heads)
    rows = "\n".join(
        " & ".join([_tex(label), *(rf"\hfill {_tex(as_text(cell))}" for cell in cells)]) + r" \\"
        for label, cells in one.rows
    )
    below = rf"\\ {_tex(one.below)}" if one.below else ""
    caption = one.caption if one.number else one.title
    return (
        "\\begin{table}[htbp]\n"
        f"\\caption[{_tex(caption)}]{{{_tex(caption)}{below}}}\n"
        f"\\begin{{tabular}}{{@{{}}{spec}@{{}}}}\n\\toprule\n{heads} \\\\\n\\midrule\n{rows}\n"
        f"\\bottomrule\n\\end{{tabular}}\n\n\\footnotesize Anmerkung: {_tex(one.note)}\\\\\n"
        f"Quelle: {_tex(one.source)}\n\\end{{table}}\n"
    )


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text.replace("\n", " "))


def as_xlsx(tables: Sequence[Printed]) -> bytes:
    """A workbook with a sheet for each table; numbers are numbers, texts are never formulas."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _EPOCH})
    for place, one in enumerate(tables, 1):
        _sheet(book, one, f"{one.number or place} {one.caption}")
    book.close()
    return out.getvalue()


def _sheet(book: "xlsxwriter.Workbook", one: Printed, name: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:_SHEET_NAME])
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, len(one.heads) - 1, 20)
    sheet.write_string(0, 0, one.title, bold)
    sheet.write_string(1, 0, one.below, wrap)
    for column, text in enumerate(one.heads):
        sheet.write_string(2, column, text, head)
    for row, (label, cells) in enumerate(one.rows, 3):
        sheet.write_string(row, 0, label)
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, int | float):
                sheet.write_number(row, column, cell)
            else:
                sheet.write_string(row, column, HIDDEN if cell is None else cell)
    last = 4 + len(one.rows)
    sheet.write_string(last, 0, f"Anmerkung: {one.note}", wrap)
    sheet.write_string(last + 1, 0, f"Quelle: {one.source}", wrap)
