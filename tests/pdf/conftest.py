"""The example plans as PDF, set once a run, and the validator."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roterfaden.plans import sheet
from tests.pdf import vera as vera_pdf

PLANS = Path(sheet.__file__).parents[2] / "demo" / "plans"
MOMENT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)

Typeset = Callable[..., sheet.SheetResult]


def example(name: str, **version: Any) -> dict[str, Any]:
    """The data of an example plan, with changes to its version."""
    data: dict[str, Any] = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    data["version"] |= version
    return data


@pytest.fixture(scope="session")
def typeset() -> Typeset:
    """Sets data at a fixed moment."""

    def at_the_moment(data: dict[str, Any], *, large_print: bool = False) -> sheet.SheetResult:
        return sheet.typeset(data, large_print=large_print, timestamp=MOMENT)

    return at_the_moment


@pytest.fixture(scope="session")
def vera(tmp_path_factory: pytest.TempPathFactory) -> vera_pdf.Vera:
    """The validator, compiled once a run."""
    return vera_pdf.compiled(tmp_path_factory.mktemp("vera"))
