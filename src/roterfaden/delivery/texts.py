"""The words of each kind of letter: those of the office, else those that come with the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.errors import Refused
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import Wording
from roterfaden.organisations.models import Jobcentre

_FOLDER = Path(__file__).parent / "wordings"


@dataclass(frozen=True)
class Delivered:
    """A text that comes with the product, valid while its law holds, with aids to understand it."""

    kind: Kind
    begins_on: date
    ends_on: date | None
    paragraphs: Mapping[str, str]
    translations: Mapping[str, Mapping[str, str]]

    def holds_on(self, day: date) -> bool:
        """Whether it is the one for this day."""
        return self.begins_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class Words:
    """The paragraphs that a letter is made of; ``wording`` is the office's row, where it exists."""

    paragraphs: Mapping[str, str]
    wording: Wording | None

    @property
    def is_approved(self) -> bool:
        """Whether the office stands for them."""
        return self.wording is not None and self.wording.is_approved


@cache
def delivered(kind: Kind) -> tuple[Delivered, ...]:
    """The delivered texts of a kind by date; read once."""
    content = yaml.safe_load((_FOLDER / f"{kind}.yaml").read_text("utf-8"))
    return tuple(_read(kind, one) for one in content["versions"])


def delivered_on(kind: Kind, day: date) -> Delivered:
    """The delivered text of the day; raises :class:`Refused` where the law has no such letter."""
    found = next((one for one in delivered(kind) if one.holds_on(day)), None)
    if found is None:
        raise Refused(
            _("Für „%(kind)s“ gibt es am %(day)s keinen Text. Prüfen Sie das Datum.")
            % {"kind": KINDS[kind].name, "day": spoken.day(day)}
        )
    return found


def words_on(jobcentre: Jobcentre, kind: Kind, day: date) -> Words:
    """What the office writes on this day of law; raises :class:`Refused` where there is nothing."""
    own = Wording.objects.of(jobcentre).valid_on(day).filter(kind=kind).first()
    return Words(own.paragraphs if own else delivered_on(kind, day).paragraphs, own)


def _read(kind: Kind, version: Mapping[str, Any]) -> Delivered:
    texts: Mapping[str, Mapping[str, str]] = version["paragraphs"]
    languages = sorted({language for text in texts.values() for language in text} - {"de"})
    return Delivered(
        kind=kind,
        begins_on=version["begins_on"],
        ends_on=version.get("ends_on"),
        paragraphs={name: text["de"].strip() for name, text in texts.items()},
        translations={
            language: {n: text[language].strip() for n, text in texts.items() if language in text}
            for language in languages
        },
    )
