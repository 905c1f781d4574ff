"""The sheet: one plan version on one A4 page, from ``plan.json`` alone (no database, no Django)."""

from roterfaden.plans.sheet.content import sheet
from roterfaden.plans.sheet.model import Plan
from roterfaden.plans.sheet.reading import SCHEMA, UnreadablePlan, check, read
from roterfaden.plans.sheet.setting import (
    Missing,
    Preview,
    SheetResult,
    Surplus,
    TooLong,
    overflow,
    preview,
    typeset,
)

__all__ = [
    "SCHEMA",
    "Missing",
    "Plan",
    "Preview",
    "SheetResult",
    "Surplus",
    "TooLong",
    "UnreadablePlan",
    "check",
    "overflow",
    "preview",
    "read",
    "sheet",
    "typeset",
]
