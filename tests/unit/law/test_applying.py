"""Applying rules to what people type: reading, refusing by name, the timeline."""

from datetime import date
from decimal import Decimal

import pytest

from roterfaden.law.applying import Answer, apply_texts, inputs_of, read_inputs
from roterfaden.law.errors import LawError, NoRuleInForce, UnknownRule, WrongInputs
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.registry import rules
from roterfaden.law.results import Status
from roterfaden.law.validity import Validity
from roterfaden.law.wording import said

POSTED = {"posted_on": "2026-12-22", "channel": "post"}


def _refused(name: str, **texts: str) -> dict[str, str]:
    with pytest.raises(WrongInputs) as refused:
        apply_texts(name, texts)
    return {error.input: f"{error.message} {error.way_out}" for error in refused.value.errors}


def test_german_and_iso_days_are_the_same() -> None:
    assert apply_texts("notification", POSTED) == apply_texts(
        "notification", POSTED | {"posted_on": "22.12.2026"}
    )


def test_empty_texts_are_left_out() -> None:
    given = read_inputs("objection", {"notified_on": "2026-12-26", "instruction": "given"})
    empty = {"notified_on": "2026-12-26", "instruction": "given", "land": " "}
    assert read_inputs("objection", empty) == given


def test_amounts_are_read_with_comma_and_point() -> None:
    need = Input(name="standard_need", kind=Kind.AMOUNT, label="Regelbedarf")
    assert need.read("563") == need.read("563,00") == need.read("563.0") == Decimal(563)


@pytest.mark.parametrize(
    "text", ["", "0", "0,00", "-1", "1e3", "NaN", "5.123", "999999", "fünf", "²"]
)
def test_nonsense_amounts_are_refused(text: str) -> None:
    need = Input(name="standard_need", kind=Kind.AMOUNT, label="Regelbedarf")
    with pytest.raises(LawError, match="Regelbedarf"):
        need.read(text)


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-13-01", "20261222", "2026-W52-2", "31.4.2026", "heute", "0001-01-01"],
)
def test_impossible_days_are_refused_with_an_example(text: str) -> None:
    assert "posted_on" in _refused("notification", posted_on=text, channel="post")


@pytest.mark.parametrize("days", ["0", "-3", "1.5", "99999", "viele", "１４"])
def test_nonsense_numbers_are_refused_with_the_bounds(days: str) -> None:
    refused = _refused("deadline-end", notified_on="2026-12-11", days=days)
    assert "von 1 bis 3650" in refused["days"]


def test_everything_wrong_is_said_at_once() -> None:
    refused = _refused("objection", notifed_on="2026-12-26", instruction="givn", land="Bayern")
    assert "„notified_on“" in refused["notifed_on"]
    assert "Die Angabe fehlt" in refused["notified_on"]
    assert "Gemeint ist vielleicht „given“" in refused["instruction"]
    assert "NW" in refused["land"]


def test_a_missing_choice_says_what_is_possible() -> None:
    assert "post, email, portal" in _refused("notification", posted_on="2026-12-22")["channel"]


def test_one_length_of_a_term_is_needed_and_no_more() -> None:
    assert "genau eine" in _refused("deadline-end", notified_on="2026-12-11")["days"]
    both = _refused("deadline-end", notified_on="2026-12-11", days="14", months="1")
    assert "Zu viel" in both["months"]


def test_a_land_that_does_not_match_is_said_at_the_municipality() -> None:
    texts = {"notified_on": "2026-12-11", "days": "14"}
    refused = _refused("deadline-end", **texts, land="NW", municipality="09162000")
    assert "liegt in BY" in refused["municipality"]
    assert "acht Ziffern" in _refused("deadline-end", **texts, municipality="123")["municipality"]


def test_days_that_contradict_each_other_are_said_at_their_input() -> None:
    texts = {"kind": "breach", "breach_on": "2026-07-06", "notified_on": "2026-07-05"}
    assert "liegt vor" in _refused("reduction", **texts)["notified_on"]


def test_a_day_named_twice_is_refused() -> None:
    assert "zweimal" in _refused("missed-appointments", missed="2026-07-02, 02.07.2026")["missed"]


def test_codes_are_separated_by_commas() -> None:
    texts = {"written_on": "2026-11-24", "present": "personal_offer, services"}
    answer = apply_texts("plan-contents", texts)
    assert answer.given["present"] == ("personal_offer", "services")


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="Gemeint ist vielleicht „objection“"):
        inputs_of("objektion")


def test_a_day_without_law_is_no_wrong_input() -> None:
    with pytest.raises(NoRuleInForce, match="Ende eines Schlichtungsverfahrens"):
        apply_texts("conciliation-end", {"began_on": "2026-07-01"})


