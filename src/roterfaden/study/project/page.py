"""The report as one HTML page of its own: nothing to fetch, light and dark, ready to print."""

from html import escape

from roterfaden.study.project.content import (
    Block,
    Facts,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
)
from roterfaden.study.tables.rendering import STYLE, html_table

_STYLE = STYLE + (
    ":root{--study-blue:#3b66c4}"
    "@media(prefers-color-scheme:dark){:root{--study-blue:#7f9fea}}"
    "h1{line-height:1.2}h2{margin-top:3rem;border-top:2px solid #c0294f;padding-top:.5rem}"
    "section.method{background:#8a8fa31f;padding:1rem 1.25rem;margin:2rem 0}"
    "section.method h2{border:0;margin:0 0 .5rem;padding:0;font-size:1.1rem}"
    "dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1rem;margin:0}"
    "dt{font-weight:600}dd{margin:0}figure.study-picture{margin:2rem 0}"
    "figure.study-picture svg{max-width:100%;height:auto}summary{cursor:pointer}"
    "@media(max-width:40rem){dl{grid-template-columns:1fr}}"
    "@media print{body{margin:0;max-width:none}figure{break-inside:avoid}details{display:none}}"
)


def as_page(title: str, blocks: tuple[Block, ...]) -> str:
    """The page; the table of a picture stands beside it where it is not on the page anyway."""
    printed = {one.table.caption for one in blocks if isinstance(one, TableBlock)}
    body = "\n".join(_block(one, printed) for one in blocks)
    return (
        '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block, printed: set[str]) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Facts():
            return _facts(block)
        case TableBlock(table):
            return html_table(table)
        case PictureBlock():
            return _picture(block, with_table=block.picture.table.caption not in printed)


def _facts(block: Facts) -> str:
    rows = "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in block.rows)
    title = escape(block.title)
    return f'<section class="method">\n<h2>{title}</h2>\n<dl>\n{rows}\n</dl>\n</section>'


def _picture(block: PictureBlock, *, with_table: bool) -> str:
    beside = (
        f"\n<details><summary>Als Tabelle</summary>\n{html_table(block.picture.table)}\n</details>"
        if with_table
        else ""
    )
    return (
        f'<figure class="study-picture">\n{block.picture.svg}'
        f"<figcaption>{escape(block.title)}</figcaption>\n</figure>{beside}"
    )
