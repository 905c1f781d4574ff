"""The record: what the office knows of the people whose documents these are.

A CSV file with one row per person. ``document_id`` (the name of the file without its ending) ties
a row to one document; without it the row holds for all, as for staff. Columns in German or English
as listed in ``COLUMNS``; or ``kind,value`` with one fact a row; or a single column of names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from roterfaden.study import tabular
from roterfaden.study.pseudonyms.spans import Kind
from roterfaden.study.troubles import WrongData

COLUMNS: dict[str, Kind] = {
    **dict.fromkeys(
        (
            *("name", "names", "full_name", "first_name", "last_name", "staff", "staff_name"),
            *("vorname", "nachname", "geburtsname", "familienname", "firstname", "lastname"),
            *("mitarbeiter", "mitarbeiterin", "fachkraft", "ansprechpartner", "ansprechpartnerin"),
            *("contact", "counsellor", "surname", "given_name", "family_name", "namen", "person"),
        ),
        Kind.NAME,
    ),
    **dict.fromkeys(
        ("street", "strasse", "straße", "address", "adresse", "anschrift"), Kind.ADDRESS
    ),
    **dict.fromkeys(
        ("city", "ort", "town", "wohnort", "place", "postcode", "plz", "zip"), Kind.PLACE
    ),
    **dict.fromkeys(
        ("kundennummer", "customer_number", "kundennr", "kunden_nr", "customer"), Kind.CUSTOMER
    ),
    **dict.fromkeys(("bg_nummer", "bg-nummer", "bgnummer", "household"), Kind.HOUSEHOLD),
    **dict.fromkeys(("phone", "telefon", "mobile", "mobil", "handy", "telefonnummer"), Kind.PHONE),
    **dict.fromkeys(("email", "e-mail", "e_mail", "mail"), Kind.EMAIL),
    **dict.fromkeys(("iban", "account", "konto"), Kind.ACCOUNT),
    **dict.fromkeys(("date_of_birth", "geburtsdatum", "geburtstag", "birthday"), Kind.DATE),
    **dict.fromkeys(("other", "sonstiges", "angabe"), Kind.OTHER),
}
KIND_COLUMNS, VALUE_COLUMNS = ("kind", "type", "art", "typ"), ("value", "wert")
DOCUMENT_COLUMNS = ("document_id", "document", "dokument", "file", "datei")


@dataclass(frozen=True)
class Fact:
    """One known value; facts of one person share ``person``."""

    kind: Kind
    value: str
    person: str


@dataclass(frozen=True)
class Record:
    """Known facts by document; those under None hold for all documents."""

    facts: dict[str | None, tuple[Fact, ...]]

    def of(self, *document_ids: str) -> tuple[Fact, ...]:
        """Give what is known for a document of any of these names, its own people first."""
        own = [fact for one in document_ids for fact in self.facts.get(one, ())]
        return (*own, *self.facts.get(None, ()))


def read_record(path: Path) -> Record:
    """Read a names file; raises WrongData where no column is known or nothing stands in it."""
    table = tabular.read(path)
    facts: dict[str | None, list[Fact]] = {}
    for person, document_id, kind, value in _facts(table):
        if len(value) > 1:
            facts.setdefault(document_id or None, []).append(Fact(kind, value, person))
    if not facts:
        raise WrongData("Kein Name steht in der Datei.", "Eine Zeile je Person.", file=str(path))
    return Record({document_id: tuple(known) for document_id, known in facts.items()})


def _facts(table: tabular.Table) -> Iterator[tuple[str, str, Kind, str]]:
    by_name = {column.casefold(): column for column in table.header}
    document = next((by_name[one] for one in DOCUMENT_COLUMNS if one in by_name), None)
    kind = next((by_name[one] for one in KIND_COLUMNS if one in by_name), None)
    value = next((by_name[one] for one in VALUE_COLUMNS if one in by_name), None)
    if kind and value:
        yield from _long_facts(table, document, kind, value)
        return
    known = [(column, COLUMNS[name]) for name, column in by_name.items() if name in COLUMNS]
    if not known and len(table.header) == 1:
        known = [(table.header[0], Kind.NAME)]
        yield "1", "", Kind.NAME, table.header[0]
    if not known:
        raise WrongData(
            f"Keine Spalte ist bekannt. Vorhanden: {', '.join(table.header)}.",
            "Spalten wie vorname, nachname, name, strasse, plz, ort, kundennummer, telefon nennen.",
            file=table.name,
            line=1,
        )
    yield from _wide_facts(table, document, known)


def _wide_facts(
    table: tabular.Table, document: str | None, known: Sequence[tuple[str, Kind]]
) -> Iterator[tuple[str, str, Kind, str]]:
    columns = [column for column, _ in known]
    for line, values in table.rows(*columns, *([document] if document else [])):
        for (_, kind), value in zip(known, values, strict=False):
            yield str(line), values[-1] if document else "", kind, value


def _long_facts(
    table: tabular.Table, document: str | None, kind_column: str, value_column: str
) -> Iterator[tuple[str, str, Kind, str]]:
    columns = [kind_column, value_column, *([document] if document else [])]
    for line, values in table.rows(*columns):
        kind = COLUMNS.get(values[0].casefold())
        if kind is None:
            raise WrongData(
                f"Die Art „{values[0]}“ ist unbekannt.",
                f"Möglich sind {', '.join(sorted(COLUMNS))}.",
                file=table.name,
                line=line,
            )
        yield str(line), values[2] if document else "", kind, values[1]
