"""What a letter must know: typed, kept as JSON, missing ones named."""

from datetime import date
from decimal import Decimal

import pytest

from roterfaden.core.errors import Refused
from roterfaden.delivery.facts import WrongFacts, as_kept, missing
from roterfaden.delivery.kinds import KINDS, Kind, check_exists, has_notice, is_act

OBLIGATION = KINDS[Kind.OBLIGATION].facts


def test_days_and_amounts_are_kept_as_texts() -> None:
    kept = as_kept(OBLIGATION, {"due_on": date(2027, 1, 4), "standard_need": Decimal(563)})
    assert kept == {"due_on": "2027-01-04", "standard_need": "563.00"}
    assert as_kept(OBLIGATION, kept) == kept


def test_what_was_left_empty_is_not_kept() -> None:
    assert as_kept(OBLIGATION, {"efforts": "", "due_on": None}) == {}


@pytest.mark.parametrize(
    "facts", [{"unknown": 1}, {"due_on": "bald"}, {"content": "other"}, {"standard_need": "viel"}]
)
def test_unknown_and_unreadable_facts_are_a_mistake_of_the_caller(facts: dict[str, object]) -> None:
    with pytest.raises(WrongFacts):
        as_kept(OBLIGATION, facts)


def test_own_efforts_need_what_how_often_proof_deadline_and_why() -> None:
    """§ 15a Abs. 4 SGB II."""
    given = {"entry": "no_plan", "content": "efforts"}
    assert [one.code for one in missing(OBLIGATION, given)] == [
        *("efforts", "how_often", "form_of_proof", "due_on", "reasonable_because"),
    ]


def test_a_measure_needs_no_frequency() -> None:
    given = {"entry": "no_plan", "content": "measure"}
    assert "how_often" not in [one.code for one in missing(OBLIGATION, given)]


def test_discretion_needs_reasons_where_the_law_says_may() -> None:
    given = {"entry": "missed_talk", "content": "efforts"}
    assert "discretion" in [one.code for one in missing(OBLIGATION, given)]


@pytest.mark.parametrize(
    ("kind", "day"),
    [(Kind.REQUEST, date(2026, 7, 1)), (Kind.OBLIGATION, date(2026, 6, 30))],
)
def test_request_and_obligation_exist_under_their_own_law_only(kind: Kind, day: date) -> None:
    with pytest.raises(Refused, match="gibt es nur im Recht"):
        check_exists(kind, day, {})


def test_the_first_invitation_carried_no_notice_under_the_old_law() -> None:
    """§ 15 Abs. 4 SGB II until 30 June 2026."""
    facts = {"is_first": True, "with_notice": True}
    with pytest.raises(Refused, match="erste Einladung"):
        check_exists(Kind.INVITATION, date(2026, 6, 30), facts)
    check_exists(Kind.INVITATION, date(2026, 7, 1), facts)


def test_obligations_and_reductions_are_acts_and_hearings_are_not() -> None:
    assert is_act(Kind.OBLIGATION, {})
    assert is_act(Kind.DECISION, {"outcome": "reduce"})
    assert not is_act(Kind.DECISION, {"outcome": "none"})
    assert not is_act(Kind.HEARING, {})


def test_a_proposal_carries_a_notice_only_where_somebody_says_so() -> None:
    assert has_notice(Kind.JOB_PROPOSAL, {"with_notice": True})
    assert not has_notice(Kind.JOB_PROPOSAL, {})
    assert has_notice(Kind.OBLIGATION, {})
    assert not has_notice(Kind.HEARING, {"with_notice": True})
