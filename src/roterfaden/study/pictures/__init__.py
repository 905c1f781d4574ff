"""Pictures of the tables as SVG and PNG: accessible, small, the same every time.

Each picture has a title, a description with all its numbers, and its table beside it; colour never
says anything alone.
"""

from roterfaden.study.pictures.canvas import plain
from roterfaden.study.pictures.charts import (
    Estimated,
    Picture,
    bars,
    change,
    forest,
    together,
    upset,
)
from roterfaden.study.pictures.raster import as_png

__all__ = [
    "Estimated",
    "Picture",
    "as_png",
    "bars",
    "change",
    "forest",
    "plain",
    "together",
    "upset",
]
