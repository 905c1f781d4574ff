"""Makes a history out of a plan: earlier versions, what became of their lines, what came after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from roterfaden.demo.contents import Contents
from roterfaden.demo.story import (
    Act,
    Agree,
    Decline,
    Draft,
    End,
    Line,
    Offer,
    Outcome,
    Person,
    Reopen,
    Story,
    Withdraw,
)
from roterfaden.demo.wording import Writer
from roterfaden.law.calendar import Place, last_working_day_on_or_before
from roterfaden.law.calendar import next_working_day_on_or_after as next_working_day

PLACE = Place("NW")
WAYS = ("read_aloud", "printout", "on_screen", "mailbox")
OUTCOMES = {"done": 58, "partly": 12, "no_longer_fits": 14, "not_done": 16}
OLDEST = 540
"""Days back to which the demo reaches: eighteen months."""

ENDS: Sequence[tuple[str, str]] = (
    ("job", "Arbeitsvertrag liegt vor."),
    ("job", ""),
    ("goal_reached", ""),
    ("moved", "Umzug nach Niederahren."),
    ("no_longer_entitled", "Das Einkommen des Partners reicht."),
    ("office_changed", "Der Fall ging an das Jobcenter Lindrath."),
    ("office_cannot_keep", "Der Lehrgang findet nicht statt, die Mittel sind verbraucht."),
    ("new_start", "Wechsel der Ansprechperson, beide wollen neu anfangen."),
    ("other", "Beginn eines Freiwilligendienstes."),
    ("died", ""),
)


@dataclass(frozen=True)
class Scenario:
    """How a story stands today: its state, and how many days ago the newest version was made."""

    state: str
    ago: int
    versions: int = 1
    due_in: int | None = None


@dataclass
class Unfolding:
    """Unfolds the story of one person."""

    today: date
    person: Person
    writer: Writer
    dice: Random
    _reached: str = ""

    def story(
        self, scenario: Scenario, contents: Contents, quality: str, extras: Sequence[str] = ()
    ) -> Story:
        """The whole story; the newest version is about ``contents`` and nothing else."""
        days = self._days(scenario)
        lines = self.writer.lines(contents, quality=quality, on=days[-1])
        lines += [getattr(self.writer, extra)() for extra in extras]
        acts = list(self._versions(days, lines, scenario))
        acts += self._newest(scenario, days[-1], lines)
        return Story(self.person, tuple(acts))

    def _days(self, scenario: Scenario) -> list[date]:
        """When the versions were made, oldest first, about as far apart as the law wants."""
        if scenario.due_in is not None:
            due = self.today + timedelta(scenario.due_in)
            newest = next_working_day(half_a_year_before(due), PLACE)
        else:
            newest = working_day(self.today - timedelta(scenario.ago))
        days = [newest]
        for _version in range(scenario.versions - 1):
            day = working_day(days[0] - timedelta(self.dice.randint(110, 182)))
            if day <= self.person.begins_on:
                break
            days.insert(0, day)
        return days

    def _versions(
        self, days: Sequence[date], final: Sequence[Line], scenario: Scenario
    ) -> Iterator[Act]:
        """All drafts and the agreements of all but the newest version."""
        known: set[str] = set()
        for index, day in enumerate(days):
            is_newest = index == len(days) - 1
            kept = list(final) if is_newest else self._beginnings(final, known)
            passing = [] if is_newest else self._passing(final, day)
            fresh = [line for line in kept if line.key not in known]
            yield Draft(on=day, add=tuple(fresh + passing))
            known |= {line.key for line in kept}
            if not is_newest:
                yield self._agreed(day)
                until = days[index + 1] - timedelta(3)
                yield from self._finished(passing, after=day, until=until)

    def _beginnings(self, final: Sequence[Line], known: set[str]) -> list[Line]:
        """Lines of the newest version that stood there from the start: always its goal."""
        goal = [line for line in final if line.kind == "goal"]
        rest = [
            replace(line, due_on=None)
            for line in final
            if line.kind != "goal" and (line.key in known or self.dice.random() < 0.3)
        ]
        return goal + rest

    def _passing(self, final: Sequence[Line], on: date) -> list[Line]:
        """Steps of an earlier version that were finished before the next one."""
        quality = self.dice.choice(("good", "plain", "plain"))
        steps = [line for line in final if line.owner in {"recipient", "jobcentre"}]
        chosen = self.dice.sample(steps, min(len(steps), 2))
        lines = [self.writer.step(line.owner, line.topic, quality, on) for line in chosen]
        if self.dice.random() < 0.45:
            topics = sorted({line.topic for line in final if line.kind.endswith("goal")})
            milestone, self._reached = self.writer.milestone(self.dice.choice(topics))
            lines.append(milestone)
        return lines

    def _finished(self, lines: Sequence[Line], *, after: date, until: date) -> list[Act]:
        acts = []
        for line in lines:
            is_milestone = line.kind == "interim_goal"
            kind = "done" if is_milestone else self.dice.choice(("done",) * 3 + ("no_longer_fits",))
            day = self._between(after, min(line.due_on or until, until))
            note = self._reached if is_milestone else ""
            acts.append(Outcome(on=day, key=line.key, kind=kind, note=note))
        return sorted(acts, key=lambda act: act.on)

    def _newest(self, scenario: Scenario, day: date, lines: Sequence[Line]) -> list[Act]:
        ending: Mapping[str, list[Act]] = {
            "draft": [],
            "withdrawn": [Withdraw(on=day, reason=self.dice.choice(("error", "wrong_person")))],
        }
        if scenario.state in ending:
            return ending[scenario.state]
        if scenario.state in {"offered", "offer_expired"}:
            return self._offered(scenario, day)
        acts = self._answered(day, may_wait=scenario.due_in is None and scenario.ago > 12)
        acts += self._meanwhile(lines, acts[-1].on)
        if scenario.state == "ended":
            last = max(act.on for act in acts)
            reason, note = ENDS[scenario.ago % len(ENDS)]
            latest = self.today - timedelta(2)
            acts.append(End(on=self._between(last, latest), reason=reason, note=note))
        return acts

    def _answered(self, day: date, *, may_wait: bool) -> list[Act]:
        """Usually a yes at once; sometimes think time, or a no or an open answer before."""
        roll = self.dice.random()
        if roll < 0.72 or not may_wait:
            return [self._agreed(day)]
        later = next_working_day(day + timedelta(5), PLACE)
        if roll < 0.88:
            return [Offer(on=day, think_until_on=day + timedelta(7)), self._agreed(later)]
        return [self._declined(day), self._agreed(later)]

    def _offered(self, scenario: Scenario, day: date) -> list[Act]:
        days = 14 if scenario.state == "offered" else 7
        acts: list[Act] = [Offer(on=day, think_until_on=day + timedelta(days))]
        if self.dice.random() < 0.4:
            acts.append(self._declined(day))
        if self.dice.random() < 0.2:
            acts += [Reopen(on=day), Offer(on=day, think_until_on=day + timedelta(days))]
        return acts

    def _meanwhile(self, lines: Sequence[Line], day: date) -> list[Act]:
        """What became of lines so far; what is due and has no outcome is overdue."""
        latest = self.today - timedelta(1)
        acts = []
        for line in lines:
            chance = 0.6 if line.owner == "recipient" else 0.4 if line.owner == "jobcentre" else 0
            due = line.due_on or day + timedelta(60)
            if due >= latest or self.dice.random() > chance:
                continue
            kind = self.dice.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
            acts.append(Outcome(on=self._between(day, due), key=line.key, kind=kind))
        return sorted(acts, key=lambda act: act.on)

    def _agreed(self, day: date) -> Agree:
        return Agree(on=day, sought_by=self._ways(), wishes=self._wishes())

    def _declined(self, day: date) -> Decline:
        outcome = self.dice.choice(("not_agreed", "could_not_answer"))
        reason = self.dice.choice(getattr(self.writer.wording, outcome))
        wishes = self._wishes() if outcome == "not_agreed" else ()
        return Decline(
            on=day, outcome=outcome, reason=reason, sought_by=self._ways(), wishes=wishes
        )

    def _ways(self) -> tuple[str, ...]:
        ways = WAYS if self.person.online_consent else WAYS[:3]
        return tuple(sorted(self.dice.sample(ways, self.dice.choice((1, 1, 2)))))

    def _wishes(self) -> tuple[tuple[str, bool], ...]:
        if self.dice.random() > 0.12:
            return ()
        wish = self.dice.choice(self.writer.wording.wishes)
        return ((wish["text"], wish["taken_up"]),)

    def _between(self, after: date, until: date) -> date:
        """A working day after ``after`` and, where there is one, not later than ``until``."""
        span = max(1, (until - after).days)
        day = working_day(after + timedelta(self.dice.randint((span + 1) // 2, span)))
        return max(day, after)


def working_day(day: date) -> date:
    """The day, or the working day before it."""
    return last_working_day_on_or_before(day, PLACE)


def half_a_year_before(due: date) -> date:
    """The day on which a plan was agreed whose joint update is due on ``due``."""
    return due - relativedelta(months=6)
