"""Norms that several rules rest on, with where they were published."""

from roterfaden.law.results import Reference

BUERGERGELD_ACT = "Bürgergeld-Gesetz v. 16.12.2022, BGBl. I S. 2328"
THIRTEENTH_ACT = "13. SGB-II-Änderungsgesetz v. 16.4.2026, BGBl. 2026 I Nr. 107"
SECOND_BUDGET_ACT = "Zweites Haushaltsfinanzierungsgesetz 2024 v. 27.3.2024, BGBl. 2024 I Nr. 107"

TERMS = Reference("§ 26 Abs. 1 SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")
CIVIL_CODE = Reference(
    "§ 187 Abs. 1, § 188 Abs. 2 und 3 BGB", "BGB i. d. F. v. 2.1.2002, BGBl. I S. 42"
)
CIVIL_CODE_AGES = Reference(
    "§ 187 Abs. 2, § 188 Abs. 2 und 3 BGB", "BGB i. d. F. v. 2.1.2002, BGBl. I S. 42"
)
CIVIL_CODE_DAYS = Reference(
    "§ 187 Abs. 1, § 188 Abs. 1 BGB", "BGB i. d. F. v. 2.1.2002, BGBl. I S. 42"
)
WORKING_DAYS = Reference("§ 26 Abs. 3 SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")
AUTHORITYS_TERM = Reference("§ 26 Abs. 2 SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")
EFFECT = Reference("§ 39 Abs. 1 SGB X", "SGB X i. d. F. v. 18.1.2001, BGBl. I S. 130")
TRANSITION = Reference("§ 65a Abs. 2 SGB II", THIRTEENTH_ACT)
