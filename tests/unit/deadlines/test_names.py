"""Every deadline that can be open has a name, and no name is left over."""

import ast
import inspect
from collections.abc import Iterator

from roterfaden.deadlines.names import NAMES
from roterfaden.obligations import deadlines
from roterfaden.obligations.deadlines import Deadline
from roterfaden.obligations.states import Writing

MAKERS = {Deadline.__name__, "_of_law"}


def _codes() -> Iterator[str]:
    """The first argument wherever a deadline is made; one that names a letter, for both letters."""
    for node in ast.walk(ast.parse(inspect.getsource(deadlines))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in MAKERS:
            continue
        code = node.args[0]
        if isinstance(code, ast.Constant):
            yield str(code.value)
        elif isinstance(code, ast.JoinedStr):
            yield from (f"objection-{one}" for one in (Writing.DUTY, Writing.DECISION))


def test_each_deadline_has_a_name() -> None:
    assert set(_codes()) == set(NAMES)
