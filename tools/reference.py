"""Writes the parts of docs/reference that code knows best: states, roles, data, hints, law.

Run ``.venv/bin/python tools/reference.py`` after a change; a test compares.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")

import django

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def states() -> str:
    """The transition tables of all that has a life of its own, each as diagram and table."""
    from roterfaden.delivery import states as letters
    from roterfaden.meetings import states as meetings
    from roterfaden.plans import states as plans
    from roterfaden.proofs import states as proofs

    lines = ["# The life of a plan version, a meeting, a proof, a letter and a procedure", ""]
    lines += ["## Plan version", ""]
    lines += _life(plans.TRANSITIONS, plans.State, plans.STATE_NAMES)
    lines += ["", "## Meeting", ""]
    lines += _life(meetings.TRANSITIONS, meetings.Outcome, meetings.OUTCOME_NAMES)
    lines += ["", "## Proof", ""]
    lines += _life(proofs.TRANSITIONS, proofs.State, proofs.STATE_NAMES)
    lines += ["", "## Letter", ""]
    lines += _life(letters.TRANSITIONS, letters.State, letters.STATE_NAMES)
    return _page([*lines, "", *_procedure()])


def _procedure() -> list[str]:
    """The table of procedures of both laws, and what may end one where."""
    from roterfaden.obligations import states as known

    lines = ["## Procedure", "", "A procedure runs on a track; the law of its day chooses which."]
    lines += ["Only a letter in the post lets anything run, and a person makes each step.", ""]
    life = _life(known.TRANSITIONS, known.State, known.STATE_NAMES)
    life.insert(3, f"    [*] --> {known.first_state(known.Track.CONCILIATION)}")
    lines += life[: life.index("| from | to | meaning |")]
    lines += ["| from | to | tracks | meaning | posted before | may end it |", "|---" * 6 + "|"]
    for one in known.TRANSITIONS:
        tracks = ", ".join(str(track) for track in one.tracks)
        ends = ", ".join(str(known.ENDING_NAMES[ending]) for ending in one.endings)
        cells = (one.source, one.target, tracks, one.meaning, one.posted or "", ends)
        lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    lines += ["", "| track | what happens on it |", "|---|---|"]
    return lines + [f"| {track} | {known.TRACK_NAMES[track]} |" for track in known.Track]


def _life(
    transitions: Iterable[Any], kinds: type[StrEnum], names: Mapping[Any, object]
) -> list[str]:
    """A diagram of all transitions, the words for each state, and what each step means."""
    first = next(iter(kinds))
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {t.source} --> {t.target}: {t.meaning}" for t in transitions]
    ends = [s for s in kinds if not any(t.source == s for t in transitions)]
    lines += [f"    {state} --> [*]" for state in ends]
    lines += ["```", "", "| state | shown as |", "|---|---|"]
    lines += [f"| {state} | {names[state]} |" for state in kinds]
    lines += ["", "| from | to | meaning |", "|---|---|---|"]
    return lines + [f"| {t.source} | {t.target} | {t.meaning} |" for t in transitions]


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


def law() -> str:
    """The rules of law with inputs and answers, and their values by date."""
    from roterfaden.law.parameters import parameters
    from roterfaden.law.registry import rules

    lines = [
        "# The law by date",
        "",
        "`roterfaden law apply RULE INPUT=VALUE … --format json` prints one object: `rule`,",
        "`regime`, `status`, the outputs, `reasons`, `references` (norms), `sources` (norms with",
        "citation) and `field_statuses` (outputs on weaker ground). Status: T read in the law,",
        "S second-hand, I our interpretation, C set by the office. Which version counts is decided",
        "by the day in bold, never by today. Unknown, missing or impossible inputs, and days",
        "without law, end with 2.",
        "How to use it: [look up the law](../how-to/look-up-the-law.md).",
        "",
        "## Rules",
        "",
        "| rule | inputs (`?` may be left out) | outputs | in force | norms |",
        "|---|---|---|---|---|",
    ]
    for name in rules().names():
        lines += [_rule_row(version) for version in rules().versions(name)]
    lines += ["", "## Values", "", "| value | in force | norm | status |", "|---|---|---|---|"]
    for each in parameters().values():
        lines += [
            f"| {each.name}: {each.said(v)} | {v.validity} | {v.norm} | {v.status} |"
            for v in each.values
        ]
    return _page(lines)


def _rule_row(version: Any) -> str:
    named = [
        f"**`{each.name}`**"
        if each.name == version.hangs_on
        else f"`{each.name}`{'' if each.required else '?'}"
        for each in version.inputs
    ]
    outputs = " ".join(f"`{key}`" for key, _field in version.answers.output_fields())
    cells = (
        f"`{version.name}`",
        " ".join(named),
        outputs,
        str(version.validity),
        ", ".join(version.norms),
    )
    return f"| {' | '.join(cells)} |"


PAGES: dict[str, Callable[[], str]] = {
    "states.md": states,
    "roles.md": roles,
    "personal-data.md": personal_data,
    "hints.md": hints,
    "law.md": law,
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
