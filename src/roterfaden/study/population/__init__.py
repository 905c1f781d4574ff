"""All plans, not only a hundred: an invented population, and histograms from every engine."""

from roterfaden.study.population.engines import (
    from_postgres,
    from_rows,
    histograms,
    joint,
    read_parquet,
)
from roterfaden.study.population.inventing import Population, invent, long_rows, person, write

__all__ = [
    "Population",
    "from_postgres",
    "from_rows",
    "histograms",
    "invent",
    "joint",
    "long_rows",
    "person",
    "read_parquet",
    "write",
]
