"""Reads the handmade stories from ``stories.yaml``; its head says how they are written."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from roterfaden.demo.people import KUNDENNUMMERN
from roterfaden.demo.sources import source
from roterfaden.demo.story import (
    Act,
    Agree,
    Arrange,
    Assign,
    Bring,
    Decline,
    Draft,
    End,
    Find,
    Line,
    Meet,
    Name,
    Note,
    Oblige,
    Offer,
    Outcome,
    Person,
    Propose,
    Reopen,
    Silence,
    Stay,
    Story,
    Withdraw,
)
from roterfaden.demo.unfolding import PLACE, half_a_year_before, working_day
from roterfaden.law.calendar import next_working_day_on_or_after
from roterfaden.meetings.potential import FACTORS

_KINDS = {"goal": ("goal", ""), "interim": ("interim_goal", ""), "aspect": ("aspect", "")}
_KINDS |= {"me": ("step", "recipient"), "jc": ("step", "jobcentre"), "other": ("step", "other")}
_OUTCOMES = ("done", "partly", "open", "no_longer_fits", "not_done")
_DEFAULT_WAYS = ["read_aloud"]


class UnreadableStory(ValueError):
    """A story says something that has no meaning; the message quotes it."""


def read_stories(today: date) -> list[Story]:
    """The handmade stories with all days counted from ``today``."""
    return [_story(item, today) for item in source("stories.yaml")]


def _story(item: Mapping[str, Any], today: date) -> Story:
    person = _person(item["person"], today)
    acts = [act for line in item.get("acts", []) for act in _acts(line, today)]
    ordered = sorted(enumerate(acts), key=lambda pair: (pair[1].on, pair[0]))
    return Story(person, tuple(act for _place, act in ordered))


def _person(item: Mapping[str, Any], today: date) -> Person:
    last_name, _, first_name = item["name"].partition(", ")
    ends = item.get("ends")
    number = f"{item['number']:06}"
    return Person(
        kundennummer=KUNDENNUMMERN + number,
        last_name=last_name,
        first_name=first_name,
        date_of_birth=item["born"],
        gender=item["gender"],
        begins_on=today + timedelta(item["begins"]),
        ends_on=None if ends is None else today + timedelta(ends),
        counsellor=item.get("counsellor", "fachkraft"),
        bg_nummer=f"99999//{item.get('household', item['number']):06}",
        street=item.get("street", "Marktplatz 1"),
        phone=item.get("phone", "0171 39200 17"),
        email=item.get("email", ""),
        language=item.get("language", "de"),
        needs_interpreter=item.get("interpreter", False),
        online_consent=item.get("online", False),
        is_protected=item.get("protected", False),
    )


def _acts(item: Mapping[str, Any], today: date) -> Iterator[Act]:
    """The acts of one item; a draft with ``agree`` or ``offer`` is two acts."""
    for day in _days(item, today):
        yield from _acts_on(day, item, today)


def _days(item: Mapping[str, Any], today: date) -> Iterator[date]:
    if "every" in item:
        for offset in range(item["from"], item["to"] + 1, item["every"]):
            yield working_day(today + timedelta(offset))
    elif isinstance(item["day"], int):
        yield working_day(today + timedelta(item["day"]))
    else:
        due = today + timedelta(int(str(item["day"]).removeprefix("due")))
        yield next_working_day_on_or_after(half_a_year_before(due), PLACE)


def _acts_on(day: date, item: Mapping[str, Any], today: date) -> Iterator[Act]:
    wishes = tuple((wish["text"], wish["taken_up"]) for wish in item.get("wishes", []))
    ways = tuple(item.get("agree") or item.get("sought") or _DEFAULT_WAYS)
    if "draft" in item:
        lines = tuple(_line(line, day, n) for n, line in enumerate(item["draft"]))
        yield Draft(on=day, add=lines, drop=tuple(item.get("drop", ())))
    if "offer" in item:
        yield Offer(on=day, think_until_on=day + timedelta(item["offer"]))
    for outcome in ("not_agreed", "could_not_answer"):
        if outcome in item:
            yield Decline(
                on=day, outcome=outcome, reason=item[outcome], sought_by=ways, wishes=wishes
            )
    if "reopen" in item:
        yield Reopen(on=day)
    if "agree" in item:
        yield Agree(on=day, sought_by=ways, wishes=wishes)
    yield from _apart_from_the_plan(day, item)
    yield from _afterwards(day, item)


def _afterwards(day: date, item: Mapping[str, Any]) -> Iterator[Act]:
    note = item.get("note", "")
    for kind in _OUTCOMES:
        if kind in item:
            yield Outcome(on=day, key=item[kind], kind=kind, note=note)
    yield from (*_talks(day, item), *_after_talks(day, item), *_followed_up(day, item))
    if "end" in item:
        yield End(on=day, reason=item["end"], note=note)
    if "withdraw" in item:
        yield Withdraw(on=day, reason=item["withdraw"], note=note)
    if "assign" in item:
        yield Assign(on=day, to=item["assign"])
    if "name" in item:
        yield Name(on=day, staff=item["name"], by=item.get("by", "counsellor"))


def _apart_from_the_plan(day: date, item: Mapping[str, Any]) -> Iterator[Act]:
    if "note_apart" in item:
        yield Note(on=day, text=item["note_apart"])
    for side in ("strength", "obstacle"):
        for found in item.get(f"{side}s", []):
            is_listed = found in FACTORS
            yield Find(
                on=day,
                side=side,
                code=found if is_listed else "",
                words="" if is_listed else found,
            )


def _after_talks(day: date, item: Mapping[str, Any]) -> Iterator[Act]:
    if "silent" in item:
        task, days = item.get("task", ""), item.get("within", 0)
        yield Silence(on=day, reason=item["silent"], task=task, days=days)
    if "bring" in item:
        yield Bring(on=day, word="" if item["bring"] == "mixed" else item["bring"])


def _followed_up(day: date, item: Mapping[str, Any]) -> Iterator[Act]:
    if "oblige" in item:
        said = {key: value for key, value in item.items() if key not in {"day", "oblige", "due"}}
        yield Oblige(on=day, key=item["oblige"], due_on=day + timedelta(item["due"]), **said)
    if "propose" in item:
        said = {key: value for key, value in item.items() if key not in {"day", "propose"}}
        yield Propose(on=day, key=item["propose"], **said)


def _talks(day: date, item: Mapping[str, Any]) -> Iterator[Act]:
    if "stay" in item:
        yield Stay(on=day, sought_by=tuple(item["stay"]), keep=tuple(item.get("keep", ())))
    if "talk" in item:
        channel, kind = item.get("channel", "in_person"), item.get("kind", "follow_up")
        cause = item.get("cause", "unclear") if item["talk"] == "missed" else ""
        yield Meet(on=day, outcome=item["talk"], good_cause=cause, kind=kind, channel=channel)
    if "next" in item:
        yield Arrange(
            on=day,
            starts_on=next_working_day_on_or_after(day + timedelta(item["next"]), PLACE),
            channel=item.get("channel", "in_person"),
        )


def _line(item: Mapping[str, Any], day: date, number: int) -> Line:
    name = next((name for name in _KINDS if name in item), None)
    if name is None:
        raise UnreadableStory(f"Die Zeile nennt keine Rubrik: {dict(item)}")
    kind, owner = _KINDS[name]
    due = item.get("due")
    return Line(
        key=item.get("key", f"{day.isoformat()}-{number}"),
        kind=kind,
        owner=owner,
        owner_name=item["other"] if owner == "other" else "",
        topic=item.get("topic", "") if owner == "other" else "" if kind == "aspect" else item[name],
        words_of=item[name] if kind == "aspect" else "",
        text=item["text"],
        due_on=None if due is None else day + timedelta(due),
        rhythm=item.get("rhythm", ""),
        proof=item.get("proof", ""),
        towards_work=item.get("towards_work"),
        involved=f"{KUNDENNUMMERN}{item['involved']:06}" if "involved" in item else "",
    )
