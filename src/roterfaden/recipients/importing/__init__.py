"""Cases from a CSV file: reading and checking, before anything is stored.

Pure: no database, no settings. ``read`` gives checked rows and rejects one by one;
``write_rejects`` writes what was turned down, with the reason.
"""

from roterfaden.core.tables import FileProblem, Reject, write_rejects
from roterfaden.recipients.importing.fields import CaseRow
from roterfaden.recipients.importing.reader import Reading, read

__all__ = ["CaseRow", "FileProblem", "Reading", "Reject", "read", "write_rejects"]
