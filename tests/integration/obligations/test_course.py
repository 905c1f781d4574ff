"""The path under the law since 1 July 2026, and what holds on the way."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.delivery import actions as delivery
from roterfaden.delivery.content import parts, words_of
from roterfaden.obligations import actions
from roterfaden.obligations.consequences import earlier_that_count
from roterfaden.obligations.deadlines import deadlines
from roterfaden.obligations.exercises import EXERCISES
from roterfaden.obligations.letters import posted
from roterfaden.obligations.models import Move, Offer, Reduction
from roterfaden.obligations.notices import notice_rule
from roterfaden.obligations.occasions import Occasion, occasions
from roterfaden.obligations.path import path
from roterfaden.obligations.policies import Unlawful, may_lead, may_read
from roterfaden.obligations.softer import hindrances, softer_steps
from roterfaden.obligations.states import Ending, Track, Writing
from roterfaden.organisations.permissions import Role
from roterfaden.plans.models import EntryOutcome
from tests.factories.house import House
from tests.factories.procedures import OLD, Course, a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(house: House) -> Course:
    return a_course(house)


def only(course: Course) -> Occasion:
    (found,) = occasions(course.case)
    return found


def tracks(occasion: Occasion) -> list[str]:
    return [way.track for way in occasion.ways]


def test_from_a_step_not_done_to_a_reduction_and_its_early_end(course: Course) -> None:
    course.begun_by_step().pursued().obliged()
    assert course.state == "awaiting"
    course.breached().heard().answered().decided()
    procedure = course.procedure
    assert (procedure.state, procedure.regime) == ("reduced", "grundsicherungsgeld")
    assert procedure.norm == "§ 15a Abs. 2 SGB II"
    reduction = procedure.reduction
    assert (reduction.percent, reduction.begins_on.day) == (30, 1)
    law_end = reduction.ends_on
    course.wait_until(reduction.begins_on + timedelta(days=9)).lifted(course.today)
    course.end(Ending.LIFTED)
    procedure = course.procedure
    assert procedure.ending == "lifted"
    assert procedure.reduction.ends_on < law_end
    assert (procedure.reduction.ends_on + timedelta(days=1)).day == 1


def test_before_the_reform_the_first_breach_takes_ten_percent_for_a_month(house: House) -> None:
    course = a_course(house, at=OLD)
    course.begun_by_step().pursued().obliged().breached().heard().answered().decided()
    reduction = course.procedure.reduction
    assert (reduction.percent, reduction.law["months"]) == (10, 1)
    assert course.procedure.norm == "§ 15 Abs. 5 Satz 2 SGB II"


def test_a_request_of_the_old_law_cannot_be_written_after_it(house: House) -> None:
    course = a_course(house, at=OLD).begun_by_step().pursued().wait_until(date(2026, 7, 1))
    course.duty()
    with pytest.raises(Unlawful, match="§ 15a SGB II"):
        actions.draft_letter(**course.doing)


# What may begin


def test_a_step_that_does_not_lead_to_work_opens_nothing_since_the_reform(course: Course) -> None:
    course.a_step(towards_work=False)
    occasion = only(course)
    assert "§ 15a Abs. 2 SGB II" in occasion.refused
    with pytest.raises(Unlawful, match="§ 15a Abs"):
        course.begin("step_not_done", occasion.key)


def test_where_the_plan_does_not_say_it_a_person_says_whether_it_leads_to_work(
    course: Course,
) -> None:
    course.a_step(towards_work=None, topic="")
    occasion = only(course)
    assert occasion.asks_towards_work
    with pytest.raises(Refused, match="Sagen Sie zuerst"):
        course.begin("step_not_done", occasion.key)
    with pytest.raises(Unlawful):
        course.begin("step_not_done", occasion.key, towards_work=False)
    assert course.begin("step_not_done", occasion.key, towards_work=True).procedure.towards_work


def test_what_was_excused_in_the_review_is_not_followed_up(course: Course) -> None:
    course.a_step(good_cause=EntryOutcome.GoodCause.YES)
    assert "wichtiger Grund" in only(course).refused


def test_the_first_missed_talk_reduces_nothing_but_may_oblige(course: Course) -> None:
    course.a_missed_talk()
    occasion = only(course)
    assert tracks(occasion) == [Track.DUTY]
    with pytest.raises(Unlawful, match="erste Versäumnis"):
        course.begin("missed_talk", occasion.key, Track.DIRECT)


def test_the_second_reduces_and_the_third_in_a_row_asks_whether_she_is_reachable(
    course: Course,
) -> None:
    course.a_missed_talk()
    second = course.wait(days=20).a_missed_talk()
    third = course.wait(days=20).a_missed_talk()
    by_key = {one.key: one for one in occasions(course.case)}
    assert tracks(by_key[second.pk]) == [Track.DUTY, Track.DIRECT]
    assert tracks(by_key[third.pk]) == [Track.DUTY, Track.UNREACHABLE]


def test_a_kept_talk_breaks_the_row_and_a_person_says_which_misses_count(course: Course) -> None:
    course.a_missed_talk()
    course.wait(days=5).a_missed_talk()
    course.wait(days=5).a_kept_talk()
    third = course.wait(days=5).a_missed_talk()
    assert Track.UNREACHABLE not in tracks(occasions(course.case)[0])
    with pytest.raises(Unlawful):
        course.begin("missed_talk", third.pk, Track.DIRECT, counted=())
    begun = course.begin("missed_talk", third.pk, Track.DIRECT).procedure
    assert len(begun.counted_misses) == 3


def test_nothing_follows_from_an_offer_without_a_notice_unless_she_knew(course: Course) -> None:
    offer = course.an_offer(with_notice=False)
    assert "Rechtsfolgenbelehrung" in only(course).refused
    Offer.objects.filter(pk=offer.pk).update(known_because="Im Gespräch am 01.10. erklärt.")
    assert tracks(only(course)) == [Track.DIRECT]


def test_the_same_is_followed_up_once_unless_it_was_begun_by_mistake(course: Course) -> None:
    course.begun_by_step()
    step = course.procedure.step
    assert step
    with pytest.raises(Refused, match="schon verfolgt"):
        course.begin("step_not_done", step.pk)
    course.end(Ending.MISTAKEN)
    assert course.begin("step_not_done", step.pk).state == "clarifying"


def test_while_people_conciliate_nothing_is_followed_up(house: House) -> None:
    course = a_course(house, at=OLD)
    actions.begin_conciliation(
        case=course.case, began_on=course.today, about="Uneinig.", **course.who
    )
    course.a_missed_talk()
    assert "Schlichtung" in only(course).refused


def test_a_conciliation_that_nobody_closed_ends_by_its_law(house: House) -> None:
    course = a_course(house, at=OLD)
    actions.begin_conciliation(
        case=course.case, began_on=course.today, about="Uneinig.", **course.who
    )
    course.wait(days=29).a_missed_talk()
    assert not only(course).refused


def test_conciliation_ended_with_its_law(course: Course) -> None:
    with pytest.raises(Unlawful):
        actions.begin_conciliation(
            case=course.case, began_on=date(2026, 7, 1), about="Uneinig.", **course.who
        )


def test_what_became_of_an_offer_stays_while_a_procedure_hangs_on_it(course: Course) -> None:
    offer = course.an_offer()
    course.begin("offer_refused", offer.pk, Track.DIRECT)
    with pytest.raises(StateRefused, match="baut ein Verfahren auf"):
        actions.tell_outcome(offer=offer, outcome=None, **course.who)


def test_the_longest_step_is_followed_up_too(course: Course) -> None:
    step = course.a_step(text="Ich bewerbe mich. " * 27 + "Und das oft.")
    assert course.begin("step_not_done", step.pk).procedure.about.startswith("„Ich bewerbe")


# The good cause comes first


def test_nothing_goes_on_before_somebody_asked_for_a_good_cause(course: Course) -> None:
    course.begun_by_step()
    with pytest.raises(Refused, match="Fragen Sie zuerst"):
        actions.pursue(**course.doing)
    course.ask("unclear")
    with pytest.raises(Refused, match="noch unklar"):
        actions.pursue(**course.doing)
    course.ask("yes", "Das Kind war krank.")
    with pytest.raises(Refused, match="wichtigen Grund"):
        actions.pursue(**course.doing)


def test_what_she_said_about_a_hindrance_is_brought_up_as_a_possible_cause(course: Course) -> None:
    course.a_step(note="Mein Kind war krank.")
    course.begin("step_not_done", only(course).key)
    assert [one.words for one in hindrances(course.procedure)] == ["Mein Kind war krank."]
    assert not softer_steps(course.procedure)


def test_the_notice_of_a_proposal_followed_from_the_review_until_the_reform(house: House) -> None:
    course = a_course(house, at=OLD)
    assert "in der Regel ohne Belehrung" in notice_rule(course.case, course.today)
    course.a_step()
    assert "grundsätzlich mit Belehrung" in notice_rule(course.case, course.today)
    assert "nicht mehr am Rückblick" in notice_rule(course.case, date(2026, 7, 1))


# The duty


def test_a_day_before_the_letter_is_known_is_no_term(course: Course) -> None:
    course.begun_by_step().pursued().duty(due_on=course.today + timedelta(days=4))
    with pytest.raises(Refused, match="Setzen Sie einen Tag danach"):
        actions.draft_letter(**course.doing)


@pytest.mark.parametrize(
    ("point", "value"),
    [
        ("efforts", ""),
        ("how_often", ""),
        ("form_of_proof", ""),
        ("due_on", None),
        ("reasonable_because", " "),
    ],
)
def test_an_act_on_own_efforts_needs_all_five_points(
    course: Course, point: str, value: Any
) -> None:
    course.begun_by_step().pursued().duty(**{point: value})
    with pytest.raises(Refused, match="fehlt noch"):
        actions.draft_letter(**course.doing)


def test_where_the_law_says_may_discretion_has_reasons(course: Course) -> None:
    course.begin("missed_talk", course.a_missed_talk().pk).pursued().duty()
    with pytest.raises(Refused, match="Ermessen"):
        actions.draft_letter(**course.doing)
    course.obliged(discretion="Zwei Anrufe ohne Antwort; anders erreichen wir Sie nicht.")
    assert course.state == "awaiting"


def test_nothing_runs_without_a_letter_in_the_post(course: Course) -> None:
    course.begun_by_step().pursued().duty()
    actions.draft_letter(**course.doing)
    with pytest.raises(StateRefused, match="noch nicht in der Post"):
        actions.go_on(**course.doing)
    assert not [one for one in deadlines(course.procedure) if one.binds == "recipient"]


def test_a_breach_is_found_by_a_person_after_its_day_and_in_words(course: Course) -> None:
    course.begun_by_step().pursued().obliged()
    with pytest.raises(Refused, match="Frist läuft noch"):
        actions.find_breach(reason="Nichts da.", **course.doing)
    course.wait(days=40)
    with pytest.raises(Refused, match="in einem Satz"):
        actions.find_breach(reason=" ", **course.doing)
    assert course.state == "awaiting"


# Hearing and decision


def test_there_is_time_for_the_answer_unless_it_came(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT).pursued().heard()
    with pytest.raises(Refused, match="noch Zeit"):
        actions.begin_deciding(**course.doing)
    course.wait(days=3)
    actions.note_answer(answered_on=course.today, answer="Ich war krank.", **course.doing)
    actions.begin_deciding(**course.doing)
    assert course.state == "deciding"


def test_a_personal_hearing_has_a_ground_and_a_day(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT).pursued()
    with pytest.raises(Refused, match="Anlass, Tag und Uhrzeit"):
        course.heard(in_person=True, ground="requested")


def test_hardship_and_reduction_exclude_each_other(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered()
    with pytest.raises(Unlawful, match="Härte"):
        course.decide(hardship=True)
    with pytest.raises(Refused, match="Beantworten Sie beides"):
        course.decide(hardship_considered=" ")
    course.decide("none", hardship=True)
    course.end(Ending.HARDSHIP, "Die Wohnung wäre verloren.")
    assert course.procedure.ending == "hardship"


def test_who_is_spared_is_told_so_and_nothing_is_reduced(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().decide("none", hardship=True)
    letter = course.posted()
    ruling = next(part for part in parts(letter, words_of(letter)) if part.code == "ruling_none")
    assert "Wir mindern Ihr Grundsicherungsgeld nicht." in str(ruling)
    assert not letter.is_act
    assert letter.name == "Ergebnis der Anhörung"
    assert "reduced" not in [station.code for station in path(course.procedure, course.today)]
    with pytest.raises(Refused, match="vollen Leistungen"):
        actions.go_on(**course.doing)
    course.end(Ending.HARDSHIP, "Die Wohnung wäre verloren.")
    assert not Reduction.objects.filter(procedure=course.procedure).exists()


def test_after_six_months_nothing_is_determined(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().wait(days=200)
    with pytest.raises(Unlawful, match="zu spät"):
        course.decide()
    assert course.end(Ending.LAPSED).has_ended


def test_three_misses_in_a_row_are_no_reduction(course: Course) -> None:
    for _earlier in range(2):
        course.a_missed_talk()
        course.wait(days=20)
    course.begin("missed_talk", course.a_missed_talk().pk, Track.UNREACHABLE)
    in_person = {"ground": "third_in_row", "in_person_time": time(10, 30), "place": "Raum 214"}
    day = course.today + timedelta(days=14)
    course.pursued().heard(in_person=True, in_person_on=day, **in_person)
    course.answered()
    with pytest.raises(Unlawful, match="§ 7b"):
        course.decide("reduce")


def test_what_was_decided_and_posted_does_not_just_end(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().decide()
    course.posted()
    with pytest.raises(Refused, match="Bescheid ist in der Post"):
        course.end(Ending.NOT_PURSUED)


@pytest.mark.parametrize("ground", ["mistaken", "fulfilled"])
def test_a_reduction_that_was_wrong_does_not_count_later(course: Course, ground: str) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().decided()
    course.wait_until(course.procedure.reduction.begins_on)
    letter = course.lifted(course.today, ground)
    begins_on = course.procedure.reduction.begins_on.isoformat()
    assert (letter.facts["paid_from_on"] == begins_on) == (ground == "mistaken")
    course.end(Ending.LIFTED)
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    assert earlier_that_count(course.procedure) == (0 if ground == "mistaken" else 1)


def test_a_later_receipt_that_was_proven_moves_the_reduction(course: Course) -> None:
    course.begin("offer_refused", course.an_offer().pk, Track.DIRECT)
    course.pursued().heard().answered().decided()
    before = course.procedure.reduction.begins_on
    with pytest.raises(StateRefused, match="stimmen schon"):
        actions.recount(**course.doing)
    course.wait(days=40)
    letter = posted(course.procedure, Writing.DECISION)
    assert letter
    delivery.note_receipt(letter=letter, received_on=course.today, **course.who)
    actions.recount(**course.doing)
    assert course.procedure.reduction.begins_on > before


# Back


def test_each_move_is_taken_back_until_its_letter_is_in_the_post(course: Course) -> None:
    course.begun_by_step().pursued().duty()
    actions.draft_letter(**course.doing)
    actions.take_back(**course.doing)
    assert course.state == "clarifying"
    actions.pursue(**course.doing)
    course.posted()
    with pytest.raises(StateRefused, match="schon in der Post"):
        actions.take_back(**course.doing)
    actions.go_on(**course.doing)
    actions.take_back(**course.doing)
    assert course.state == "obliging"


def test_an_end_is_taken_back_too(course: Course) -> None:
    course.begun_by_step().end(Ending.NOT_PURSUED)
    actions.take_back(**course.doing)
    procedure = course.procedure
    assert (procedure.state, procedure.ending, procedure.ended_on) == ("clarifying", "", None)


def test_a_move_on_record_never_changes(course: Course) -> None:
    course.begun_by_step().pursued()
    move = Move.objects.get(procedure=course.procedure)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Move.objects.filter(pk=move.pk).update(reason="anders")


# Who


def test_only_who_is_in_charge_leads_and_who_leads_a_team_reads(course: Course) -> None:
    course.begun_by_step()
    house, case, day = course.house, course.case, course.today
    with pytest.raises(NotPermitted):
        actions.pursue(procedure=course.procedure, by=house.colleague, at=course.at)
    lead = house.staff[Role.TEAM_LEAD]
    assert may_lead(course.by, case, day)
    assert not may_read(house.colleague, case, day)
    assert may_read(lead, case, day)
    assert not may_lead(lead, case, day)


def test_practice_needs_an_invented_case(course: Course) -> None:
    with pytest.raises(Refused, match="erfundenen Fall"):
        actions.begin_practice(
            case=course.case, exercise=EXERCISES[0], event_on=course.today, **course.who
        )


# The path


def test_the_path_says_where_it_is_and_what_can_come(course: Course) -> None:
    course.begun_by_step().pursued()
    course.duty(due_on=date(2027, 1, 9))
    found = {one.code: one for one in path(course.procedure, course.today)}
    assert [one.standing for one in found.values()] == ["done", "done", "now", *["ahead"] * 4]
    assert found["awaiting"].day == "bis Mo, 11.01.2027"  # a Saturday moves to Monday
    assert found["hearing"].day == "frühestens ab Di, 12.01.2027"
    assert found["deciding"].day == "spätestens Mo, 12.07.2027"
    assert all(one.back for one in found.values() if one.standing == "ahead")


def test_the_path_of_an_ended_procedure_shows_only_what_was(course: Course) -> None:
    course.begun_by_step().end(Ending.GOOD_CAUSE, "Das Kind war krank.")
    codes = [one.code for one in path(course.procedure, course.today)]
    assert codes == ["occasion", "clarifying", "ended"]


def test_deadlines_run_with_their_reasons(course: Course) -> None:
    course.begun_by_step().pursued().obliged()
    codes = {one.code for one in deadlines(course.procedure)}
    assert codes == {"proof", "objection-duty"}
    course.breached().heard()
    found = {one.code: one for one in deadlines(course.procedure)}
    assert found.keys() == {"answer", "determination", "objection-duty"}
    assert found["determination"].reasons
