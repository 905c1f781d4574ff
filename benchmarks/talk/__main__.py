"""``make bench-talk``: the table of all tasks; ends with 1 when a bar was missed."""

import sys

from benchmarks.talk.measuring import measured, table

found = measured()
print(table(found))
sys.exit(any(one.trace.seconds > one.task.bar for one in found))
