"""``roterfaden study pseudonymise``, ``key`` and ``benchmark-pseudonyms``."""

from __future__ import annotations

import csv
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.cli.study.noting import noted
from roterfaden.cli.study.sampling import FORMAT
from roterfaden.study.troubles import WrongData

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roterfaden.study.pseudonyms import Mapping
    from roterfaden.study.pseudonyms.measuring import Found, Measured

FROM_ENVIRONMENT = "ROTERFADEN_KEY_PASSPHRASE"


@click.command()
@click.argument("folder", metavar="IN/", type=click.Path(path_type=Path))
@click.option(
    "--names",
    required=True,
    metavar="FILE.csv",
    type=click.Path(path_type=Path),
    help="Was das Amt von den Personen weiß, eine Zeile je Person.",
)
@click.option(
    "--out", required=True, metavar="OUT/", type=click.Path(path_type=Path), help="Neuer Ordner."
)
@click.option(
    "--key",
    required=True,
    metavar="KEYFILE",
    type=click.Path(path_type=Path),
    help="Neue, verschlüsselte Datei mit der Zuordnung; nicht in OUT/.",
)
@click.option("--purpose", default="", help="Zweck des Vorhabens (§ 75 SGB X).")
@click.option("--permission", default="", help="Nummer der Genehmigung.")
@click.option(
    "--delete-on",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
    metavar="TT.MM.JJJJ",
    help="Tag, an dem die Schlüsseldatei zu löschen ist.",
)
@FORMAT
def pseudonymise(
    folder: Path,
    names: Path,
    out: Path,
    key: Path,
    purpose: str,
    permission: str,
    delete_on: datetime | None,
    form: str,
) -> None:
    """Ersetzt in allen Texten von IN/ (txt, json, docx) Namen und Kennzeichen: [Name], [Datum].

    Zuerst wird ersetzt, was in FILE.csv steht, auch gebeugt und verschrieben; dann, was die Form
    eines Kennzeichens hat. Was danach noch ein Name sein könnte, steht in OUT/flags.csv: Sehen Sie
    diese Stellen an, bevor Sie die Texte weitergeben. Kein Verfahren findet alles.

    FILE.csv: Spalten wie vorname, nachname, name, strasse, plz, ort, kundennummer, telefon, email;
    mit document_id (Dateiname ohne Endung) gilt eine Zeile nur für dieses Dokument.

    Das Kennwort der Schlüsseldatei kommt aus ROTERFADEN_KEY_PASSPHRASE. Fehlt es, wird eines
    erzeugt und einmal auf der Fehlerausgabe gezeigt.
    """
    from roterfaden.study import pseudonyms

    _keep_apart(key, folder, out)
    pseudonyms.refuse_existing(key)
    record = pseudonyms.read_record(names)
    done = pseudonyms.pseudonymise_folder(folder, record)
    passphrase = _passphrase() or pseudonyms.new_passphrase()
    day = delete_on.date() if delete_on else None
    because = pseudonyms.Purpose(purpose, permission, day)
    replaced = sum(len(one.originals) for one in done.mappings())
    facts = {"documents": len(done.documents), "replaced": replaced, "flagged": done.flagged}
    with noted(out, "documents_pseudonymised", facts), pseudonyms.writing_folder(done, out):
        pseudonyms.write_key(key, done.mappings(), passphrase=passphrase, purpose=because)
    if done.absent:
        click.echo(f"{names} nennt Dokumente, die es nicht gibt: {_shortly(done.absent)}", err=True)
    if not _passphrase():
        click.echo(f"Kennwort der Schlüsseldatei, nur jetzt zu sehen: {passphrase}", err=True)
    if form == "json":
        click.echo(json.dumps(facts | {"out": str(out), "key": str(key)}, ensure_ascii=False))
    else:
        click.echo(
            f"{out}: {facts['documents']} Dokumente, {replaced} verschiedene Angaben ersetzt, "
            f"{done.flagged} Stellen zum Ansehen in flags.csv"
        )


