"""``roterfaden study sample`` and ``walk``: who is drawn, and how many have a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roterfaden.cli.study.noting import noted

if TYPE_CHECKING:
    from roterfaden.study import sampling

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form der Ausgabe: für Menschen oder für Programme.",
)


@click.command()
@click.argument("frame", metavar="FRAME.csv", type=click.Path(path_type=Path))
@click.option("--id", "id_column", required=True, metavar="COL", help="Spalte mit der Kennung.")
@click.option("--size", required=True, type=click.IntRange(min=1), help="Wie viele gezogen werden.")
@click.option("--seed", required=True, type=int, help="Die Zahl, mit der sich alles wiederholt.")
@click.option(
    "--strata",
    metavar="COL",
    help="Spalte mit der Schicht, etwa dem Vergleichstyp; A,B kreuzt zwei.",
)
@click.option(
    "--allocation",
    metavar="A=10,B=20",
    help="Feste Größe je Schicht; ohne Angabe nach Anteil.",
)
@click.option(
    "--protected", metavar="COL", help="Spalte ja/nein: geschützte Fälle bleiben draußen."
)
@click.option(
    "--with-protected",
    is_flag=True,
    help="Nimmt geschützte Fälle mit; nur, wenn die Genehmigung sie umfasst.",
)
@click.option(
    "--out", required=True, metavar="S.csv", type=click.Path(path_type=Path), help="Die Stichprobe."
)
@FORMAT
def sample(
    frame: Path,
    id_column: str,
    size: int,
    seed: int,
    strata: str | None,
    allocation: str | None,
    protected: str | None,
    out: Path,
    form: str,
    *,
    with_protected: bool,
) -> None:
    """Zieht eine Zufallsstichprobe aus FRAME.csv (oder .parquet) in S.csv: draw,id[,stratum].

    Gleiche Kennungen und gleicher seed ergeben immer dieselbe Ziehung, in welcher Reihenfolge auch
    immer die Datei steht; eine größere Stichprobe beginnt mit der kleineren.
    """
    from roterfaden.study import sampling
    from roterfaden.study.writing import refuse_same

    refuse_same(frame, out)
    members = sampling.read_frame(
        frame,
        id_column=id_column,
        strata_column=strata,
        protected_column=protected,
        with_protected=with_protected,
    )
    shares = _shares(allocation, strata) if allocation else None
    drawn = sampling.draw(members, size=size, seed=seed, allocation=shares)
    facts = _facts(drawn, members.left_out)
    with noted(out, "sample_drawn", facts):
        sampling.write_sample(out, drawn.drawn)
    if form == "json":
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(f"{out}: {size} von {drawn.frame_size} gezogen, seed {seed}, {drawn.algorithm}")
    for stratum, count in drawn.strata.items():
        click.echo(f"  {stratum}: {drawn.allocation[stratum]} von {count}")
    if members.left_out:
        click.echo(f"  Geschützte Fälle, nicht in der Auswahl: {members.left_out}")


@click.command()
@click.argument("drawn", metavar="S.csv", type=click.Path(path_type=Path))
@click.option(
    "--has",
    required=True,
    metavar="FILE.csv",
    type=click.Path(path_type=Path),
    help="Kennungen mit Plan (Spalte id), oder id und has mit ja und nein.",
)
@click.option("--stop", type=click.IntRange(min=1), help="Bei so vielen Plänen ist Schluss.")
@FORMAT
def walk(drawn: Path, has: Path, stop: int | None, form: str) -> None:
    """Geht S.csv in gezogener Reihenfolge ab, bis genug Pläne da sind, und schätzt den Anteil.

    Wer beim n-ten Plan aufhört, schätzt mit (n-1)/(N-1); das Intervall ist exakt.
    """
    from roterfaden.study import sampling

    listed = sampling.read_sample(drawn)
    found = sampling.read_found(has, listed)
    result = sampling.walk(listed, found.has, stop=stop)
    if form == "json":
        click.echo(json.dumps(_walked(result, found.not_drawn), ensure_ascii=False))
        return
    click.echo(_told(result))
    if found.not_drawn:
        click.echo(f"{found.not_drawn} Kennungen aus {has} wurden nicht gezogen und zählen nicht.")


def _shares(allocation: str, strata: str | None) -> dict[str, int]:
    if not strata:
        raise click.BadParameter("verlangt --strata.", param_hint="--allocation")
    from roterfaden.study import tabular

    shares: dict[str, int] = {}
    for one in allocation.split(","):
        name, _, said = one.rpartition("=")
        number, name = tabular.whole(said.strip()), name.strip()
        if not name or number is None or name in shares:
            why = "steht doppelt." if name in shares else "hat nicht die Form A=10."
            raise click.BadParameter(f"„{one}“ {why}", param_hint="--allocation")
        shares[name] = number
    return shares


def _facts(drawn: sampling.Sample, left_out: int) -> dict[str, object]:
    return {
        "drawn": len(drawn.drawn),
        "frame": drawn.frame_size,
        "protected_left_out": left_out,
        "seed": drawn.seed,
        "algorithm": drawn.algorithm,
        "frame_sha256": drawn.fingerprint,
        "strata": {
            name: {"frame": count, "drawn": drawn.allocation[name]}
            for name, count in drawn.strata.items()
        },
    }


def _walked(result: sampling.Walk, not_drawn: int) -> dict[str, object]:
    share = result.share
    return {
        "checked": result.checked,
        "found": len(result.found),
        "share": share.value,
        "ci95": list(share.ci95) if share.ci95 else None,
        "stopped": result.stopped,
        "next": result.unchecked,
        "not_drawn": not_drawn,
        "method": share.method,
        "why": share.why,
    }


def _told(result: sampling.Walk) -> str:
    lines = [f"{result.checked} geprüft, {len(result.found)} mit Plan"]
    share = result.share
    if share.value is None or share.ci95 is None:
        lines.append(share.why or "")
    else:
        low, high = (_percent(bound) for bound in share.ci95)
        lines.append(f"Anteil {_percent(share.value)} (95-%-Intervall {low} bis {high})")
    if result.unchecked:
        lines.append(f"Als Nächstes zu prüfen: {result.unchecked}")
    elif not result.stopped:
        lines.append("Die Liste ist zu Ende.")
    return "\n".join(lines)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")
