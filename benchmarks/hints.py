"""How often the hints are right, and how long they take.

Right is what the labels of ``labelled/entries.yaml`` say. Their part ``measure`` was never looked
at to write a rule, so its figures are the ones that count; all 200 entries together are told
beside them. The baselines are what one would write in an hour: a list of keywords, and textstat on
the whole plan.
"""

import json
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.figures import Figure
from roterfaden.plans import hints

ENTRIES = Path(__file__).parent / "labelled" / "entries.yaml"
CODES = ("filler", "hard_to_read", "no_date", "routine_promise", "sensitive", "standing_rule")
ON = date(2026, 11, 24)
PLANS, ENTRIES_A_PLAN = 300, 10
TARGET, TARGET_MS = 0.9, 30

Entry = Mapping[str, Any]
Judge = Callable[[Entry], set[str]]


def run() -> dict[str, Figure]:
    """Precision and recall by code and overall; milliseconds a plan; seconds of a cold start."""
    every = yaml.safe_load(ENTRIES.read_text(encoding="utf-8"))
    measured = [entry for entry in every if entry["part"] == "measure"]
    return quality(measured) | quality_of_all(every) | speed(every)


def quality(entries: list[Entry]) -> dict[str, Figure]:
    """Precision and recall on entries that no rule was written for, overall and by code."""
    ours, naive = tally(entries, judged), tally(entries, by_keywords)
    figures = {
        "hints, precision": _share(ours, naive, "precision", target=TARGET),
        "hints, recall": _share(ours, naive, "recall"),
    }
    for code in CODES:
        for kind in ("precision", "recall"):
            figures[f"hints, {kind}, {code}"] = _share(ours, naive, kind, code)
    return figures


def quality_of_all(entries: list[Entry]) -> dict[str, Figure]:
    """Precision and recall on all entries, those included that rules were tried on."""
    ours, naive = tally(entries, judged), tally(entries, by_keywords)
    return {
        "hints, precision, all 200": _share(ours, naive, "precision", target=TARGET),
        "hints, recall, all 200": _share(ours, naive, "recall"),
        "hints, fine entries left alone, all 200": Figure(
            left_alone(entries, judged),
            "",
            left_alone(entries, by_keywords),
            "keywords",
            more_is_better=True,
        ),
    }


def speed(entries: list[Entry]) -> dict[str, Figure]:
    """Milliseconds for a plan never seen before, for one change in it, and for a whole command."""
    hints.warm()
    plans = [plan(entries, number) for number in range(PLANS)]
    ours = timed(lambda each: hints.check(each, on=ON), plans)
    theirs = timed(by_textstat(), plans)
    again = [timed_change(each) for each in plans]
    return {
        "hints on a plan, median": Figure(
            statistics.median(ours),
            "ms",
            statistics.median(theirs),
            "textstat alone",
            target=TARGET_MS,
        ),
        "hints on a plan, p95": Figure(
            statistics.quantiles(ours, n=20)[-1],
            "ms",
            statistics.quantiles(theirs, n=20)[-1],
            "textstat alone",
            target=TARGET_MS,
        ),
        "hints after one change, median": Figure(statistics.median(again), "ms"),
        "plan check, whole command": Figure(
            seconds_of("roterfaden.cli", "plan", "check", "-"),
            "s",
            seconds_of("textstat"),
            "import textstat alone",
        ),
    }


def judged(entry: Entry) -> set[str]:
    """The codes that our hints give to an entry that stands alone in a plan."""
    found = hints.check({"entries": [as_json(entry)]}, on=ON)
    return {hint.code for hint in found if hint.where == "entries/0"}


KEYWORDS = {
    "filler": "verbesser stabilis integration unterstütz hilfebedürft perspektiv situation",
    "routine_promise": "berät beratung informiert schickt zusendung unterstützt stellenangebote",
    "sensitive": "depress gewalt sucht alkohol drogen schulden krank therapie scheidung schwanger",
    "standing_rule": "termin mitteil melde krank urlaub ortsabwesen bescheid",
}
"""The baseline: parts of words that come to mind first."""


def by_keywords(entry: Entry) -> set[str]:
    """The codes that a list of keywords gives."""
    text = entry["text"].lower()
    found = {code for code, words in KEYWORDS.items() if any(w in text for w in words.split())}
    if entry["owner"] != "jobcentre":
        found.discard("routine_promise")
    if entry["kind"] == "step" and not entry.get("due_on") and not entry.get("rhythm"):
        found.add("no_date")
    if len(text.split()) > 20 or any(len(word) > 20 for word in text.split()):
        found.add("hard_to_read")
    return found


