"""Which of the outcomes on record counts, and what it brings into the next draft."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from roterfaden.plans.carrying import carried
from roterfaden.plans.contents import content_of
from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.plans.outcomes import counting, standing
from roterfaden.plans.review import kept_kind, kept_words, kinds_for

STEP, OTHER = uuid4(), uuid4()


@dataclass(frozen=True)
class Told:
    pk: UUID
    entry_id: UUID
    takes_back_id: UUID | None = None


def told(entry: UUID = STEP, takes_back: Told | None = None) -> Told:
    return Told(uuid4(), entry, takes_back.pk if takes_back else None)


def test_the_newest_counts_for_each_entry() -> None:
    first, second, other = told(), told(), told(OTHER)
    assert counting([first, other, second]) == {STEP: second, OTHER: other}


def test_what_was_taken_back_lets_the_one_before_count() -> None:
    first, second = told(), told()
    assert counting([first, second, told(takes_back=second)]) == {STEP: first}


def test_taking_back_goes_on_step_by_step_until_nothing_was_said() -> None:
    first, second = told(), told()
    rows = [first, second, told(takes_back=second), told(takes_back=first)]
    assert counting(rows) == {}
    assert standing(rows) == {STEP: []}


def test_what_is_said_after_taking_back_counts() -> None:
    first = told()
    again = told()
    assert counting([first, told(takes_back=first), again]) == {STEP: again}


def entry(**fields: object) -> Entry:
    return Entry(kind="step", owner="recipient", text="Ich rufe an.", **fields)


def outcome(kind: str, **fields: object) -> EntryOutcome:
    return EntryOutcome(kind=kind, happened_on=date(2026, 11, 26), **fields)


@pytest.mark.parametrize("kind", ["done", "no_longer_fits"])
def test_what_is_settled_is_not_carried(kind: str) -> None:
    assert carried(entry(), outcome(kind)) is None


@pytest.mark.parametrize("kind", ["open", "partly", "not_done"])
def test_what_is_open_is_carried_as_it_was(kind: str) -> None:
    step = entry(due_on=date(2026, 8, 31), proof="Anmeldung")
    assert carried(step, outcome(kind)) == carried(step, None) == content_of(step)


@pytest.mark.parametrize("before", [{"due_on": date(2026, 8, 31)}, {"rhythm": "FREQ=MONTHLY"}])
def test_a_new_day_stands_in_the_place_of_day_or_rhythm(before: dict[str, object]) -> None:
    content = carried(entry(**before), outcome("open", new_due_on=date(2026, 12, 1)))
    assert content
    assert (content.due_on, content.rhythm) == (date(2026, 12, 1), "")


@pytest.mark.parametrize(
    ("known", "new_day", "kind"),
    [
        (None, None, "open"),
        (None, date(2026, 12, 1), "open"),
        ("partly", date(2026, 12, 1), "partly"),
        ("done", None, "done"),
        ("done", date(2026, 12, 1), "open"),
    ],
)
def test_words_or_a_day_alone_keep_what_counted(
    known: str | None, new_day: date | None, kind: str
) -> None:
    assert kept_kind(outcome(known) if known else None, new_day) == kind


def test_a_reason_goes_where_it_is_no_reason_any_more() -> None:
    known = outcome("not_done", note="Der Kurs war voll.")
    assert kept_words(known, "done", "Der Kurs war voll.") == ""
    assert kept_words(known, "not_done", "Der Kurs war voll.") == "Der Kurs war voll."
    assert kept_words(known, "done", "Jetzt doch.") == "Jetzt doch."


def test_a_goal_is_reached_or_right_or_not_right_any_more() -> None:
    assert kinds_for(Entry(kind="interim_goal")) == ("done", "open", "no_longer_fits")
    assert len(kinds_for(entry())) == 5
