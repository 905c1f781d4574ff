"""Where a line of typed words belongs."""

import pytest

from roterfaden.plans.capture import Understood, lacking, other_body, typed, understood


@pytest.mark.parametrize(
    ("words", "filled", "rubric"),
    [
        ("Ich möchte in der Pflege arbeiten.", set(), "goal"),
        ("Ich rufe dort an.", {"goal"}, "step_recipient"),
        ("Mein Jobcenter bezahlt die Fahrkarte.", {"goal"}, "step_jobcentre"),
        ("Das Jobcenter bezahlt die Fahrkarte.", set(), "step_jobcentre"),
        ("Mein Jobcenterausweis ist weg.", {"goal"}, "step_recipient"),
    ],
)
def test_a_line_goes_where_it_belongs(words: str, filled: set[str], rubric: str) -> None:
    assert understood(words, filled=filled).rubric == rubric


def test_a_line_loses_needless_spaces() -> None:
    assert understood("  Ich  rufe\nan. ", filled={"goal"}).text == "Ich rufe an."


def test_a_plan_lacks_the_main_rubrics_that_are_empty() -> None:
    assert lacking({"goal", "aspect"}) == ("step_recipient", "step_jobcentre")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Die Migrationsberatung hilft mir.", "Migrationsberatung"),
        ("Meine rechtliche Betreuung begleitet mich.", "rechtliche Betreuung"),
        ("Das BAMF entscheidet.", "BAMF"),
        ("[Sprachschule] hält einen Platz frei.", ""),
        ("Wenn ich keinen Platz habe, dann sucht das Jugendamt weiter.", ""),
    ],
)
def test_another_body_is_named_by_the_first_words(text: str, body: str) -> None:
    assert other_body(text) == body


def test_only_another_body_is_named() -> None:
    assert typed(Understood("Die Kita ist schön.", "step_recipient")).owner_name == ""
    assert typed(Understood("Die Kita ist offen.", "step_other")).owner_name == "Kita"
