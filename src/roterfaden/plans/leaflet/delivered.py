"""The leaflet that comes with the product."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from roterfaden.plans.leaflet.model import Text

_SOURCE = Path(__file__).parent / "delivered.yaml"


@cache
def delivered() -> Text:
    """The first text, German and English; read once."""
    content: dict[str, Any] = yaml.safe_load(_SOURCE.read_text("utf-8"))
    dated_on = content["dated_on"]
    written_at = datetime.combine(dated_on, time(), UTC)
    return Text(content["rules"], dated_on, written_at, is_delivered=True)
