"""Frequency and relation tables, entries by rubric, cross tables, and how they are printed."""

from roterfaden.study.tables.counting import (
    Combination,
    Counted,
    Disclosure,
    Frequency,
    Further,
    count,
    marginals,
)
from roterfaden.study.tables.printing import HIDDEN, SOURCE, Printed, numbered, printed
from roterfaden.study.tables.reading import Coded, read_coded
from roterfaden.study.tables.rendering import (
    as_csv,
    as_html,
    as_latex,
    as_markdown,
    as_xlsx,
    html_table,
)

__all__ = [
    "HIDDEN",
    "SOURCE",
    "Coded",
    "Combination",
    "Counted",
    "Disclosure",
    "Frequency",
    "Further",
    "Printed",
    "as_csv",
    "as_html",
    "as_latex",
    "as_markdown",
    "as_xlsx",
    "count",
    "html_table",
    "marginals",
    "numbered",
    "printed",
    "read_coded",
]
