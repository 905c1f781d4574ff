"""What is wrong with data of a study: the file, the line and the way out."""

from roterfaden.troubles import Trouble


class WrongData(Trouble):
    """Data cannot be used as they are; nothing was taken over and nothing written.

    ``place`` names the file and, where there is one, the line or the element.
    """

    exit_code = 2

    def __init__(
        self, cause: str, way_out: str, *, file: str = "", line: int | None = None
    ) -> None:
        self.file, self.line = file, line
        self.place = f"{file}, Zeile {line}" if file and line else file
        super().__init__(f"{self.place}: {cause}" if self.place else cause, way_out)
