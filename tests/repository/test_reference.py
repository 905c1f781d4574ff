"""Generated reference pages say what the code says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["states.md", "roles.md", "personal-data.md", "hints.md"])
def test_the_committed_page_is_what_the_code_says(name: str) -> None:
    tool = _tool()
    committed = (ROOT / "docs" / "reference" / name).read_text()
    assert committed == tool.PAGES[name](), "run .venv/bin/python tools/reference.py"