def _reduced() -> Answer:
    return apply_texts(
        "reduction", {"kind": "breach", "breach_on": "2026-07-06", "notified_on": "2026-08-01"}
    )


def test_the_timeline_holds_given_and_computed_days_in_order() -> None:
    moments = [(each.on, each.given) for each in _reduced().moments()]
    assert moments == [
        (date(2026, 7, 6), True),
        (date(2026, 8, 1), True),
        (date(2026, 9, 1), False),
        (date(2026, 11, 30), False),
    ]
    assert _reduced().moments()[2].label == "Erster Tag der Minderung"


def test_every_missed_appointment_stands_on_the_timeline() -> None:
    answer = apply_texts("missed-appointments", {"missed": "2026-07-20,2026-07-02"})
    assert [each.on for each in answer.moments()] == [date(2026, 7, 2), date(2026, 7, 20)]
    assert answer.span() is None


def test_the_bar_of_the_timeline_goes_from_begin_to_end() -> None:
    assert _reduced().span() == Validity(date(2026, 9, 1), date(2026, 11, 30))
    nothing = {"kind": "missed-appointment", "breach_on": "2026-07-06", "notified_on": "2026-08-01"}
    assert apply_texts("reduction", nothing).span() is None


def test_each_output_has_a_label_and_a_status() -> None:
    texts = {"agreed_on": "2026-08-31"}
    assert [each[1:] for each in apply_texts("plan-update-due", texts).outputs()] == [
        ("Spätestens aktualisieren am", date(2027, 2, 28), Status.TEXT),
        ("Erinnern am", date(2027, 2, 26), Status.INTERPRETATION),
    ]


@pytest.mark.parametrize("name", rules().names())
def test_every_input_has_words_for_people(name: str) -> None:
    for each in inputs_of(name):
        assert each.label != each.name
        assert each.choices or each.kind not in {Kind.CHOICE, Kind.CODES, Kind.LAND}
    assert rules().versions(name)[-1].question.endswith("?")


@pytest.mark.parametrize("name", rules().names())
def test_every_output_has_words_for_people(name: str) -> None:
    answers = rules().versions(name)[-1].answers
    assert set(answers.field_labels) == {key for key, _field in answers.output_fields()}
    assert set(answers.field_statuses) <= set(answers.field_labels)


@pytest.mark.parametrize("name", rules().names())
def test_every_version_of_a_rule_asks_for_the_same(name: str) -> None:
    assert len({version.inputs for version in rules().versions(name)}) == 1


def test_a_land_is_read_in_small_letters_too() -> None:
    texts = {"agreed_on": "2026-08-31", "land": "nw"}
    assert apply_texts("plan-update-due", texts).given["land"] == "NW"


def test_a_month_in_part_is_said_in_thirtieths() -> None:
    texts = {"kind": "breach", "breach_on": "2026-07-03", "notified_on": "2026-08-01"}
    more = {"complied_on": "2026-10-15", "standard_need": "563"}
    answer = apply_texts("reduction", texts | more)
    assert said({each[0]: each[2] for each in answer.outputs()}["amounts"]) == (
        "01.09. bis 30.09.2026 (30 von 30 Tagen): 168,90 Euro; "
        "01.10. bis 14.10.2026 (14 von 30 Tagen): 78,82 Euro"
    )


def test_codes_are_said_in_the_words_of_the_choices() -> None:
    answer = apply_texts("plan-contents", {"written_on": "2026-11-24"})
    must = answer.outputs()[0][2]
    assert answer.said(must).endswith(
        "das Eingliederungsziel; die wesentlichen Schritte zur Eingliederung"
    )
    obligation = apply_texts("follow-up", {"entry": "missed-talk", "on": "2026-11-24"})
    assert [obligation.said(each[2]) for each in obligation.outputs()][:2] == [
        "Verpflichtung durch schriftlichen Verwaltungsakt",
        "kann",
    ]


def test_values_are_said_in_german() -> None:
    assert said(None) == "–"
    assert (said(True), said(False)) == ("ja", "nein")  # noqa: FBT003  the value itself
    assert said(date(2026, 9, 1)) == "01.09.2026"
    assert said(Decimal("168.9")) == "168,90 Euro"
    assert (said(()), said(("a", 3))) == ("nichts", "a; 3")
    answer = apply_texts("missed-appointments", {"missed": "2026-07-02,2026-07-20,2026-08-05"})
    assert said(answer.outputs()[0][2]) == (
        "02.07.2026: keine Folge; 20.07.2026: Minderung um 30 Prozent für einen Monat; "
        "05.08.2026: Nichterreichbarkeit prüfen, vorher persönlich anhören"
    )
