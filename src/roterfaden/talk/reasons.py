"""What the form offers as reasons not to raise the plan: own or delivered ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import Jobcentre
from roterfaden.talk.models import NotRaisedReason

Category, Ground = NotRaisedReason.Category, NotRaisedReason.Ground


@dataclass(frozen=True)
class Delivered:
    """A reason that comes with the product, perhaps only for some days."""

    key: str
    category: NotRaisedReason.Category
    label: str | Promise
    ground: NotRaisedReason.Ground
    ground_words: str
    valid_from_on: date | None = None
    valid_until_on: date | None = None


DELIVERED = (
    Delivered(
        "nothing_changed",
        Category.NOTHING_CHANGED,
        _("Nichts hat sich geändert, der Plan gilt weiter"),
        Ground.LAW,
        "§ 15 Abs. 3 Satz 2 SGB II",
    ),
    Delivered(
        "too_much",
        Category.TOO_MUCH,
        _("Heute war es zu viel auf einmal, ein Plan würde überfordern"),
        Ground.OFFICE,
        "",
    ),
    Delivered(
        "small_task_first",
        Category.SMALL_TASK_FIRST,
        _("Erst eine kleine, klare Aufgabe, der Plan beim nächsten Mal"),
        Ground.OFFICE,
        "",
    ),
    Delivered(
        "leaving_benefits",
        Category.LEAVING_BENEFITS,
        _("Der Leistungsbezug endet bald: Arbeit oder Wegzug"),
        Ground.OFFICE,
        "",
    ),
    Delivered(
        "child_under_three",
        Category.PLAN_OPTIONAL,
        _("Der Plan ist freiwillig: Erziehung eines Kindes unter drei Jahren"),
        Ground.LAW,
        "§ 10 Abs. 1 Nr. 3 SGB II",
        valid_until_on=date(2026, 6, 30),
    ),
    Delivered(
        "child_14_months",
        Category.PLAN_OPTIONAL,
        _("Der Plan ist freiwillig: Erziehung eines Kindes, bis es 14 Monate alt ist"),
        Ground.LAW,
        "§ 10 Abs. 1 Nr. 3 SGB II",
        valid_from_on=date(2026, 7, 1),
    ),
    Delivered(
        "optional",
        Category.PLAN_OPTIONAL,
        _("Der Plan ist nach der Weisung freiwillig"),
        Ground.DIRECTIVE,
        "Fachliche Weisungen zu § 15 SGB II",
    ),
    Delivered("other", Category.OTHER, _("Anderer Grund"), Ground.OFFICE, ""),
)
"""After report 5.4 and § 10 SGB II, whose age of the child changed on 1 July 2026."""


@dataclass(frozen=True)
class Wording:
    """One reason on the form: its key, the category behind it, the words, and the ground."""

    key: str
    category: str
    label: str
    ground: str
    ground_words: str = ""

    @property
    def ground_said(self) -> str:
        """The ground in words."""
        name = str(Ground(self.ground).label)
        return f"{name}: {self.ground_words}" if self.ground_words else name


def wordings(jobcentre: Jobcentre, on: date) -> list[Wording]:
    """What the form offers on this day, in the office's order; one query.

    A form is never empty: an office that hid everything is offered the delivered reasons.
    """
    kept = NotRaisedReason.objects.filter(jobcentre=jobcentre)
    own = [
        Wording(str(one.pk), one.category, one.label, one.ground, one.ground_words)
        for one in kept
        if one.is_offered_on(on)
    ]
    return own or delivered_on(on)


def delivered_on(day: date) -> list[Wording]:
    """The delivered reasons that hold on this day."""
    return [
        Wording(one.key, one.category, str(one.label), one.ground, one.ground_words)
        for one in DELIVERED
        if _holds(one, day)
    ]


def delivered(jobcentre: Jobcentre) -> list[NotRaisedReason]:
    """All delivered reasons, with their days, as an office can take them over; not stored yet."""
    with translation.override("de"):
        return [
            NotRaisedReason(
                jobcentre=jobcentre,
                category=one.category,
                label=str(one.label),
                ground=one.ground,
                ground_words=one.ground_words,
                valid_from_on=one.valid_from_on,
                valid_until_on=one.valid_until_on,
            )
            for one in DELIVERED
        ]


def _holds(one: Delivered, day: date) -> bool:
    has_begun = one.valid_from_on is None or one.valid_from_on <= day
    return has_begun and (one.valid_until_on is None or day <= one.valid_until_on)
