"""The packages that only studies need: a server without studies does not install them."""

from collections.abc import Iterator
from contextlib import contextmanager

from roterfaden.troubles import Trouble

PACKAGES = frozenset(
    {
        *("docx", "duckdb", "ibis", "lxml", "numpy", "openpyxl", "pandas", "pyarrow"),
        *("pypdf", "pyspark", "rapidfuzz", "scipy", "sklearn"),
    }
)


@contextmanager
def needed() -> Iterator[None]:
    """Turn a missing package of a study into a :class:`Trouble` that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").split(".")[0]
        if package not in PACKAGES:
            raise
        extra = "spark" if package == "pyspark" else "study"
        raise Trouble(
            f"Für Studien fehlt hier das Paket {package}.",
            f"Den Zusatz nachinstallieren: pip install 'roterfaden[{extra}]', oder mit festen "
            f"Ständen aus requirements/{extra}.txt.",
        ) from error
