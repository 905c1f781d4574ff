"""The lists of reasons that an office words for itself; a further list is one more line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.organisations.models import Jobcentre
from roterfaden.organisations.reasons import OfficeReason
from roterfaden.plans import reasons as of_plans
from roterfaden.plans.models import Reason
from roterfaden.talk import reasons as of_talks
from roterfaden.talk.models import NotRaisedReason
from roterfaden.web.specialist.reasons.forms import GroundedForm, ReasonForm


@dataclass(frozen=True)
class ReasonList:
    """One list: how the address names it, its heading, what was delivered, and how one asks."""

    code: str
    heading: str | Promise
    note: str | Promise
    delivered: Callable[[Jobcentre], list[Any]]
    categories: Callable[[], dict[str, str]]
    form: type[ReasonForm]

    def new(self, jobcentre: Jobcentre, category: str) -> OfficeReason:
        """A reason of this list, not stored yet."""
        empty: OfficeReason = self.delivered(jobcentre)[0]
        empty.label, empty.category = "", category
        return empty

    def kept(self, jobcentre: Jobcentre) -> list[OfficeReason]:
        """The office's own reasons in their order; one query."""
        return list(self.delivered(jobcentre)[0].of_its_list())


def _of_plans(purpose: Reason.Purpose) -> ReasonList:
    return ReasonList(
        code=purpose.value,
        heading=purpose.label,
        note=gettext_lazy("In der Statistik zählt jeder zu einem festen Grund."),
        delivered=lambda jobcentre: of_plans.delivered(jobcentre, purpose),
        categories=lambda: of_plans.category_names(purpose),
        form=ReasonForm,
    )


NOT_RAISED = ReasonList(
    code="nicht-angesprochen",
    heading=gettext_lazy("Den Plan im Gespräch nicht ansprechen"),
    note=gettext_lazy("Die Fachkraft wählt mit der Ziffer. Jeder nennt, worauf er sich stützt."),
    delivered=of_talks.delivered,
    categories=lambda: {one.value: str(one.label) for one in NotRaisedReason.Category},
    form=GroundedForm,
)

LISTS = {one.code: one for one in (NOT_RAISED, *map(_of_plans, Reason.Purpose))}


def list_of(reason: OfficeReason) -> ReasonList:
    """The list in which a reason stands."""
    return LISTS[reason.purpose] if isinstance(reason, Reason) else NOT_RAISED


def aside(reason: OfficeReason) -> str:
    """What stands below its words: the ground, or as what it counts."""
    if isinstance(reason, NotRaisedReason):
        return reason.ground_said
    category = list_of(reason).categories().get(reason.category, "")
    same = reason.label == category
    return "" if same else _("zählt als: %(category)s") % {"category": category}
