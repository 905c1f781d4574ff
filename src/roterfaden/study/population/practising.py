"""A project to practise on: drawn from an invented population, coded by two invented people."""

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roterfaden.study import codebook, sampling, tabular, trail
from roterfaden.study.codebook import Category, Dimension
from roterfaden.study.masks import codes_of
from roterfaden.study.project.settings import Permission, Settings
from roterfaden.study.project.settings import write as write_settings
from roterfaden.study.tables import Disclosure
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

FILES = ("frame.csv", "has.csv", "population.parquet", "codebook.yml")
CODERS = ("codierende-a", "codierende-b")
BEGUN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
_QUARTER_BEGINS = {"1": "02-15", "2": "05-15", "3": "08-15", "4": "11-15"}
_CODING = ("document_id", "dimension", "code", "start", "end", "memo", "at")
_DECISIONS = ("document_id", "dimension", "codes", "decision", "why", "by", "at")


def write(population: Path, folder: Path, *, size: int, seed: int, stop: int) -> Path:
    """Draw, walk and fill a project folder from what ``demo-population`` wrote.

    Everything but the coding itself is done as in earnest: the sample can be drawn again, the trail
    followed, the report verified. Raises ``WrongData`` where the sample holds too few plans.
    """
    _check(population)
    frame = sampling.read_frame(population / "frame.csv", id_column="id")
    drawn = sampling.draw(frame, size=min(size, len(frame.members)), seed=seed)
    walked = _walk(population, drawn.drawn, stop)
    plans = _plans(population, [one.id for one in walked.found])
    settings = _settings(drawn, stop)
    with written(folder) as part:
        (part / "documents").mkdir(parents=True)
        (part / "codings").mkdir()
        shutil.copyfile(population / "frame.csv", part / "frame.csv")
        shutil.copyfile(population / "codebook.yml", part / "codebook.yml")
        sampling.write_sample(part / "sample.csv", drawn.drawn)
        _write_walk(part / "walk.csv", drawn.drawn[: walked.checked], walked)
        (part / "project.yml").write_text(write_settings(settings), "utf-8")
        _write_documents(part / "documents", plans)
        _write_codings(part, plans)
        _write_trail(part / "audit.jsonl", drawn, walked)
    return folder


def _check(population: Path) -> None:
    for name in FILES:
        if not (population / name).is_file():
            raise WrongData(
                "Die Datei gibt es nicht.",
                "Den Ordner angeben, den `roterfaden study demo-population` schrieb.",
                file=str(population / name),
            )


Plans = Mapping[str, Mapping[str, object]]
"""By document: the masks of both coders for each dimension, comparison type and quarter."""


def _walk(population: Path, drawn: tuple[sampling.Drawn, ...], stop: int) -> sampling.Walk:
    found = sampling.read_found(population / "has.csv", drawn)
    walked = sampling.walk(drawn, found.has, stop=stop)
    if not walked.stopped:
        raise WrongData(
            f"Unter {walked.checked} Gezogenen sind nur {len(walked.found)} mit Plan.",
            "Mehr ziehen (--size) oder früher aufhören (--stop).",
        )
    return walked


