"""Writes codebooks as YAML; reading what was written gives the same codebook."""

from typing import Any

import yaml

from roterfaden.study.codebook.model import Category, Codebook, Dimension
from roterfaden.study.codebook.reading import SCHEMA


def write(codebook: Codebook) -> str:
    """The codebook as YAML in the full form; what is empty is left out."""
    head = {
        "schema": SCHEMA,
        "id": codebook.id,
        "title": codebook.title,
        "version": codebook.version,
        "status": codebook.status,
        "language": codebook.language,
        "source": codebook.source,
        "licence": codebook.licence,
        "dimensions": [_dimension(one) for one in codebook.dimensions],
    }
    return yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=96)


def _dimension(dimension: Dimension) -> dict[str, Any]:
    wording = dimension.wording
    return _filled(
        {
            "id": dimension.id,
            "title": dimension.title,
            "unit": dimension.unit,
            "rubrics": list(dimension.rubrics),
            "multiple": dimension.multiple,
            "wording": wording
            and {
                "caption": wording.caption,
                "frequency": list(wording.frequency),
                "relations": list(wording.relations),
            },
            "categories": [_category(one) for one in dimension.categories],
        }
    )


def _category(category: Category) -> dict[str, Any]:
    return _filled(
        {
            "id": category.id,
            "title": category.title,
            "criteria": category.criteria,
            "examples": [
                _filled({"text": one.text, "source": one.source}) for one in category.examples
            ],
            "excludes": category.excludes,
            "parent": category.parent,
        }
    ) | {"residual": category.residual}


def _filled(parts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in parts.items() if value not in ("", [], None)}
