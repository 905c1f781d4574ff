"""Files of invented cases, the same for the same seed: for tests and benchmarks.

All people, streets and towns are invented; telephone numbers come from the range 040 66969 that is
kept free for fiction, mail addresses from the reserved domain example.org.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

COLUMNS = (
    "kundennummer",
    "nachname",
    "vorname",
    "geburtsdatum",
    "bg_nummer",
    "strasse",
    "plz",
    "ort",
    "telefon",
    "email",
    "sprache",
    "dolmetschen",
    "online_zustimmung",
    "geschuetzt",
    "team",
    "fachkraft",
    "beginn",
    "ende",
)

LAST_NAMES = (
    "Ahrenholt", "Birkenau", "Czerwonka", "Dahlbrück", "El-Amrani", "Fährmann", "Gräfenstein",
    "Haddad", "Ilicmann", "Jürgensböll", "Krügerhoff", "Lößnitz", "Müllenbach", "Nguyenova",
    "Özkaya", "Petersgård", "Quandtner", "Reuterbach", "Schönwälder", "Tkatschuk", "Uhlenbrock",
    "von der Lindau", "Weißmüller", "Yıldızhan", "Zöllnerow",
)  # fmt: skip
FIRST_NAMES = (
    "Aylin", "Björn", "Chiara", "Dariusz", "Eyüp", "Frauke", "Günther", "Hülya", "Ivana", "Jörg",
    "Käthe", "Leïla", "Marek", "Natalija", "Oleksandr", "Piotr", "Rosa", "Samira", "Thúy", "Uwe",
    "Veronika", "Walid", "Xenia", "Yusuf", "Zoë",
)  # fmt: skip
TOWNS = (
    ("00101", "Ahrenfeld"),
    ("00117", "Bad Nirgendwo"),
    ("00209", "Düsterbrück"),
    ("00311", "Kleinmöhren"),
    ("00433", "Oberlüß"),
)
STREETS = ("Amselstieg", "Bahnhofsallee", "Grüner Weg", "Kastanienstraße", "Zur Mühle")
LANGUAGES = ("de", "de", "de", "de", "ar", "uk", "tr", "fa", "ru", "pl")
LETTERS = "ABCDEFGHKLMNPRSTUVWXYZ"
FIRST_DAY = date(2023, 7, 1)

Cells = dict[str, str]


def _twice(cells: Cells, previous: Cells | None) -> None:
    if previous is None:
        cells["kundennummer"] = "zweimal"
    else:
        cells["kundennummer"] = previous["kundennummer"]


def _replacing(column: str, value: str) -> Callable[[Cells, Cells | None], None]:
    def spoil(cells: Cells, _previous: Cells | None) -> None:
        cells[column] = value

    return spoil


FAULTS: Mapping[str, Callable[[Cells, Cells | None], None]] = {
    "impossible birth date": _replacing("geburtsdatum", "31.02.1990"),
    "two-digit year": _replacing("geburtsdatum", "03.05.90"),
    "no name": _replacing("nachname", " "),
    "short number": _replacing("kundennummer", "12A123456"),
    "duplicate": _twice,
    "lost zero": _replacing("plz", "1067"),
    "unknown answer": _replacing("dolmetschen", "vielleicht"),
    "end before begin": _replacing("ende", "01.01.2005"),
    "control character": _replacing("vorname", "Ro\x07sa"),
    "no language": _replacing("sprache", "deutsch"),
}
"""What can go wrong with a row, by name; each fault makes exactly its row a reject."""


@dataclass(frozen=True)
class CsvCases:
    """A file, how many rows it has, and the physical lines of those that must be rejected."""

    content: bytes
    rows: int
    faulty_lines: tuple[int, ...]

    @property
    def good(self) -> int:
        """How many rows must be accepted."""
        return self.rows - len(self.faulty_lines)


def csv_cases(
    rows: int,
    *,
    seed: int = 1,
    faults: Mapping[int, str] | None = None,
    encoding: str = "utf-8",
    delimiter: str = ";",
    columns: Sequence[str] = COLUMNS,
) -> CsvCases:
    """Make a file of ``rows`` cases.

    ``faults`` maps row numbers (from 1) to names of ``FAULTS``. In ``cp1252`` letters that the
    character set lacks are replaced by plain ones.
    """
    dice = Random(seed)  # noqa: S311  invented people need no secrecy
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\r\n"
    )
    writer.writeheader()
    faulty: list[int] = []
    previous: Cells | None = None
    for number in range(1, rows + 1):
        cells = _case(dice, number)
        if faults and number in faults:
            FAULTS[faults[number]](cells, previous)
            faulty.append(number + 1)
        else:
            previous = cells
        writer.writerow(cells)
    content = _plain(text.getvalue(), encoding).encode(encoding)
    return CsvCases(content, rows, tuple(faulty))


def spread_faults(rows: int, count: int) -> dict[int, str]:
    """``count`` faults of all kinds, spread evenly over the rows."""
    kinds = tuple(FAULTS)
    step = rows // count
    return {(index + 1) * step: kinds[index % len(kinds)] for index in range(count)}


def _case(dice: Random, number: int) -> Cells:
    postcode, town = dice.choice(TOWNS)
    first_name, last_name = dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)
    born_on = date(1960, 1, 1) + timedelta(days=dice.randrange(17_000))
    begins_on = FIRST_DAY + timedelta(days=dice.randrange(1_000))
    return {
        "kundennummer": _kundennummer(number),
        "nachname": last_name,
        "vorname": first_name,
        "geburtsdatum": _german(born_on),
        "bg_nummer": f"99999//{number // 2:07}",
        "strasse": f"{dice.choice(STREETS)} {dice.randrange(1, 120)}",
        "plz": postcode,
        "ort": town,
        "telefon": f"040 66969-{dice.randrange(1000):03}",
        "email": f"person{number}@example.org" if dice.random() < 0.6 else "",
        "sprache": dice.choice(LANGUAGES),
        "dolmetschen": _yes_or_no(dice, 0.1),
        "online_zustimmung": _yes_or_no(dice, 0.5),
        "geschuetzt": "nein",
        "team": dice.choice(("Team Nord", "Team Süd", "U25")),
        "fachkraft": "",
        "beginn": begins_on.isoformat(),
        "ende": "",
    }


def _kundennummer(number: int) -> str:
    rest, serial = divmod(number, 1_000_000)
    block, letter = divmod(rest, len(LETTERS))
    return f"{100 + block:03}{LETTERS[letter]}{serial:06}"


def _german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _yes_or_no(dice: Random, share: float) -> str:
    return "ja" if dice.random() < share else "nein"


def _plain(text: str, encoding: str) -> str:
    if encoding != "cp1252":
        return text
    return text.translate(str.maketrans("ıİğşŞ", "iIgsS"))
