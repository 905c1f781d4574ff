"""Reads the YAML files that lie beside this module."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def source(name: str) -> Any:
    """What ``name`` holds; read once, so nobody may change it."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, in C where there is one
