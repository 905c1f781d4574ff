"""Hints on a plan while it is written: what to look at again, why, and one way to act.

A hint never blocks and never counts: it speaks to whoever writes, about words, not about people
(``docs/explanation/hints.md``). Pure: the plan comes in as ``plan.json`` data, nothing is read
from a database. The same plan on the same day gives the same hints.
"""

from roterfaden.plans.hints.catalogue import CATALOGUE, Code, Description
from roterfaden.plans.hints.checking import check, warm
from roterfaden.plans.hints.model import Hint

__all__ = ["CATALOGUE", "Code", "Description", "Hint", "check", "warm"]
