"""What a letter says: the person's own amounts by the law of the event, and nothing half said."""

from datetime import UTC, date, datetime

import pytest

from roterfaden.delivery import content
from roterfaden.delivery.examples import example
from roterfaden.delivery.gaps import bound, fill, gaps_of
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.texts import Words, delivered_on
from roterfaden.organisations.models import Jobcentre

OFFICE = Jobcentre(name="Jobcenter Ahrenfeld", street="Markt 1", postcode="05999", city="Ahrenfeld")
OLD, REAL_WORK, NEW = date(2026, 3, 2), date(2026, 5, 4), date(2026, 10, 12)


def said(letter: Letter) -> dict[str, str]:
    """The printed text of each part."""
    kind = Kind(letter.kind)
    words = Words(delivered_on(kind, letter.event_on).paragraphs, None)
    found = content.parts(letter, words)
    return {one.code: "\n".join(one.paragraphs).replace("\N{NO-BREAK SPACE}", " ") for one in found}


def letter(kind: Kind, on: date, **facts: object) -> Letter:
    made = example(kind, on, OFFICE)
    made.facts = {name: value for name, value in (made.facts | facts).items() if value is not None}
    return made


def test_the_new_law_reduces_by_30_percent_for_three_months() -> None:
    notice = said(letter(Kind.OBLIGATION, NEW))["notice"]
    assert "um 30 Prozent Ihres Regelbedarfs, für drei Monate" in notice
    assert "563,00 Euro. Das wären 168,90 Euro weniger im Monat." in notice


@pytest.mark.parametrize(
    ("earlier", "rate", "amount"),
    [
        (0, "10 Prozent Ihres Regelbedarfs, für einen Monat", "56,30"),
        (1, "20 Prozent Ihres Regelbedarfs, für zwei Monate", "112,60"),
        (2, "30 Prozent Ihres Regelbedarfs, für drei Monate", "168,90"),
    ],
)
def test_the_old_law_rose_with_each_earlier_reduction(earlier: int, rate: str, amount: str) -> None:
    notice = said(letter(Kind.REQUEST, OLD, earlier=earlier))["notice"]
    assert rate in notice
    assert f"Das wären {amount} Euro weniger im Monat." in notice


def test_a_single_missed_talk_reduces_nothing_since_july_2026() -> None:
    new = said(letter(Kind.INVITATION, NEW))["notice"]
    assert "Ein einzelnes versäumtes Gespräch mindert Ihre Leistung noch nicht." in new
    assert "drei Termine nacheinander" in new
    old = said(letter(Kind.INVITATION, OLD))["notice"]
    assert "um 10 Prozent Ihres Regelbedarfs, für einen Monat" in old
    assert "nacheinander" not in old


@pytest.mark.parametrize(("on", "is_said"), [(OLD, False), (REAL_WORK, True), (NEW, True)])
def test_the_loss_of_the_whole_need_is_named_where_the_law_knows_it(
    on: date, is_said: bool
) -> None:
    """§ 31a Abs. 7 SGB II."""
    notice = said(letter(Kind.JOB_PROPOSAL, on))["notice"]
    assert ("entfällt der ganze Regelbedarf" in notice) == is_said
    assert ("Das wären 563,00 Euro weniger im Monat." in notice) == is_said


def test_without_the_standard_need_no_amount_is_named() -> None:
    notice = said(letter(Kind.OBLIGATION, NEW, standard_need=None))["notice"]
    assert "Euro weniger" not in notice
    assert "30 Prozent" in notice


def test_without_a_notice_there_is_no_frame_and_no_instruction() -> None:
    parts = said(letter(Kind.INVITATION, NEW, with_notice=None))
    assert not {"notice", "objection", "reasons"} & set(parts)


def test_only_the_reasons_of_the_occasion_are_printed() -> None:
    facts = {"entry": "missed_talk", "missed_on": "2026-10-01", "discretion": "Wir warteten."}
    parts = said(letter(Kind.OBLIGATION, NEW, **facts))
    assert "Wir müssen es nicht und haben abgewogen: Wir warteten." in parts["reasons_missed_talk"]
    assert not {"reasons_step", "reasons_no_plan"} & set(parts)


@pytest.mark.parametrize(("month", "is_said"), [(5, False), (8, True)])
def test_what_happened_before_july_2026_keeps_its_law(month: int, is_said: bool) -> None:
    """§ 65a Abs. 2 SGB II, and it says so only once the law has changed."""
    made = letter(Kind.DECISION, OLD)
    made.changed_at = datetime(2026, month, 3, 12, tzinfo=UTC)
    assert ("§ 65a Abs. 2 SGB II" in said(made)["law"]) == is_said


def test_what_is_missing_shows_its_name() -> None:
    gaps = gaps_of(letter(Kind.OBLIGATION, NEW, reasonable_because=None))
    assert gaps["reasonable_because"] == "[Warum das zumutbar ist]"


def test_a_line_with_an_empty_gap_is_left_out() -> None:
    text = "Guten Tag {person}.\nRufen Sie an: {phone}.\n\nAuf Wiedersehen."
    gaps = {"person": "Erika", "phone": ""}
    assert fill(text, gaps) == ["Guten Tag Erika.", "Auf Wiedersehen."]


def test_norms_stay_on_one_line() -> None:
    assert bound("§ 31b Abs. 4 SGB II") == "§\u00a031b Abs.\u00a04 SGB\u00a0II"
