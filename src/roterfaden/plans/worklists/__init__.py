"""What is due in whose cases: where each plan stands, and what the office still owes.

Every list and count starts from standings that the person may see; nothing here widens that.
"""

from roterfaden.plans.worklists.counting import (
    Counts,
    Workload,
    brought_by,
    counted,
    counts,
    workloads,
)
from roterfaden.plans.worklists.due import DueCase, LatePromise, due_cases, overdue_promises
from roterfaden.plans.worklists.lists import (
    ListedCase,
    StandingRow,
    cut,
    held_by,
    listed,
    named,
    of_team,
    stands,
    stands_so,
    visible_standings,
)
from roterfaden.plans.worklists.standing import (
    DUE_WITHIN,
    STANDING_NAMES,
    PlanNow,
    Standing,
    plans_now,
)
from roterfaden.plans.worklists.steps import (
    OpenSteps,
    Owed,
    open_promises,
    open_steps,
    owed_in,
    steps_of,
)

__all__ = [
    "DUE_WITHIN",
    "STANDING_NAMES",
    "Counts",
    "DueCase",
    "LatePromise",
    "ListedCase",
    "OpenSteps",
    "Owed",
    "PlanNow",
    "Standing",
    "StandingRow",
    "Workload",
    "brought_by",
    "counted",
    "counts",
    "cut",
    "due_cases",
    "held_by",
    "listed",
    "named",
    "of_team",
    "open_promises",
    "open_steps",
    "overdue_promises",
    "owed_in",
    "plans_now",
    "stands",
    "stands_so",
    "steps_of",
    "visible_standings",
    "workloads",
]
