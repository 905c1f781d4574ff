"""An invented population to practise on: people, plans, two coders; nobody in it exists.

Single and combined categories occur as often as in the field study's Tables 2, 4 and 6, a plan
exists as often as there (99 of 160), and the second coder errs now and then. How the three
dimensions hang together is not published; here they are independent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from roterfaden.study import codebook
from roterfaden.study.masks import MaskArray, mask_of
from roterfaden.study.writing import written

GAUGE = 99 / 160
"""The share of people with a plan in the field study (section 2.1)."""
SLIP = 0.02
"""How often the invented second coder sees a category otherwise."""
TYPES = tuple(f"{number}{letter}" for number in ("I", "II", "III") for letter in "abcde")
KINDS = ("gemeinsame Einrichtung", "zugelassener kommunaler Träger")
QUARTERS = ("2024/2", "2024/3", "2024/4", "2025/1", "2025/2")
BLOCK = 1 << 18

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Population:
    """People by number; for each dimension the masks of both coders, zero without a plan."""

    has_plan: Flags
    comparison_type: Places
    kind: Places
    quarter: Places
    first: Mapping[str, MaskArray]
    second: Mapping[str, MaskArray]

    @property
    def people(self) -> int:
        return len(self.has_plan)

    def of_plans(self) -> tuple[dict[str, MaskArray], dict[str, MaskArray]]:
        """The masks of those who have a plan."""
        return (
            {name: masks[self.has_plan] for name, masks in self.first.items()},
            {name: masks[self.has_plan] for name, masks in self.second.items()},
        )


def invent(people: int, seed: int, *, share: float = GAUGE) -> Population:
    """So many people; the same seed gives the same people for ever (PCG64)."""
    dice = np.random.Generator(np.random.PCG64(seed))
    has_plan = dice.random(people, dtype=np.float32) < share
    first, second = dict[str, MaskArray](), dict[str, MaskArray]()
    for name, (masks, weights) in weighted().items():
        drawn = _drawn(dice, masks, weights, people)
        drawn[~has_plan] = 0
        first[name] = drawn
        second[name] = _seen_otherwise(dice, drawn, name, has_plan)
    return Population(
        has_plan,
        dice.integers(0, len(TYPES), people, np.uint8),
        (dice.random(people, dtype=np.float32) < 0.25).astype(np.uint8),
        dice.integers(0, len(QUARTERS), people, np.uint8),
        first,
        second,
    )


def weighted() -> dict[str, tuple[MaskArray, npt.NDArray[np.float64]]]:
    """For each dimension the masks that occur and their share."""
    raw = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    book = codebook.delivered()[0]
    found = {}
    for name, rows in raw["dimensions"].items():
        order = book.dimension(name).order()
        weights = np.array([weight for _, weight in rows], np.float64)
        masks = np.array([mask_of(codes, order) for codes, _ in rows], np.uint8)
        found[name] = (masks, weights / weights.sum())
    return found


def _drawn(
    dice: np.random.Generator, masks: MaskArray, weights: npt.NDArray[np.float64], people: int
) -> MaskArray:
    bounds = np.cumsum(weights)[:-1].astype(np.float32)
    drawn: MaskArray = masks[
        np.searchsorted(bounds, dice.random(people, dtype=np.float32), "right")
    ]
    return drawn


def _seen_otherwise(
    dice: np.random.Generator, masks: MaskArray, name: str, has_plan: Flags
) -> MaskArray:
    """The same masks with one bit turned now and then."""
    bits = len(codebook.delivered()[0].dimension(name).order())
    slips = dice.random(len(masks), dtype=np.float32) < SLIP * bits
    turned = np.left_shift(np.uint8(1), dice.integers(0, bits, len(masks), np.uint8))
    seen: MaskArray = np.where(slips & has_plan, masks ^ turned, masks)
    return seen


def person(number: int) -> str:
    """The invented id of a person."""
    return f"P{number:08}"


def write(population: Population, folder: Path) -> Path:
    """``frame.csv``, ``has.csv``, ``population.parquet`` and ``codebook.yml`` in a new folder.

    The frame is the list to draw from, ``has.csv`` says who has a plan, the Parquet file holds one
    mask for each person, dimension and coder. Raises ``WrongData`` where the folder is not empty.
    """
    with written(folder) as part:
        part.mkdir()
        ids = _ids(population.people)
        _write_parquet(population, ids, part / "population.parquet")
        _write_lists(population, ids, part)
        book = codebook.write(codebook.delivered()[0])
        (part / "codebook.yml").write_text(book, "utf-8")
    return folder


def _ids(people: int) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = pc.utf8_lpad(
        pc.cast(pa.array(np.arange(people, dtype=np.int64)), pa.string()), 8, "0"
    )
    return pc.binary_join_element_wise("P", numbers, "")


def _named(places: Places, names: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int8)), pa.array(names))


def _write_parquet(population: Population, ids: Any, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {
        "id": ids,
        "comparison_type": _named(population.comparison_type, TYPES),
        "kind": _named(population.kind, KINDS),
        "quarter": _named(population.quarter, QUARTERS),
        "has_plan": pa.array(population.has_plan),
    }
    for name, masks in population.first.items():
        columns[f"{name}_a"] = pa.array(masks)
        columns[f"{name}_b"] = pa.array(population.second[name])
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=BLOCK)


def _write_lists(population: Population, ids: Any, folder: Path) -> None:
    import pyarrow as pa
    from pyarrow import csv

    how = csv.WriteOptions(quoting_style="needed")
    frame = pa.table(
        {
            "id": ids,
            "comparison_type": _named(population.comparison_type, TYPES).cast(pa.string()),
            "kind": _named(population.kind, KINDS).cast(pa.string()),
        }
    )
    csv.write_csv(frame, folder / "frame.csv", how)
    answers = _named(population.has_plan.astype(np.uint8), ("nein", "ja")).cast(pa.string())
    csv.write_csv(pa.table({"id": ids, "has": answers}), folder / "has.csv", how)


def long_rows(population: Population) -> dict[str, Any]:
    """The first coder's codings of all plans as long rows ``document_id, dimension, code``.

    A plan without a category has one row with an empty code, as in a coder's file.
    """
    import pyarrow as pa

    numbers = np.flatnonzero(population.has_plan).astype(np.int32)
    documents, codes, dimensions = list[Any](), list[Any](), list[Any]()
    for dimension in codebook.delivered()[0]:
        masks = population.first[dimension.id][population.has_plan]
        parts = [(masks >> place & 1 == 1, code) for place, code in enumerate(dimension.order())]
        for chosen, code in [*parts, (masks == 0, "")]:
            mine = numbers[chosen]
            documents.append(mine)
            codes.append(pa.DictionaryArray.from_arrays(np.zeros(len(mine), np.int8), [code]))
            dimensions.append(
                pa.DictionaryArray.from_arrays(np.zeros(len(mine), np.int8), [dimension.id])
            )
    return {
        "document_id": pa.array(np.concatenate(documents)),
        "dimension": pa.chunked_array(dimensions).cast(pa.string()),
        "code": pa.chunked_array(codes).cast(pa.string()),
    }