def by_textstat() -> Callable[[Mapping[str, Any]], object]:
    """The baseline of time: both formulas of textstat on the words of a whole plan."""
    import textstat

    textstat.set_lang("de")

    def formulas(each: Mapping[str, Any]) -> tuple[float, float]:
        text = " ".join(f"{entry['text'].rstrip('.')}." for entry in each["entries"])
        return textstat.flesch_reading_ease(text), textstat.wiener_sachtextformel(text, 1)

    formulas(PLAN | {"entries": [{"text": "Ich lese."}]})
    return formulas


def tally(entries: Iterable[Entry], judge: Judge) -> Counter[tuple[str, str]]:
    """How often a code was given rightly, wrongly, or not although it should have been."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        given, wanted = judge(entry), set(entry["labels"])
        counts.update((code, "right") for code in given & wanted)
        counts.update((code, "wrong") for code in given - wanted)
        counts.update((code, "missed") for code in wanted - given)
    return counts


def left_alone(entries: Iterable[Entry], judge: Judge) -> float:
    """The share of entries without any label to which no hint is given."""
    fine = [entry for entry in entries if not entry["labels"]]
    return sum(not judge(entry) for entry in fine) / len(fine)


def share(counts: Counter[tuple[str, str]], kind: str, code: str = "") -> float:
    """Precision or recall, of one code or of all."""
    codes = (code,) if code else CODES
    right = sum(counts[each, "right"] for each in codes)
    other = sum(counts[each, "wrong" if kind == "precision" else "missed"] for each in codes)
    return right / (right + other) if right + other else 0.0


def _share(
    ours: Counter[tuple[str, str]],
    naive: Counter[tuple[str, str]],
    kind: str,
    code: str = "",
    target: float | None = None,
) -> Figure:
    value, baseline = share(ours, kind, code), share(naive, kind, code)
    return Figure(value, "", baseline, "keywords", target=target, more_is_better=True)


PLAN: dict[str, Any] = {
    "schema": "roterfaden/plan/1",
    "language": "de",
    "jobcentre": {"name": "Jobcenter Ahrenfeld", "traegernummer": "99999"},
    "recipient": {"name": "Samira Haddad", "kundennummer": "417H208853"},
    "version": {"number": 1, "state": "draft", "dated_on": "2026-11-24"},
}


def as_json(entry: Entry) -> dict[str, Any]:
    """A labelled entry as plan.json has it."""
    names = ("kind", "owner", "text", "due_on", "rhythm")
    said = {name: entry[name] for name in names if entry.get(name)}
    if entry["owner"] == "other":
        said["owner_name"] = "Beratungsstelle"
    return said | ({"due_on": str(entry["due_on"])} if entry.get("due_on") else {})


def plan(entries: list[Entry], number: int) -> dict[str, Any]:
    """A plan of labelled entries, each with a word of its own, so that nothing is remembered."""
    chosen = random.Random(number).sample(entries, ENTRIES_A_PLAN)  # noqa: S311
    said = [as_json(entry) for entry in chosen]
    return PLAN | {"entries": [e | {"text": f"{e['text']} Nummer {number}"} for e in said]}


def changed(each: Mapping[str, Any]) -> dict[str, Any]:
    """The plan after a word was typed into its first entry."""
    first, *rest = each["entries"]
    return {**each, "entries": [first | {"text": f"{first['text']} neu"}, *rest]}


def timed(work: Callable[[dict[str, Any]], object], plans: Iterable[dict[str, Any]]) -> list[float]:
    """Milliseconds for each plan."""
    times = []
    for each in plans:
        start = time.perf_counter()
        work(each)
        times.append((time.perf_counter() - start) * 1000)
    return times


def timed_change(each: dict[str, Any]) -> float:
    """Milliseconds for a plan that was looked at before, after one change in it."""
    hints.check(each, on=ON)
    return timed(lambda plan: hints.check(plan, on=ON), [changed(each)])[0]


def seconds_of(module: str, *arguments: str) -> float:
    """Seconds of a fresh Python that imports a module, or runs the command with a plan (median)."""
    code = f"import {module}"
    if arguments:
        code += f"; import sys; sys.argv = ['roterfaden', *{arguments!r}]; {module}.main()"
    given = json.dumps(PLAN | {"entries": [{"kind": "goal", "text": "Ich lerne Koch."}]}).encode()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)
