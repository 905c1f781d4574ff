"""An installation of its own with its service running, for figures of whole programs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.real.installation import Installation
from tests.integration.platform.conftest import fresh_var, remove, run_roterfaden
from tests.integration.platform.service import Service


@contextmanager
def running() -> Iterator[tuple[str, list[str]]]:
    """Its address and the ids of its drafts."""
    var = fresh_var()
    installation = Installation(var)
    try:
        yield installation.address, installation.drafts
    finally:
        installation.end()
        remove(var)


@contextmanager
def migrated() -> Iterator[Path]:
    """The data folder of an installation without people."""
    var = fresh_var()
    migration = run_roterfaden("manage", "migrate", "--verbosity=0", var=var)
    if migration.returncode:
        raise RuntimeError(migration.stderr)
    yield var
    remove(var)


def serving(var: Path) -> Service:
    """The service of this installation, ready."""
    return Service(var)
