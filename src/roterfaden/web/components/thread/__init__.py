"""The thread history: a case's events laid out on one line, as pure geometry.

The picture is drawn by the server in natural size, so that its text never shrinks. Ring with
number: version of the plan; double ring: it stayed as it was; wave: a step back; dot: talk; small
open dot: missed; loop: goal reached; thick ring: now; dashed: ahead. Many talks and years long past
are told as one, and where it would still get crowded, the oldest events are drawn together.
"""

from roterfaden.web.components.thread.drawing import drawn
from roterfaden.web.components.thread.events import REACH, Kind, ThreadEvent, legend
from roterfaden.web.components.thread.grouping import grouped
from roterfaden.web.components.thread.layout import Mark, Picture, lay_out
from roterfaden.web.components.thread.words import Label

__all__ = [
    "REACH",
    "Kind",
    "Label",
    "Mark",
    "Picture",
    "ThreadEvent",
    "drawn",
    "grouped",
    "lay_out",
    "legend",
]
