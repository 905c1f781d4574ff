"""Bringing the central wordings in the database up to date with the delivered files.

Runs after every ``migrate`` and changes only what differs. A wording that is no longer delivered is
withdrawn and stays, because plans point at it; one that comes back is approved again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps.registry import Apps
from django.db import transaction

from roterfaden.core import clock
from roterfaden.plans.text_blocks.delivered import Delivered, Wording, delivered
from roterfaden.plans.text_blocks.wording import search_key

_FIELDS = (
    *("rubric", "topic", "form", "text", "keywords", "source", "offer_kind", "search_key"),
    *("state", "written_at"),
)


@dataclass(frozen=True)
class Result:
    """How many wordings were new, changed and withdrawn."""

    created: int
    changed: int
    withdrawn: int


def after_migrate(*, using: str, apps: Apps) -> None:
    """Deliver once the tables are those of this program; a step back in between is left alone."""
    from roterfaden.plans.models import TextBlock, TextBlockChange, TextBlockTranslation

    models = (TextBlock, TextBlockChange, TextBlockTranslation)
    if using == "default" and all(_has_the_fields_of(model, apps) for model in models):
        deliver(delivered(), at=clock.now())


@transaction.atomic
def deliver(content: Delivered, *, at: datetime) -> Result:
    """Make the central wordings equal to the delivered ones; the same again changes nothing."""
    from roterfaden.plans.models import TextBlock, TextBlockChange

    stored = {block.key: block for block in TextBlock.objects.filter(jobcentre=None)}
    new = [
        TextBlock(key=key, written_at=at, **_values(wording))
        for key, wording in content.wordings.items()
        if key not in stored
    ]
    changed = [
        block
        for key, block in stored.items()
        if key in content.wordings and _take(block, _values(content.wordings[key]), at)
    ]
    vanished = [
        block
        for key, block in stored.items()
        if key not in content.wordings and _take(block, {"state": "withdrawn"}, at)
    ]
    TextBlock.objects.bulk_create(new)
    TextBlock.objects.bulk_update([*changed, *vanished], _FIELDS)
    TextBlockChange.objects.bulk_create(
        TextBlockChange(block=block, what=what, text=block.text, at=at)
        for what, blocks in (("delivered", changed), ("withdrawn", vanished))
        for block in blocks
    )
    _deliver_translations({**stored, **{block.key: block for block in new}}, content)
    return Result(len(new), len(changed), len(vanished))


def _values(wording: Wording) -> dict[str, str]:
    return {
        "rubric": wording.rubric,
        "topic": wording.topic,
        "form": wording.form,
        "text": wording.text,
        "keywords": wording.keywords,
        "source": wording.source,
        "offer_kind": wording.offer_kind,
        "search_key": search_key(
            wording.text,
            form=wording.form,
            keywords=wording.keywords,
            offer_kind=wording.offer_kind,
        ),
        "state": "approved",
    }


def _take(thing: Any, values: dict[str, str], at: datetime | None = None) -> bool:
    """Give the thing these values; whether any differed."""
    before = {name: getattr(thing, name) for name in values}
    for name, value in values.items():
        setattr(thing, name, value)
    if before != values and at is not None:
        thing.written_at = at
    return before != values


def _deliver_translations(blocks: dict[str, Any], content: Delivered) -> None:
    """The same for their translations; those of a withdrawn wording stay with it."""
    from roterfaden.plans.models import TextBlockTranslation

    of_delivered = [blocks[key].pk for key in content.wordings]
    translations = TextBlockTranslation.objects.filter(block__in=of_delivered)
    stored = {(one.block_id, one.language): one for one in translations}
    wanted = {
        (blocks[key].pk, language): {
            "text": text,
            "state": "reviewed" if language in wording.reviewed else "draft",
        }
        for key, wording in content.wordings.items()
        for language, text in wording.translations.items()
    }
    TextBlockTranslation.objects.bulk_create(
        TextBlockTranslation(block_id=block_id, language=language, **values)
        for (block_id, language), values in wanted.items()
        if (block_id, language) not in stored
    )
    changed = [stored[place] for place in stored if _differs(stored[place], wanted.get(place))]
    TextBlockTranslation.objects.bulk_update(changed, ["text", "state"])
    gone = [one.pk for place, one in stored.items() if place not in wanted]
    if gone:
        translations.filter(pk__in=gone).delete()


def _differs(thing: Any, values: dict[str, str] | None) -> bool:
    return values is not None and _take(thing, values)


def _has_the_fields_of(model: Any, apps: Apps) -> bool:
    try:
        migrated = apps.get_model(model._meta.label)
    except LookupError:
        return False
    return _columns(migrated) == _columns(model)


def _columns(model: Any) -> set[str]:
    return {field.column for field in model._meta.concrete_fields}
