"""``roterfaden study convert``: from any kind of file to any other that can hold it."""

import json
from pathlib import Path

import click

from roterfaden.cli.study.noting import noted, project_of
from roterfaden.cli.study.sampling import FORMAT


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@FORMAT
def convert(source: Path, target: Path, form: str) -> None:
    """Wandelt IN in OUT um; was gemeint ist, sagen die Endungen.

    \b
    Projekt:         .qdpx (REFI-QDA) oder ein Ordner mit codebook.yml, documents/, codings/
                     nach .qdpx, Ordner, .csv (alle Codierungen), .xlsx (Codematrix), .qdc, .yml
    Kategorien:      .qdc (REFI-QDA) oder .yml, eines ins andere
    Pläne:           .csv, .xlsx, .txt, .docx, .json, .pdf oder ein Ordner davon
                     nach .csv, .xlsx, .json, .txt, .docx, .qdpx oder Ordner
    Transkript:      .txt oder .docx, je Zeile NAME: Worte; nach .json, .txt, .docx, .qdpx
    Codematrix:      .csv oder .xlsx wie in MAXQDA nach document_id,code
    Codierungen:     document_id,code nach Codematrix

    PDF-Dateien dieses Programms werden aus ihren Daten gelesen, andere nach den sechs
    Überschriften des Kooperationsplans getrennt.
    """
    from roterfaden.study.exchange.converting import convert as converted

    if project_of(source):
        place, action, what = source, "exported", {"from": source.name, "to": target.name}
    else:
        place, action, what = target, "imported", {"from": source.name, "to": target.name}
    with noted(place, action, what):
        done = converted(source, target)
    if form == "json":
        facts = {"out": str(target), "what": done.what, "number": done.number}
        click.echo(json.dumps(facts | {"left_out": done.left_out}, ensure_ascii=False))
        return
    click.echo(f"{target}: {done.number} {done.what}")
    for one in done.left_out:
        click.echo(f"  Nicht in {target.name}: {one}")
