"""Samples that anybody can draw again: frame, draw, walk, share."""

from roterfaden.study.sampling.drawing import ALGORITHM, Sample, draw
from roterfaden.study.sampling.frames import (
    Drawn,
    Frame,
    Member,
    read_frame,
    read_sample,
    write_sample,
)
from roterfaden.study.sampling.shares import Share, share_at_fixed_size, share_at_stop
from roterfaden.study.sampling.walking import Found, Walk, read_found, walk

__all__ = [
    "ALGORITHM",
    "Drawn",
    "Found",
    "Frame",
    "Member",
    "Sample",
    "Share",
    "Walk",
    "draw",
    "read_found",
    "read_frame",
    "read_sample",
    "share_at_fixed_size",
    "share_at_stop",
    "walk",
    "write_sample",
]