@click.command()
@click.argument("keyfile", metavar="KEYFILE", type=click.Path(path_type=Path))
@click.option("--delete", is_flag=True, help="Überschreibt und löscht die Datei, ohne Kennwort.")
def key(keyfile: Path, *, delete: bool) -> None:
    """Gibt die Zuordnung einer Schlüsseldatei als CSV aus, oder löscht sie zum Ende des Vorhabens.

    Das Kennwort kommt aus ROTERFADEN_KEY_PASSPHRASE oder wird gefragt. Bis wann und wozu es die
    Datei gibt, steht unverschlüsselt in ihr. Kopien und Sicherungen löschen Sie selbst.
    """
    from roterfaden.study import pseudonyms

    because = pseudonyms.read_purpose(keyfile)
    if delete:
        with noted(keyfile, "key_deleted", {"file": keyfile.name, **because.header()}):
            pseudonyms.delete_key(keyfile)
        click.echo(f"{keyfile} ist gelöscht; Kopien und Sicherungen erreicht das nicht.")
        return
    if because.delete_on and because.delete_on < datetime.now(UTC).date():
        click.echo(f"Diese Datei war bis {because.delete_on:%d.%m.%Y} zu löschen.", err=True)
    passphrase = _passphrase() or click.prompt("Kennwort", hide_input=True, err=True)
    _print(pseudonyms.read_key(keyfile, passphrase=passphrase))


def _shortly(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" und {len(names) - most} weitere" * (len(names) > most))


def _passphrase() -> str | None:
    return os.environ.get(FROM_ENVIRONMENT)


def _print(mappings: Iterable[Mapping]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("document_id", "source", "placeholder", "original"))
    for one in mappings:
        for original in one.originals or ("",):
            writer.writerow((one.document, one.source, one.placeholder, original))


@click.command(name="benchmark-pseudonyms")
@click.option("--documents", default=500, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True, type=int)
@FORMAT
def benchmark(documents: int, seed: int, form: str) -> None:
    """Misst an erfundenen Texten, was gefunden und was zu viel entfernt wird."""
    from roterfaden.study.pseudonyms.measuring import measure

    measured = measure(documents, seed=seed)
    if form == "json":
        click.echo(json.dumps(_facts(measured), ensure_ascii=False))
    else:
        click.echo(_told(measured))


def _keep_apart(keyfile: Path, folder: Path, out: Path) -> None:
    place = keyfile.resolve()
    if folder.resolve() in out.resolve().parents:
        raise WrongData(
            "Ohne Namen läge hier mitten unter mit Namen.",
            "Einen Ort außerhalb von IN/ wählen.",
            file=str(out),
        )
    for one in (folder.resolve(), out.resolve()):
        if one == place or one in place.parents:
            raise WrongData(
                "Der Schlüssel läge bei den Texten, die er schützen soll.",
                "Einen Ort außerhalb von IN/ und OUT/ wählen.",
                file=str(keyfile),
            )


def _facts(measured: Measured) -> dict[str, object]:
    return {
        "documents": measured.documents,
        "seed": measured.seed,
        "recall": _found(measured.all),
        "recall_known": _found(measured.known),
        "recall_unknown": _found(measured.unknown),
        "by_form": {form: _found(found) for form, found in measured.by_form.items()},
        "over_removal": {
            "value": measured.over_removal,
            "words": measured.harmless_words,
            "removed": measured.harmless_removed,
            "examples": measured.removed_examples,
        },
        "harmless_flagged": measured.harmless_flagged,
        "missed_examples": measured.missed_examples,
    }


def _found(found: Found) -> dict[str, object]:
    return {
        "value": found.recall,
        "ci95": found.ci95,
        "there": found.there,
        "removed": found.removed,
        "flagged": found.flagged,
    }


def _told(measured: Measured) -> str:
    rows = [
        ("dem Amt bekannt", measured.known),
        ("dem Amt unbekannt", measured.unknown),
        *((f"  {form}", found) for form, found in measured.by_form.items()),
    ]
    lines = [f"{measured.documents} erfundene Dokumente, seed {measured.seed}", ""]
    lines.append(f"{'':22}{'Stellen':>8}{'entfernt':>10}{'Anteil':>9}  {'95 %':13}{'markiert':>9}")
    lines += [_line(name, found) for name, found in rows]
    over = measured.over_removal or 0.0
    lines += [
        "",
        f"Zu viel entfernt: {_percent(over, 2)} der {measured.harmless_words} harmlosen Wörter",
        f"  etwa {', '.join(measured.removed_examples[:6])}",
        f"Harmloses markiert: {measured.harmless_flagged} Wörter",
        f"Weder entfernt noch markiert, etwa: {'; '.join(measured.missed_examples[:6])}",
        "",
        "Erfundene Texte sind leichter als echte: Lesen Sie eine Stichprobe gegen.",
    ]
    return "\n".join(lines)


def _line(name: str, found: Found) -> str:
    low, high = found.ci95 or (0.0, 1.0)
    interval = f"{_percent(low)}–{_percent(high)}"
    share = _percent(found.recall or 0.0)
    return f"{name:22}{found.there:8}{found.removed:10}{share:>9}  {interval:13}{found.flagged:9}"


def _percent(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %".replace(".", ",")
