"""What the models of the plan share."""

from roterfaden.core.models import paired

__all__ = ["PLAN_LAW", "paired"]

PLAN_LAW = "§ 15 Abs. 2 und 3 SGB II, § 67a SGB X"
