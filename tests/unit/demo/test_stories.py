"""Every story holds together on any day, and every formulation can be printed."""

from datetime import date, timedelta
from random import Random

import pytest

from roterfaden.core.german import rhythm_words
from roterfaden.demo.cast import cast
from roterfaden.demo.office import COLLEAGUES, counsellors
from roterfaden.demo.people import KUNDENNUMMERN
from roterfaden.demo.stories import read_stories
from roterfaden.demo.story import Agree, Decline, Draft, End, Line, Offer, Outcome, Story, Withdraw
from roterfaden.demo.wording import Wording, facts_for, read_wording
from roterfaden.law.calendar import Place, is_working_day
from roterfaden.plans.topics import GOAL_TOPICS, JOBCENTRE_STEP_TOPICS, RECIPIENT_STEP_TOPICS

TODAY = date(2026, 11, 24)
DAYS = [date(2026, 11, 22), TODAY, date(2026, 12, 31), date(2027, 3, 1), date(2028, 2, 29)]
BIG, SMALL = 12, 5


@pytest.fixture(scope="module")
def wording() -> Wording:
    return read_wording()


@pytest.fixture(scope="module", params=DAYS, ids=str)
def told(request: pytest.FixtureRequest) -> tuple[date, list[Story]]:
    return request.param, cast(request.param, counsellors())


def test_at_least_thirty_stories_are_handmade() -> None:
    assert len(read_stories(TODAY)) >= 30


def test_everything_happens_on_a_working_day_of_the_case_before_today(
    told: tuple[date, list[Story]],
) -> None:
    today, stories = told
    for story in stories:
        days = [act.on for act in story.acts]
        assert days == sorted(days), story.person
        assert all(story.person.begins_on <= day < today for day in days), story.person
        assert all(is_working_day(day, Place("NW")) for day in days), story.person


def test_an_outcome_is_about_a_line_of_the_version_in_force(
    told: tuple[date, list[Story]],
) -> None:
    for story in told[1]:
        known: set[str] = set()
        for act in story.acts:
            if isinstance(act, Draft):
                known |= {line.key for line in act.add}
            if isinstance(act, Outcome):
                assert act.key in known, (story.person.last_name, act)


def test_offers_run_and_have_run_out(told: tuple[date, list[Story]]) -> None:
    today, stories = told
    last = [story.acts[-1] for story in stories if story.acts]
    offers = [act for act in last if isinstance(act, Offer)]
    assert any(act.think_until_on >= today for act in offers)
    assert any(act.think_until_on < today for act in offers)


def test_stories_end_for_many_reasons_and_answers_are_of_every_kind() -> None:
    acts = [act for story in cast(TODAY, counsellors()) for act in story.acts]
    ends = {act.reason for act in acts if isinstance(act, End)}
    assert {"job", "goal_reached", "moved", "office_cannot_keep", "new_start"} <= ends
    assert {act.outcome for act in acts if isinstance(act, Decline)} == {
        "not_agreed",
        "could_not_answer",
    }
    assert {way for act in acts if isinstance(act, Agree) for way in act.sought_by} == {
        "read_aloud",
        "printout",
        "on_screen",
        "mailbox",
    }
    wishes = [taken_up for act in acts if isinstance(act, Agree) for _text, taken_up in act.wishes]
    assert set(wishes) == {True, False}
    assert any(isinstance(act, Withdraw) for act in acts)


def test_people_are_recognisably_invented() -> None:
    people = [story.person for story in cast(TODAY, counsellors())]
    assert all(person.kundennummer.startswith(KUNDENNUMMERN) for person in people)
    assert len({person.kundennummer for person in people}) == len(people)
    assert all(person.phone.startswith(("0171 39200", "0176 04069 0")) for person in people)
    assert all(person.email.endswith("example.org") for person in people if person.email)


def test_people_speak_many_languages_and_some_need_an_interpreter() -> None:
    people = [story.person for story in cast(TODAY, counsellors())]
    assert len({person.language for person in people}) >= 8
    assert 10 <= sum(person.needs_interpreter for person in people) <= 60
    assert sum(person.is_protected for person in people) >= 3
    assert max(len(f"{p.first_name} {p.last_name}") for p in people) > 50


def test_samira_haddad_is_due_in_two_days_and_waits_since_the_end_of_august() -> None:
    story = next(s for s in read_stories(TODAY) if s.person.last_name == "Haddad")
    newest = [act for act in story.acts if isinstance(act, Draft)][-1]
    assert newest.on == date(2026, 5, 26)
    assert date(2026, 8, 31) in {line.due_on for line in newest.add if line.owner == "jobcentre"}


def test_somebody_has_a_long_history() -> None:
    assert max(len(story.acts) for story in read_stories(TODAY)) >= 40


@pytest.mark.parametrize(
    ("rubric", "topics", "big"),
    [
        ("goals", GOAL_TOPICS, {"work", "health", "language", "training"}),
        (
            "recipient",
            RECIPIENT_STEP_TOPICS,
            {"job_search", "inform_jobcentre", "learn_german", "health", "measures", "care"},
        ),
        ("jobcentre", JOBCENTRE_STEP_TOPICS, {"advice", "find_jobs"}),
    ],
)
def test_every_topic_has_enough_formulations(
    wording: Wording, rubric: str, topics: tuple[object, ...], big: set[str]
) -> None:
    formulations = getattr(wording, rubric)
    for topic in topics:
        code = topic.code  # type: ignore[attr-defined]
        texts = {formulation.text for formulation in formulations[code]}
        assert len(texts) >= (BIG if code in big else SMALL), code


@pytest.mark.parametrize("gender", ["f", "m"])
def test_every_gap_can_be_filled(wording: Wording, gender: str) -> None:
    dice = Random(1)  # noqa: S311  the same facts each time
    facts = facts_for(wording, gender=gender, counsellor="Frau Reuter", dice=dice)
    for rubric in (wording.goals, wording.recipient, wording.jobcentre):
        for formulation in (f for formulations in rubric.values() for f in formulations):
            text = formulation.text.format_map(facts)
            assert "{" not in text
            assert "|" not in text
            if formulation.rhythm:
                assert rhythm_words(formulation.rhythm)


def test_no_plan_says_the_same_twice() -> None:
    for story in cast(TODAY, counsellors()):
        for act in story.acts:
            if isinstance(act, Draft):
                texts = [(line.kind, line.owner, line.text) for line in act.add]
                assert len(texts) == len(set(texts)), (story.person.last_name, texts)


def test_every_counsellor_of_a_story_works_in_the_office() -> None:
    names = {colleague.short_name for colleague in COLLEAGUES}
    assert {story.person.counsellor for story in cast(TODAY, counsellors())} <= names


def test_a_story_that_names_no_rubric_is_refused() -> None:
    from roterfaden.demo.stories import UnreadableStory, _line

    with pytest.raises(UnreadableStory, match="nennt keine Rubrik"):
        _line({"text": "Etwas"}, TODAY, 0)


def test_lines_of_a_draft_are_due_after_it() -> None:
    lines: list[tuple[date, Line]] = [
        (act.on, line)
        for story in cast(TODAY, counsellors())
        for act in story.acts
        if isinstance(act, Draft)
        for line in act.add
    ]
    assert all(line.due_on is None or line.due_on > on for on, line in lines)
    assert sum(line.due_on is not None for _on, line in lines) > 100
    assert TODAY + timedelta(1) < max(line.due_on for _on, line in lines if line.due_on)
