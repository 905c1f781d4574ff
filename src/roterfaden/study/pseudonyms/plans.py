"""Plans of the program (``roterfaden/plan/1``) as documents of a study, without their people."""

from collections.abc import Iterator
from typing import Any

from roterfaden.study.pseudonyms.records import Fact
from roterfaden.study.pseudonyms.spans import Kind
from roterfaden.study.rubrics import RUBRICS, rubric_of


def is_plan(content: Any) -> bool:
    """Say whether JSON is a plan of the program."""
    return isinstance(content, dict) and str(content.get("schema", "")).startswith(
        "roterfaden/plan/"
    )


def facts_of_plan(plan: dict[str, Any]) -> Iterator[Fact]:
    """Give what the plan itself says of people: recipient, contact, jobcentre."""
    recipient, contact = plan.get("recipient") or {}, plan.get("contact") or {}
    jobcentre = plan.get("jobcentre") or {}
    known = (
        (Kind.NAME, recipient.get("name"), "recipient"),
        (Kind.CUSTOMER, recipient.get("kundennummer"), "recipient"),
        (Kind.NAME, contact.get("name"), "contact"),
        (Kind.PHONE, contact.get("phone"), "contact"),
        (Kind.PHONE, jobcentre.get("phone"), "jobcentre"),
        (
            Kind.PLACE,
            str(jobcentre.get("name", "")).removeprefix("Jobcenter ").strip(),
            "jobcentre",
        ),
    )
    for kind, value, person in known:
        if value:
            yield Fact(kind, str(value), person)


def study_document(plan: dict[str, Any]) -> dict[str, Any]:
    """Keep of a plan what a study codes: its texts by rubric, and the month of its agreement."""
    rubrics: dict[str, list[str]] = {rubric: [] for rubric in RUBRICS}
    for entry in plan.get("entries", ()):
        rubrics[rubric_of(entry)].append(str(entry.get("text", "")))
    version = plan.get("version") or {}
    agreed_on = str(version.get("agreed_on") or version.get("dated_on") or "")
    return {"id": "", "kind": "plan", "rubrics": rubrics, "agreed_on": agreed_on[:7]}
