"""A case with two versions of which something is different."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from roterfaden.core import clock
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent, content_of
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from tests.factories.house import House


@pytest.fixture
def first(house: House) -> PlanVersion:
    """Goal, a step with a day, a promise."""
    return house.agreed(house.case("Haddad", "Samira"))


@pytest.fixture
def second(house: House, first: PlanVersion) -> PlanVersion:
    """The promise is done, the step has another day and words, and an aspect is new."""
    by, at = house.counsellor, house.at + timedelta(seconds=1)
    promise = first.entries.get(owner="jobcentre")
    endings.record_outcome(entry=promise, kind=EntryOutcome.Kind.DONE, by=by, at=at)
    version = drafts.start(case=first.plan.case, by=by, at=at)
    step = version.entries.get(owner="recipient")
    later = clock.day_of(at) + timedelta(days=60)
    text = "Ich melde mich für den Sprachkurs an."
    content = replaced(step, text=text, due_on=later)
    entries.change(entry=step, content=content, by=by, at=at)
    words = EntryContent(kind="aspect", text="Ich kann nur vormittags.", words_of="recipient")
    entries.add(version=version, content=words, by=by, at=at)
    return answers.agree(version=version, sought_by=["read_aloud"], by=by, at=at)


def replaced(entry: Entry, **values: object) -> EntryContent:
    content = content_of(entry)
    return EntryContent(**{**vars(content), **values})


@pytest.fixture
def page(browser: Client) -> Callable[..., str]:
    """The words of a page, one space between."""

    def words(url: str, **query: object) -> str:
        response = browser.get(url, {key: str(value) for key, value in query.items()})
        assert response.status_code == 200, response.status_code
        html = re.sub(r"\b\w{64}\b", "token", response.content.decode())
        return " ".join(html.split())

    return words
