"""Writes the parts of docs/reference that code knows best: states, roles, personal data, hints.

Run ``.venv/bin/python tools/reference.py`` after a change; a test compares.
"""

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")

import django

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def states() -> str:
    """The transition table of plan versions as a diagram and a table."""
    from roterfaden.plans.states import STATE_NAMES, TRANSITIONS, State

    lines = [
        "# The life of a plan version",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> draft",
    ]
    lines += [f"    {t.source} --> {t.target}: {t.meaning}" for t in TRANSITIONS]
    ends = [s for s in State if not any(t.source == s for t in TRANSITIONS)]
    lines += [f"    {state} --> [*]" for state in ends]
    lines += ["```", "", "| state | shown as |", "|---|---|"]
    lines += [f"| {state} | {STATE_NAMES[state]} |" for state in State]
    lines += ["", "| from | to | meaning |", "|---|---|---|"]
    lines += [f"| {t.source} | {t.target} | {t.meaning} |" for t in TRANSITIONS]
    return _page(lines)


def roles() -> str:
    """Who may do what."""
    from roterfaden.organisations.permissions import ROLES, Permission

    head = [str(description.name) for description in ROLES.values()]
    lines = ["# Roles and rights", "", "Rights hold within the own jobcentre only.", ""]
    lines += ["| right | " + " | ".join(head) + " |", "|---" * (len(head) + 1) + "|"]
    for permission in Permission:
        marks = ["yes" if permission in d.permissions else "" for d in ROLES.values()]
        lines.append(f"| {permission} | " + " | ".join(marks) + " |")
    lines += ["", "| role | code | what it is for |", "|---|---|---|"]
    lines += [f"| {d.name} | {role} | {d.description} |" for role, d in ROLES.items()]
    return _page(lines)


def personal_data() -> str:
    """What is kept about people, on which basis, for how long."""
    from django.apps import apps

    lines = ["# Personal data", "", "| model | fields | legal basis | kept |", "|---|---|---|---|"]
    models = [m for m in apps.get_models() if m.__module__.startswith("roterfaden.")]
    for model in sorted(models, key=lambda m: m._meta.label):
        declared = model.personal_data  # type: ignore[attr-defined]
        if declared.fields:
            fields = ", ".join(declared.fields)
            cells = (model._meta.label, fields, declared.legal_basis, declared.retention)
            lines.append(f"| {' | '.join(cells)} |")
    return _page(lines)


def hints() -> str:
    """The hints on a plan, and where each comes from."""
    from roterfaden.plans.hints import CATALOGUE

    lines = [
        "# Hints on a plan",
        "",
        "`roterfaden plan check PLAN.json --format json` prints `[{code, where, reason}]`.",
        "`where` is `plan`, a rubric such as `rubrics/step_jobcentre`, or an entry such as",
        "`entries/3`, counted from 0 in the order of the file. What each hint means, and what it",
        "must not be used for, stands in [explanation/hints.md](../explanation/hints.md).",
        "Sections and tables are those of IAB-Forschungsbericht 2/2026.",
        "",
        "| code | hangs on | shown as | way to act | where it comes from |",
        "|---|---|---|---|---|",
    ]
    for code, each in CATALOGUE.items():
        lines.append(f"| `{code}` | {each.scope} | {each.name} | {each.act} | {each.source} |")
    return _page(lines)


PAGES: dict[str, Callable[[], str]] = {
    "states.md": states,
    "roles.md": roles,
    "personal-data.md": personal_data,
    "hints.md": hints,
}


def _page(lines: list[str]) -> str:
    note = "<!-- Written by tools/reference.py; change the code, not this page. -->"
    return "\n".join([lines[0], "", note, *lines[1:], ""])


def main() -> None:
    """Write all pages."""
    django.setup()
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page())
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
