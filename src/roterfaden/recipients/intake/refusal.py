"""A checked row that does not fit what is stored."""

from roterfaden.recipients.importing.fields import COLUMNS

COLUMN_OF = {column.field: name for name, column in COLUMNS.items()}
"""The name in the file of each field of a row."""


class RowRefused(Exception):
    """``column`` is the name in the file, ``reason`` a German clause with the way out."""

    def __init__(self, field: str, reason: str) -> None:
        self.column = COLUMN_OF.get(field, "")
        self.reason = f"{self.column} {reason}" if self.column else reason
        super().__init__(self.reason)
