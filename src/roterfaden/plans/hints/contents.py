"""Which contents of § 15 Abs. 2 SGB II a plan has, and where those stand that it lacks.

The list and its dates are the law package's; how a line of a plan is read as a content is our
interpretation. What cannot be told from the words (whether a course is planned, whether there is
need of rehabilitation) is never called missing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from roterfaden.law.errors import NotInForce
from roterfaden.law.rules.plan_contents import plan_contents
from roterfaden.plans.hints import entries
from roterfaden.plans.hints.model import Item
from roterfaden.plans.topics import leads_towards_work

GOAL, RECIPIENT, JOBCENTRE = "rubrics/goal", "rubrics/step_recipient", "rubrics/step_jobcentre"

_MUST = {
    "integration_goal": (GOAL, _("Der Plan hält das Eingliederungsziel fest")),
    "essential_steps": (RECIPIENT, _("Der Plan hält die wesentlichen Schritte fest")),
    "personal_offer": (
        JOBCENTRE,
        _("Der Plan enthält ein persönliches Angebot der Beratung, Unterstützung oder Vermittlung"),
    ),
}
_SHALL = {
    "occupation": (
        GOAL,
        _("Der Plan soll sagen, um welche Arbeit oder Ausbildung es geht"),
    ),
    "own_efforts": (
        RECIPIENT,
        _("Der Plan soll die eigenen Bemühungen nennen und wie sie nachgewiesen werden"),
    ),
    "services": (
        JOBCENTRE,
        _("Der Plan soll sagen, welche Leistungen zur Eingliederung in Betracht kommen"),
    ),
}

_MISSING = _("{} ({}). Nach unserer Auslegung fehlt das noch.")


def missing(said: Sequence[Item], on: date) -> Iterator[tuple[str, str | Promise]]:
    """Place and reason of each content that the law of the day wants and the plan lacks.

    One for each place: what must be there goes before what shall. Nothing for days on which there
    was no cooperation plan.
    """
    try:
        result = plan_contents(written_on=on, present=present(said))
    except NotInForce:
        return
    norm = result.references[0].norm
    places = set()
    wanted = [_MUST[code] for code in result.missing_must]
    wanted += [_SHALL[code] for code in result.missing_shall]
    for place, reason in wanted:
        if place not in places:
            places.add(place)
            yield place, format_lazy(_MISSING, reason, norm)


def present(said: Sequence[Item]) -> frozenset[str]:
    """The contents that the plan has, by the codes of the law package."""
    found = {
        "integration_goal": any(item.kind == "goal" for item in said),
        "essential_steps": any(item.is_step for item in said),
        "personal_offer": any(item.is_step_of("jobcentre") for item in said),
        "services": any(item.is_step_of("jobcentre") for item in said),
        "occupation": _names_occupation(said),
        "own_efforts": _says_own_efforts(said),
    }
    return frozenset(code for code, is_there in found.items() if is_there)


def _names_occupation(said: Sequence[Item]) -> bool:
    """Whether a goal towards work is specific, or none is about work for now."""
    towards = [item for item in said if item.is_goal and _leads_to_work(item)]
    return not towards or not all(map(entries.is_filler, towards))


def _says_own_efforts(said: Sequence[Item]) -> bool:
    """Whether some step towards work says its proof, or no own step leads there for now."""
    towards = [item for item in said if item.is_step_of("recipient") and _leads_to_work(item)]
    return not towards or any(item.proof.strip() for item in towards)


def _leads_to_work(item: Item) -> bool:
    return item.towards_work or leads_towards_work(item.kind, item.owner, item.topic)
