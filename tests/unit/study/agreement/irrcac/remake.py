"""Remake ``figures.json``: what irrCAC says about some tables of ratings.

irrCAC needs NumPy before 2 and rounds to five digits, so it gets an environment of its own and its
figures are stored. Run from the root of the repository:

    python3 -m venv var/irrcac && var/irrcac/bin/pip install --only-binary :all: 'irrCAC==0.4.4'
    var/irrcac/bin/python tests/unit/study/agreement/irrcac/remake.py
"""

import json
import random
from importlib.metadata import version
from pathlib import Path
from typing import Any

METHODS = {
    "fleiss_kappa": "fleiss",
    "brennan_prediger": "bp",
    "gwet_ac1": "gwet",
    "krippendorff_alpha": "krippendorff",
}
DIGITS = 12


def tables() -> dict[str, dict[str, Any]]:
    """Ratings by name: those that come with irrCAC, and drawn ones with what peers trip over."""
    from irrCAC import datasets  # type: ignore[import-not-found]

    shipped = {
        "raw_4raters": datasets.raw_4raters(),
        "raw_5observers": datasets.raw_5observers(),
    }
    found: dict[str, dict[str, Any]] = {
        name: {"coders": [_listed(frame[column]) for column in frame.columns]}
        for name, frame in shipped.items()
    }
    found["two coders, complete"] = {"coders": _drawn(1, coders=2, units=40, values=4)}
    found["two coders, rare value"] = {
        "coders": _drawn(2, coders=2, units=120, values=2, rare=0.05)
    }
    found["three coders, half missing"] = {
        "coders": _drawn(3, coders=3, units=60, values=3, missing=0.5)
    }
    found["five coders, two values never seen"] = {
        "coders": _drawn(4, coders=5, units=25, values=4, missing=0.1),
        "categories": ["0", "1", "2", "3", "4", "5"],
    }
    return found


def _listed(column: Any) -> list[str | None]:
    return [None if value != value else str(int(value)) for value in column]


def _drawn(
    seed: int, *, coders: int, units: int, values: int, missing: float = 0, rare: float = 0
) -> list[list[str | None]]:
    dice = random.Random(seed)  # noqa: S311  the same ratings each time
    truth = [(int(dice.random() < rare) if rare else dice.randrange(values)) for _ in range(units)]
    return [
        [
            None
            if dice.random() < missing
            else str(one if dice.random() < 0.75 else dice.randrange(values))
            for one in truth
        ]
        for _ in range(coders)
    ]


def figures(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Value and interval of each method; Cohen's kappa for two complete coders."""
    import pandas as pd
    from irrCAC.raw import CAC  # type: ignore[import-not-found]

    columns = {f"coder {at}": values for at, values in enumerate(table["coders"])}
    ratings = pd.DataFrame(columns).dropna(how="all")
    coefficients = CAC(ratings, categories=table.get("categories"), digits=DIGITS)
    methods = dict(METHODS)
    if len(columns) == 2 and not ratings.isna().any().any():
        methods["cohen_kappa"] = "conger"
    found = {}
    for name, method in methods.items():
        estimate = getattr(coefficients, method)()["est"]
        low, high = estimate["confidence_interval"]
        found[name] = {
            "value": float(estimate["coefficient_value"]),
            "interval": [float(low), float(high)],
        }
    return found


def main() -> None:
    cases = [
        {
            "name": name,
            "coders": [" ".join(one or "." for one in ratings) for ratings in table["coders"]],
            "categories": table.get("categories"),
            "figures": figures(table),
        }
        for name, table in tables().items()
    ]
    stored = {"made_with": f"irrCAC {version('irrCAC')}", "cases": cases}
    path = Path(__file__).with_name("figures.json")
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
