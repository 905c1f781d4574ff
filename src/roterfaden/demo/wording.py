"""Puts topics into words: formulations from ``wording.yaml`` with their gaps filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from roterfaden.demo.contents import Contents
from roterfaden.demo.sources import source
from roterfaden.demo.story import Line

QUALITIES = ("good", "plain", "filler")
_ORDER = {"work": 0, "job_search": 0, "training": 1, "advice": 0}
_ALWAYS_APART = {"keep_job"}


@dataclass(frozen=True)
class Formulation:
    """One way to say something; ``due`` is how many days later it is due, from and to."""

    text: str
    quality: str
    due: tuple[int, int] | None = None
    rhythm: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Wording:
    """All formulations by rubric and topic, and the facts for their gaps."""

    goals: Mapping[str, Sequence[Formulation]]
    recipient: Mapping[str, Sequence[Formulation]]
    jobcentre: Mapping[str, Sequence[Formulation]]
    facts: Mapping[str, Sequence[Any]]
    other_bodies: Sequence[Mapping[str, str]]
    aspects: Sequence[Mapping[str, str]]
    wishes: Sequence[Mapping[str, Any]]
    not_agreed: Sequence[str]
    could_not_answer: Sequence[str]
    milestones: Mapping[str, Sequence[Mapping[str, str]]]


def read_wording() -> Wording:
    """The formulations as they stand in ``wording.yaml``."""
    data = source("wording.yaml")
    read = {
        rubric: {topics: [_formulation(i) for i in items] for topics, items in data[rubric].items()}
        for rubric in ("goals", "recipient", "jobcentre")
    }
    return Wording(**{**data, **read})


def _formulation(item: str | Mapping[str, Any]) -> Formulation:
    if isinstance(item, str):
        return Formulation(item, "plain")
    quality = next(name for name in QUALITIES if name in item)
    due = item.get("due")
    return Formulation(
        item[quality],
        quality,
        (due[0], due[1]) if due else None,
        item.get("rhythm", ""),
        item.get("proof", ""),
    )


def facts_for(wording: Wording, *, gender: str, counsellor: str, dice: Random) -> dict[str, str]:
    """What is true of one person: ``beruf``, ``kurs``, ``kind`` and so on, in the right gender."""
    found = {"fachkraft": counsellor, "fachkraft_dat": counsellor.replace("Herr ", "Herrn ")}
    for name, choices in wording.facts.items():
        choice = dice.choice(choices)
        found |= choice if isinstance(choice, dict) else {name: choice}
    return {name: _gendered(fact, gender) for name, fact in found.items()}


def _gendered(fact: str, gender: str) -> str:
    feminine, _, masculine = fact.partition("|")
    return masculine if masculine and gender == "m" else feminine


@dataclass
class Writer:
    """Writes the lines of one person; never says the same twice."""

    wording: Wording
    facts: Mapping[str, str]
    dice: Random

    def __post_init__(self) -> None:
        self._said: set[str] = set()
        self._count = 0

    def lines(self, contents: Contents, *, quality: str, on: date) -> list[Line]:
        """One line for each topic: a goal first, interim goals, then steps of both sides."""
        steps = contents.recipient_steps | contents.jobcentre_steps
        goals = [
            self.goal(topic, steps, quality, first=first, on=on)
            for first, topic in _with_first(_ordered(contents.goals))
        ]
        recipient = [
            self.step("recipient", t, quality, on) for t in _ordered(contents.recipient_steps)
        ]
        jobcentre = [
            self.step("jobcentre", t, quality, on) for t in _ordered(contents.jobcentre_steps)
        ]
        if quality == "good" and len(recipient) == 1 and len(jobcentre) == 1:
            topic = recipient[0].topic
            recipient.append(self.step("recipient", topic, quality, on))
        return goals + recipient + jobcentre

    def goal(
        self, topic: str, steps: Iterable[str], quality: str, *, first: bool, on: date
    ) -> Line:
        """A goal, or an interim goal that has a date when it is well-worded."""
        formulation = self._choose(self._goal_choices(topic, steps), quality)
        dated = not first and quality == "good"
        return self._line(
            formulation,
            kind="goal" if first else "interim_goal",
            topic=topic,
            due_on=on + timedelta(self.dice.randint(80, 170)) if dated else None,
        )

    def step(self, owner: str, topic: str, quality: str, on: date) -> Line:
        """A step of the recipient or the jobcentre."""
        choices: Mapping[str, Sequence[Formulation]] = getattr(self.wording, owner)
        formulation = self._choose(choices[topic], quality)
        due_on = on + timedelta(self.dice.randint(*formulation.due)) if formulation.due else None
        return self._line(formulation, kind="step", owner=owner, topic=topic, due_on=due_on)

    def milestone(self, topic: str) -> tuple[Line, str]:
        """An interim goal on the way, and what the history says when it is reached."""
        choices = self.wording.milestones[topic]
        fresh = [choice for choice in choices if choice["text"] not in self._said]
        chosen = self.dice.choice(fresh or choices)
        self._said.add(chosen["text"])
        line = Line(key=self._key(), kind="interim_goal", topic=topic, text=chosen["text"])
        return line, chosen["reached"]

    def other_body(self) -> Line:
        """A step of another body."""
        body = self.dice.choice(self.wording.other_bodies)
        return Line(
            key=self._key(),
            kind="step",
            owner="other",
            owner_name=body["name"],
            topic=body["topic"],
            text=self._filled(body["text"]),
        )

    def aspect(self) -> Line:
        """Something else that matters, with whose words it is."""
        aspect = self.dice.choice(self.wording.aspects)
        return Line(
            key=self._key(),
            kind="aspect",
            text=self._filled(aspect["text"]),
            words_of=aspect["words_of"],
        )

    def _goal_choices(self, topic: str, steps: Iterable[str]) -> Sequence[Formulation]:
        special = [f"{topic}+{step}" for step in sorted(steps)]
        special = [name for name in special if name in self.wording.goals]
        for name in special:
            if name.split("+")[1] in _ALWAYS_APART or self.dice.random() < 0.6:
                return self.wording.goals[name]
        return self.wording.goals[topic]

    def _choose(self, choices: Sequence[Formulation], quality: str) -> Formulation:
        fresh = [f for f in choices if f.text not in self._said] or list(choices)
        fitting = [f for f in fresh if f.quality == quality]
        chosen = self.dice.choice(fitting or fresh)
        self._said.add(chosen.text)
        return chosen

    def _line(self, formulation: Formulation, *, kind: str, **rest: Any) -> Line:
        return Line(
            key=self._key(),
            kind=kind,
            text=self._filled(formulation.text),
            rhythm=formulation.rhythm,
            proof=formulation.proof,
            **rest,
        )

    def _filled(self, text: str) -> str:
        filled = text.format_map(self.facts)
        return filled[0].upper() + filled[1:] if text.startswith("{") else filled

    def _key(self) -> str:
        self._count += 1
        return f"line-{self._count}"


def _ordered(topics: Iterable[str]) -> list[str]:
    return sorted(topics, key=lambda topic: (_ORDER.get(topic, 2), topic))


def _with_first(topics: Sequence[str]) -> list[tuple[bool, str]]:
    return [(index == 0, topic) for index, topic in enumerate(topics)]
