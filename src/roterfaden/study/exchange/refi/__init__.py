"""REFI-QDA: projects (``.qdpx``) and codebooks (``.qdc``) of other programs for content analysis.

The standard is that of the Rotterdam Exchange Format Initiative (qdasoftware.org), release 1.0 of
18 March 2019; its schema ``Project.xsd`` lies here under its MIT licence. A project is kept as a
whole: what this program does not know (pictures, links, graphs, variables) goes through unchanged.
"""

from roterfaden.study.exchange.refi.building import package_of
from roterfaden.study.exchange.refi.codebooks import (
    read_codebook,
    read_codes,
    write_codebook,
    write_codes,
)
from roterfaden.study.exchange.refi.contents import contents_of
from roterfaden.study.exchange.refi.model import (
    Code,
    CodeSet,
    Coding,
    Contents,
    Note,
    Selection,
    Source,
    User,
)
from roterfaden.study.exchange.refi.package import Package, read_package, write_package

__all__ = [
    "Code",
    "CodeSet",
    "Coding",
    "Contents",
    "Note",
    "Package",
    "Selection",
    "Source",
    "User",
    "contents_of",
    "package_of",
    "read_codebook",
    "read_codes",
    "read_package",
    "write_codebook",
    "write_codes",
    "write_package",
]
