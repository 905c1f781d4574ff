from datetime import date

import pytest
from django.core.exceptions import ValidationError

from roterfaden.web.components.forms import GermanDateField, GermanDateInput, read_day

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5.2026", date(2026, 5, 3)),
        ("03.05.2026", date(2026, 5, 3)),
        ("3. 5. 2026", date(2026, 5, 3)),
        ("3.5.26", date(2026, 5, 3)),
        ("2026-05-03", date(2026, 5, 3)),
        ("3.5.", date(2027, 5, 3)),
        ("3.5", date(2027, 5, 3)),
        ("24.11.", TODAY),
        ("29.2.", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    "text", ["31.2.2026", "morgen", "5/3/2026", "2026-13-01", "1.1.20261", "31.2."]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GermanDateField().clean(text)
    (message,) = refused.value.messages
    assert text in message
    assert "26.11.2026" in message


def test_an_optional_day_may_stay_empty() -> None:
    assert GermanDateField(required=False).clean("") is None


def test_a_day_is_shown_in_german_and_typed_text_stays() -> None:
    shown = GermanDateInput()
    assert shown.format_value(TODAY) == "24.11.2026"
    assert shown.format_value("31.2.") == "31.2."