def _plans(population: Path, ids: list[str]) -> dict[str, dict[str, object]]:
    """What the population holds about these people, under running numbers as in the field study."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = population / "population.parquet"
    try:
        table = pq.read_table(path, filters=pc.field("id").isin(ids))
    except (pa.ArrowException, OSError) as error:
        raise WrongData(
            f"Die Datei ist nicht lesbar ({type(error).__name__}).",
            "Die Grundgesamtheit neu erfinden.",
            file=str(path),
        ) from None
    rows = {row["id"]: row for row in table.to_pylist()}
    return {f"{number:03}": rows[one] for number, one in enumerate(ids, 1)}


def _settings(drawn: sampling.Sample, stop: int) -> Settings:
    return Settings(
        title="Übung: erfundene Kooperationspläne",
        question="Welche Ziele und Schritte stehen in Kooperationsplänen?",
        purpose="Üben mit erfundenen Daten",
        permission=Permission(number="keine nötig, niemand darin existiert"),
        source="Eigene Auswertung erfundener Daten.",
        seed=drawn.seed,
        size=len(drawn.drawn),
        stop=stop,
        algorithm=drawn.algorithm,
        coders=CODERS,
        codebook=codebook.delivered()[0].version,
        min_count=2,
        disclosure=Disclosure(smallest=1),
    )


def _write_walk(path: Path, checked: tuple[sampling.Drawn, ...], walked: sampling.Walk) -> None:
    found = {one.id for one in walked.found}
    tabular.write(path, ("id", "has"), [(c.id, "ja" if c.id in found else "nein") for c in checked])


def _write_documents(folder: Path, plans: Plans) -> None:
    for name, plan in plans.items():
        rubrics = {
            rubric: [text]
            for dimension in codebook.delivered()[0]
            for rubric, text in _entries(dimension, _codes(dimension, plan, "a"))
        }
        year, quarter = str(plan["quarter"]).split("/")
        document = {
            "id": name,
            "kind": "plan",
            "rubrics": rubrics,
            "comparison_type": plan["comparison_type"],
            "jobcentre_kind": plan["kind"],
            "agreed_on": f"{year}-{_QUARTER_BEGINS[quarter]}",
        }
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")


def _entries(dimension: Dimension, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """What stands in the rubrics: of several goals the first is the goal, the rest interim."""
    texts = [_text(dimension.category(code)) for code in codes]
    if not texts:
        return []
    first, *others = dimension.rubrics
    if not others or len(texts) == 1:
        return [(first, ". ".join(texts))]
    return [(first, texts[0]), (others[0], ". ".join(texts[1:]))]


def _text(category: Category) -> str:
    return category.examples[0].text if category.examples else category.title


def _codes(dimension: Dimension, plan: Mapping[str, object], coder: str) -> tuple[str, ...]:
    mask = plan[f"{dimension.id}_{coder}"]
    return codes_of(int(str(mask)), dimension.order())


def _write_codings(folder: Path, plans: Plans) -> None:
    """Both coders' files, and every difference decided for the first."""
    rows: dict[str, list[tuple[str, ...]]] = {"a": [], "b": []}
    decisions = []
    for dimension in codebook.delivered()[0]:
        for number, (name, plan) in enumerate(plans.items()):
            both = {coder: _codes(dimension, plan, coder) for coder in rows}
            at = trail.moment(BEGUN + timedelta(days=7, minutes=number))
            for coder, codes in both.items():
                rows[coder] += [(name, dimension.id, c, "", "", "", at) for c in codes or ("",)]
            if both["a"] != both["b"]:
                why, by = "Erfundene Einigung", "Codierende A und B"
                chosen = "|".join(both["a"])
                decisions.append((name, dimension.id, chosen, "like_first", why, by, at))
    for coder, file in zip(rows, CODERS, strict=True):
        tabular.write(folder / "codings" / f"{file}.csv", _CODING, rows[coder])
    tabular.write(folder / "adjudication.csv", _DECISIONS, decisions)


def _write_trail(path: Path, drawn: sampling.Sample, walked: sampling.Walk) -> None:
    actions: list[tuple[str, dict[str, object]]] = [
        ("sample_drawn", {"size": len(drawn.drawn), "seed": drawn.seed, "of": drawn.frame_size}),
        ("walked", {"checked": walked.checked, "found": len(walked.found)}),
        ("coding_finished", {"coders": len(CODERS)}),
        ("differences_decided", {}),
    ]
    for day, (action, what) in enumerate(actions):
        trail.append(
            path, at=BEGUN + timedelta(days=7 * day), by="Leitung", action=action, what=what
        )
