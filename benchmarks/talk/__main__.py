"""``make bench-talk``: the table of all tasks; ends with 1 when a bar was missed."""

import sys

from benchmarks.talk.measuring import measured
from benchmarks.talk.report import table

found = measured()
print(table(found))
sys.exit(not all(one.is_met for one in found))
