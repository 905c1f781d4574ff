"""Tables from files that people send: bytes to records, header to columns, cells to values.

Pure: no database, no settings. Cases, staff and text blocks are read with it; each of them says
its columns, and what contradicts what.
"""

from roterfaden.core.tables.columns import Column, Fault, clean
from roterfaden.core.tables.header import Header, Layout, read_header
from roterfaden.core.tables.rejects import Reject, harmless, write_rejects
from roterfaden.core.tables.rows import Table
from roterfaden.core.tables.source import FileProblem, Record

__all__ = [
    "Column",
    "Fault",
    "FileProblem",
    "Header",
    "Layout",
    "Record",
    "Reject",
    "Table",
    "clean",
    "harmless",
    "read_header",
    "write_rejects",
]
