"""The delivered wordings come into the database with the tables, and stay up to date."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.core.management import call_command

from roterfaden.core import clock
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.delivered import Delivered, delivered
from roterfaden.plans.text_blocks.delivery import Result, deliver
from tests.integration.audit.conftest import triggers_off

pytestmark = pytest.mark.django_db


def test_every_delivered_wording_is_there_after_migrating_with_its_translations() -> None:
    blocks = TextBlock.objects.filter(jobcentre=None).order_by("key")
    stored = {
        block.key: (block.text, {one.language: one.text for one in block.translations.all()})
        for block in blocks.prefetch_related("translations")
    }
    assert stored == {
        key: (wording.text, dict(wording.translations))
        for key, wording in delivered().wordings.items()
    }


def test_delivering_the_same_again_changes_nothing() -> None:
    before = list(TextBlock.objects.order_by("key").values())
    assert deliver(delivered(), at=clock.now()) == Result(0, 0, 0)
    assert list(TextBlock.objects.order_by("key").values()) == before


def test_a_changed_wording_is_changed_in_place_with_its_translation_and_its_words_to_find() -> None:
    key, wording = next(iter(delivered().wordings.items()))
    before = TextBlock.objects.get(jobcentre=None, key=key)
    changed = replace(
        wording,
        text="Ich baue ein Zelt.",
        translations={"en": "I pitch a tent."},
        reviewed=frozenset({"en"}),
    )
    assert deliver(_with(key, changed), at=_later()) == Result(0, 1, 0)
    after = TextBlock.objects.get(jobcentre=None, key=key)
    assert (after.pk, after.text) == (before.pk, "Ich baue ein Zelt.")
    assert "zelt" in after.search_key
    assert [(one.what, one.text) for one in after.changes.all()] == [("delivered", after.text)]
    english = after.translations.get(language="en")
    assert (english.text, english.state) == ("I pitch a tent.", "reviewed")


def test_a_wording_that_is_no_longer_delivered_is_withdrawn_and_comes_back_when_it_is() -> None:
    key = next(iter(delivered().wordings))
    assert deliver(_with(key, None), at=_later()) == Result(0, 0, 1)
    assert TextBlock.objects.get(jobcentre=None, key=key).state == "withdrawn"
    assert deliver(delivered(), at=_later()) == Result(0, 1, 0)
    assert TextBlock.objects.get(jobcentre=None, key=key).state == "approved"


def test_a_new_wording_is_added() -> None:
    wording = next(iter(delivered().wordings.values()))
    fresh = replace(wording, key="fresh-01")
    content = Delivered({**delivered().wordings, "fresh-01": fresh}, delivered().gaps)
    assert deliver(content, at=_later()) == Result(1, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_the_wordings_again() -> None:
    with triggers_off():
        call_command("flush", verbosity=0, interactive=False)
    assert TextBlock.objects.filter(jobcentre=None).count() == len(delivered().wordings)


def _with(key: str, wording: object) -> Delivered:
    wordings = dict(delivered().wordings)
    if wording is None:
        del wordings[key]
    else:
        wordings[key] = wording  # type: ignore[assignment]
    return Delivered(wordings, delivered().gaps)


def _later() -> datetime:
    return clock.now()
