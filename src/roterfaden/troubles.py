"""Troubles of operation: what went wrong and the way out, in words for whoever runs the program."""


class Trouble(Exception):
    """Something around the program is not as it must be.

    ``cause`` and ``way_out`` are German sentences; the command line prints them as
    ``Fehler:`` and ``Abhilfe:``, never shows a traceback for them and ends with ``exit_code``.
    """

    exit_code = 1

    def __init__(self, cause: str, way_out: str) -> None:
        super().__init__(f"{cause} Abhilfe: {way_out}")
        self.cause = cause
        self.way_out = way_out
