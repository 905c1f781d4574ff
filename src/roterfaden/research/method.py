"""What the method of a study needs to know, with its defaults: counts, seeds, disclosure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Method:
    """Settings of a study; all appear in ``project.yml`` and in the method box of the report."""

    min_count: int = 1
    """Combinations seen in fewer documents are only counted below the table."""
    smallest: int = 3
    """Counts from 1 up to below this number do not leave the program."""
    complementary: int = 2
    resamples: int = 1000
    bootstrap_seed: int = 1
    suggestions: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


def method_of(settings: Mapping[str, Any]) -> Method:
    """The settings as stored; what is missing has its default, what is unknown is ignored."""
    known = {field.name for field in fields(Method)}
    return Method(**{name: value for name, value in settings.items() if name in known})
