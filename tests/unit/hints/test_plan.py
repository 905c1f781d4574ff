"""Hints on rubrics and on the plan as a whole, by the law of the day."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from roterfaden.plans import hints, sheet
from roterfaden.plans.hints import CATALOGUE, Code

BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)
PLANS = Path(sheet.__file__).parents[2] / "demo" / "plans"
GOAL = {"kind": "goal", "text": "Ich möchte als Köchin arbeiten.", "topic": "work"}
OWN = {
    "kind": "step",
    "owner": "recipient",
    "text": "Ich frage bei Peters.",
    "due_on": "2027-01-15",
}
PROMISE = {
    "kind": "step",
    "owner": "jobcentre",
    "text": "Mein Jobcenter bezahlt die Kochjacke.",
    "due_on": "2027-01-15",
}
ROUTINE = {"kind": "step", "owner": "jobcentre", "text": "Beratung und Information"}
RULE = {"kind": "step", "owner": "recipient", "text": "Ich teile Änderungen sofort mit."}


def found(*entries: dict[str, Any], on: date = SINCE) -> set[tuple[str, str]]:
    return {(hint.code, hint.where) for hint in hints.check({"entries": list(entries)}, on=on)}


def test_a_plan_with_goal_step_and_promise_gets_no_hint() -> None:
    assert found(GOAL, OWN, PROMISE) == set()


@pytest.mark.parametrize("day", [BEFORE, SINCE])
def test_our_full_example_gets_no_hint(day: date) -> None:
    plan = json.loads((PLANS / "full.json").read_text("utf-8"))
    assert hints.check(plan, on=day) == []


def test_a_jobcentre_that_promises_nothing_is_told_at_its_rubric() -> None:
    assert ("no_promise", "rubrics/step_jobcentre") in found(GOAL, OWN)


def test_a_jobcentre_that_promises_only_what_it_does_anyway_is_told_once_more() -> None:
    given = found(GOAL, OWN, ROUTINE)
    assert ("only_routine", "rubrics/step_jobcentre") in given
    assert ("routine_promise", "entries/2") in given


def test_one_true_promise_beside_the_routine_is_enough() -> None:
    given = found(GOAL, OWN, ROUTINE, PROMISE)
    assert "only_routine" not in {code for code, _where in given}


def test_standing_rules_alone_are_no_steps() -> None:
    assert ("only_standing_rules", "rubrics/step_recipient") in found(GOAL, RULE, PROMISE)
    assert "only_standing_rules" not in dict(found(GOAL, RULE, OWN, PROMISE))


def test_a_goal_without_any_step_is_told_where_the_step_is_missing() -> None:
    assert ("goal_without_step", "rubrics/step_recipient") in found(GOAL)


def test_a_step_of_another_body_is_a_step() -> None:
    other = {"kind": "step", "owner": "other", "owner_name": "IHK", "text": "Die IHK prüft mich."}
    assert "goal_without_step" not in dict(found(GOAL, other))


def test_a_plan_in_which_nothing_is_specific_is_told_as_a_whole() -> None:
    goal = {"kind": "goal", "text": "Integration in Arbeit", "topic": "work"}
    assert ("only_general", "plan") in found(goal, RULE, ROUTINE)
    assert ("only_general", "plan") not in found(goal, RULE, ROUTINE, OWN)


def test_an_aspect_alone_does_not_make_a_plan_general() -> None:
    aspect = {"kind": "aspect", "text": "Der letzte Bus fährt um acht.", "words_of": "recipient"}
    assert "only_general" not in dict(found(aspect))


def test_the_personal_offer_is_wanted_since_july_2026() -> None:
    def reasons(day: date) -> str:
        given = hints.check({"entries": [GOAL, OWN]}, on=day)
        return " ".join(str(h.reason) for h in given if h.code == "law_contents")

    assert "persönliches Angebot" not in reasons(BEFORE)
    assert "Leistungen zur Eingliederung" in reasons(BEFORE)
    assert "persönliches Angebot" in reasons(SINCE)


def test_own_efforts_towards_work_say_how_they_are_shown() -> None:
    towards = OWN | {"towards_work": True}
    assert ("law_contents", "rubrics/step_recipient") in found(GOAL, towards, PROMISE)
    shown = towards | {"proof": "Liste"}
    assert found(GOAL, shown, PROMISE) == set()


def test_nobody_is_asked_to_prove_a_visit_to_the_doctor() -> None:
    doctor = OWN | {"text": "Ich gehe zum Hausarzt.", "topic": "health"}
    assert found(GOAL, doctor, PROMISE) == set()


def test_a_goal_about_work_names_the_work() -> None:
    general = {"kind": "goal", "text": "Integration in Arbeit", "topic": "work"}
    assert ("law_contents", "rubrics/goal") in found(general, OWN, PROMISE)


def test_a_goal_about_health_need_not_name_any_work() -> None:
    health = {"kind": "goal", "text": "Ich kenne meine Grenzen beim Heben.", "topic": "health"}
    assert found(health, OWN, PROMISE) == set()


def test_before_the_cooperation_plan_the_law_wants_no_contents() -> None:
    assert "law_contents" not in dict(found(GOAL, on=date(2023, 6, 30)))


def test_words_that_find_no_room_are_counted() -> None:
    plan = json.loads((PLANS / "too-long.json").read_text("utf-8"))
    with pytest.raises(sheet.TooLong) as refused:
        sheet.typeset(plan, timestamp=datetime(2026, 11, 24, tzinfo=UTC))
    [hint] = [h for h in hints.check(plan, on=SINCE) if h.code == "over_one_page"]
    assert hint.where == "plan"
    assert str(hint.reason).startswith(f"{refused.value.surplus_words} Wörter")


@pytest.mark.parametrize(("entries", "text"), [(1, "WWW " * 360), (24, "W"), (12, "WWWW " * 13)])
def test_what_is_surely_short_fits_on_a_page(entries: int, text: str) -> None:
    plan = json.loads((PLANS / "short.json").read_text("utf-8"))
    plan["entries"] = [OWN | {"text": text}] * entries
    assert sheet.typeset(plan, timestamp=datetime(2026, 11, 24, tzinfo=UTC)).pages == 1
    assert "over_one_page" not in {hint.code for hint in hints.check(plan, on=SINCE)}


def test_a_full_page_is_not_over_one_page() -> None:
    plan = json.loads((PLANS / "maximum.json").read_text("utf-8"))
    assert "over_one_page" not in {hint.code for hint in hints.check(plan, on=SINCE)}


def test_a_long_draft_that_is_no_plan_yet_gets_its_other_hints() -> None:
    unnamed = {"kind": "step", "owner": "other", "text": "Hilfe bei der Suche. " * 100}
    assert ("no_promise", "rubrics/step_jobcentre") in found(GOAL, unnamed)


def test_a_whole_plan_in_the_language_of_offices_is_hard_to_read() -> None:
    hard = (
        "Die Inanspruchnahme arbeitsmarktpolitischer Unterstützungsleistungen erfolgt unter "
        "Berücksichtigung gesundheitlicher Leistungseinschränkungen sowie familiärer "
        "Betreuungsverpflichtungen der leistungsberechtigten Person."
    )
    entries = [PROMISE | {"text": f"{hard} {number}"} for number in range(6)]
    assert ("hard_to_read", "plan") in found(GOAL, OWN, *entries)
    assert ("hard_to_read", "plan") not in found(GOAL, OWN, entries[0])


def test_an_empty_plan_is_told_what_it_lacks_and_nothing_about_words() -> None:
    given = {hint.where for hint in hints.check({"entries": []}, on=SINCE)}
    assert given == {"rubrics/goal", "rubrics/step_recipient", "rubrics/step_jobcentre"}


def test_the_same_plan_gives_the_same_hints() -> None:
    plan = json.loads((PLANS / "too-long.json").read_text("utf-8"))
    assert hints.check(plan, on=SINCE) == hints.check(plan, on=SINCE)


def test_hints_follow_their_entry_when_it_moves() -> None:
    assert ("standing_rule", "entries/2") in found(GOAL, OWN, RULE)
    assert ("standing_rule", "entries/1") in found(GOAL, RULE, OWN)


def test_each_hint_says_what_its_code_means_why_and_how_to_act() -> None:
    assert set(CATALOGUE) == set(Code)
    for hint in hints.check({"entries": [GOAL, RULE, ROUTINE]}, on=SINCE):
        assert hint.code in CATALOGUE
        assert str(hint.reason).endswith(".")
        assert hint.act == CATALOGUE[Code(hint.code)].act


def test_warming_up_changes_no_answer() -> None:
    hints.warm()
    assert found(GOAL, OWN, PROMISE) == set()
