"""How fast the sheet is set, beside WeasyPrint on the same words in the same run.

Targets: 15 ms or less for a warm plan (median), 100 plans a second or more on two processes.
Every plan is different, as in a real batch; both engines write a tagged PDF from the same fonts.
"""

import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from roterfaden.documents.typesetting import FONTS
from roterfaden.plans import sheet
from roterfaden.plans.sheet import content

PLANS = Path(sheet.__file__).parents[2] / "demo" / "plans"
MOMENT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
WARM = 60
BATCH = 400
BASELINE = 15
TARGET_MS = 15
TARGET_PER_SECOND = 100


def run() -> dict[str, Figure]:
    """Measure both engines: milliseconds for a plan and plans a second."""
    plans = [varied(number) for number in range(WARM)]
    full_pages = [varied(number, "maximum") for number in range(WARM // 3)]
    ours = timed(typeset, plans)
    theirs = statistics.median(timed(weasyprint(), plans[:BASELINE]))
    preview = timed(sheet.preview, plans)
    return {
        "sheet, warm, median": Figure(
            statistics.median(ours), "ms", theirs, "WeasyPrint", target=TARGET_MS
        ),
        "sheet, warm, p95": Figure(statistics.quantiles(ours, n=20)[-1], "ms"),
        "preview, median": Figure(statistics.median(preview), "ms"),
        "preview of a full page, median": Figure(
            statistics.median(timed(sheet.preview, full_pages)), "ms"
        ),
        "sheets in a batch": Figure(
            per_second(BATCH),
            "plans/s",
            baseline=2 * 1000 / theirs,
            against="WeasyPrint, two processes at best",
            target=TARGET_PER_SECOND,
            more_is_better=True,
        ),
    }


def varied(number: int, name: str = "full") -> dict[str, Any]:
    """An example with other words in each entry, so that nothing is set from memory."""
    data: dict[str, Any] = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    for entry in data["entries"]:
        entry["text"] = f"{number} {entry['text'].partition(' ')[2]}"
    return data


def typeset(data: dict[str, Any]) -> bytes:
    """Read, check and set one plan, as the command does."""
    return sheet.typeset(data, timestamp=MOMENT).pdf


def weasyprint() -> Callable[[dict[str, Any]], bytes]:
    """The baseline: the same words in the same order and look, as plain HTML to PDF/UA-1."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=STYLE + faces(), font_config=fonts)

    def setting(data: dict[str, Any]) -> bytes:
        page = HTML(string=html(content.sheet(sheet.check(data))))
        pdf: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return pdf

    return setting


def timed(work: Callable[[dict[str, Any]], object], plans: list[dict[str, Any]]) -> list[float]:
    """Milliseconds for each plan, after three to warm up."""
    for data in plans[:3]:
        work(data)
    times = []
    for data in plans[3:]:
        start = time.perf_counter()
        work(data)
        times.append((time.perf_counter() - start) * 1000)
    return times


def per_second(number: int) -> float:
    """Plans a second on two warm processes with one thread each."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(set_numbered, range(8)))
        start = time.perf_counter()
        list(pool.map(set_numbered, range(1000, 1000 + number), chunksize=20))
        return number / (time.perf_counter() - start)


def set_numbered(number: int) -> int:
    """One plan of the batch; returns its size, since the bytes need not travel."""
    return len(typeset(varied(number)))


def html(said: content.Sheet) -> str:
    """The words of the sheet as HTML, for the baseline alone."""
    rubrics = "".join(
        f"<section><h2>{escape(rubric.heading)}</h2><ul>{''.join(map(item, rubric.lines))}</ul>"
        f"</section>"
        for rubric in said.rubrics
    )
    foot = "".join(
        f"<div><b>{escape(column.label.text)}</b><br>"
        f"{escape(' | '.join(phrase.text for phrase in column.phrases))}</div>"
        for column in said.foot
    )
    return (
        f'<html lang="de"><title>Mein Kooperationsplan</title><body><header><h1>{said.title}</h1>'
        f"<p>{said.motto}</p><p>{escape(said.jobcentre.text)}, {said.date}</p></header>{rubrics}"
        f"<footer>{foot}</footer>"
    )


def item(line: content.Line) -> str:
    """One entry of the baseline."""
    proof = f"<small>Nachweis: {escape(' '.join(line.proof))}</small>" if line.proof else ""
    words = f"{line.lead} {line.quotes[0]}{' '.join(line.words)}{line.quotes[1]}"
    return f"<li><div>{escape(words)}{proof}</div><div>{escape(line.due)}</div></li>"


def faces() -> str:
    """The same fonts as the sheet's."""
    weights = {"Regular": 400, "Medium": 500, "SemiBold": 600}
    return "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};'
        f'src:url("{(FONTS / f"FiraSans-{name}.ttf").as_uri()}")}}'
        for name, weight in weights.items()
    )


STYLE = """
@page { size: A4; margin: 16mm 19mm 14mm 30mm }
body { font: 12pt/1.42 "Fira Sans"; hyphens: auto; color: #131525 }
h1 { font-size: 22pt; margin: 0 } h2 { font-size: 12pt; font-weight: 600; margin: 1em 0 0 }
section { border-left: 2pt solid #b80c3b; padding-left: 8mm }
ul { list-style: none; margin: 0; padding: 0 } li { display: flex; gap: 6mm }
li > :first-child { flex: 1 } small { display: block; font-size: 10pt; color: #51577a }
footer { display: flex; justify-content: space-between; border-top: 1pt solid #c0c3d5 }
"""
