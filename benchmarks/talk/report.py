"""The table of the tasks: operator time, the counts behind it, free words' own typing apart."""

from benchmarks.talk.measuring import PLAIN, Measured
from benchmarks.talk.model import Operator

HEADING = (
    *("task", "K", "P", "H", "M", "R s", "operator s", "bar s", ""),
    *("free words, keys", "typing them s", "what"),
)
NOTES = """operator s = 0.20 K + 1.10 P + 0.40 H + 1.35 M + R (Card, Moran, Newell 1980).
R is what the system took while the person had to wait, measured in this run.
Typing free words is not in it: their keys and seconds stand apart."""


def table(found: list[Measured]) -> str:
    """All rows, and what a new plan takes beside a plain form."""
    rows = [HEADING, *(_row(one) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADING))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, "", NOTES, *_ratio(found)])


def _row(one: Measured) -> tuple[str, ...]:
    trace = one.trace
    signs = (Operator.KEY, Operator.POINT, Operator.HOME, Operator.MIND)
    bar = ("", "") if one.bar is None else (f"{one.bar:g}", "met" if one.is_met else "MISSED")
    return (
        *(one.name, *(str(trace.count(sign)) for sign in signs)),
        *(f"{trace.response:.2f}", f"{trace.seconds:.1f}", *bar),
        *(str(trace.free_keys), f"{trace.free_seconds:.1f}", one.words),
    )


def _ratio(found: list[Measured]) -> list[str]:
    seconds = {one.name: one.trace.seconds for one in found}
    told = [
        f"{one.name}: {one.existing:g} s on an existing plan application, "
        f"{one.existing / one.trace.seconds:.1f} times as long."
        for one in found
        if one.existing
    ]
    if {"T1", PLAIN} <= seconds.keys():
        ratio = seconds[PLAIN] / seconds["T1"]
        told.append(f"T1: {seconds[PLAIN]:.1f} s on a plain form, {ratio:.2f} times as long.")
    return told
