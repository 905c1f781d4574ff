"""A database beside the embedded one, dropped when it is no longer needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from roterfaden.core import embedded


@contextmanager
def own(name: str) -> Iterator[str]:
    """The address of an empty database of this name on the embedded server."""
    var = Path(os.environ["ROTERFADEN_VAR"]).resolve()
    embedded.ensure_running(var)
    server = embedded.url(var).removesuffix(f"/{embedded.DATABASE}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
