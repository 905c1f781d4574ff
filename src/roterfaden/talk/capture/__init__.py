"""Capture in one line: what was said in a talk, read as entries of a plan.

Pure: no framework, no database, no clock. Own small grammar for German days and rhythms
(``docs/adr/0018-capture-in-one-line.md``); what is not certain is named, never guessed silently.
"""

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.model import Captured, Kind, Owner
from roterfaden.talk.capture.reading import parts_of, read, read_as
from roterfaden.talk.capture.when import When, read_when

__all__ = [
    "Captured",
    "Doubt",
    "Kind",
    "Owner",
    "Part",
    "When",
    "Why",
    "parts_of",
    "read",
    "read_as",
    "read_when",
]
