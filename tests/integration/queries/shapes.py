"""What a page asks the database, as shapes: statements without columns, values and lengths.

The shapes of each page are kept beside the tests. After a wanted change they are renewed by
``ROTERFADEN_RENEW_QUERIES=1 pytest tests/integration/queries`` and read before they are committed.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

FOLDER = Path(__file__).parent / "snapshots"
_CONTROL = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)\b")


@contextmanager
def queries() -> Iterator[list[str]]:
    """The shapes of all statements within, transaction control left out."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: Any, *args: Any) -> Any:
        if not _CONTROL.match(str(sql)):
            found.append(shape(str(sql)))
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield found


def shape(sql: str) -> str:
    """The statement as people compare it."""
    text = " ".join(sql.replace('"', "").split())
    text = re.sub(r"\(%s(, %s)+\)", "(%s)", text)
    text = re.sub(r"SELECT (?!EXISTS|COUNT|set_config)[^()]*? FROM", "SELECT … FROM", text)
    text = re.sub(r"(LIMIT|OFFSET) \d+", r"\1 n", text)
    text = re.sub(r"INSERT INTO (\w+) \(.*", r"INSERT INTO \1 …", text)
    return re.sub(r"SET .*? WHERE", "SET … WHERE", text)


def compare(name: str, found: list[str]) -> None:
    """Fail unless the page asks what its snapshot says, in this order."""
    path = FOLDER / f"{name}.sql"
    text = "".join(f"{line};\n" for line in found)
    if os.environ.get("ROTERFADEN_RENEW_QUERIES") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path.name} is another: see shapes.py"
