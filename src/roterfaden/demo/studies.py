"""An invented study of the demo's plans: sample, two coders, comparison, some decisions.

What a plan is about is known here from the topics of its entries, which the study itself never
sees; each coder errs a little on its own, so that agreement statistics have something to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from random import Random

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.research.actions import (
    books,
    coding,
    comparing,
    documents,
    projects,
    sampling,
    tasks,
)
from roterfaden.research.actions.projects import Record
from roterfaden.research.models import Coding, Decision, Draw, Project, StudyDocument
from roterfaden.research.sampling import population_of
from roterfaden.study.codebook import Dimension, delivered
from roterfaden.study.extras import PACKAGES

SEED, DRAWN, NEEDED = 7, 60, 32
MISSES, ADDS = 0.05, 0.012
"""How often a coder overlooks a category that is there, and sees one that is not."""
DECIDED = 5
_RUBRICS = {
    "goals": ("goal", "interim_goal"),
    "client_steps": ("step_recipient",),
    "jobcentre_steps": ("step_jobcentre",),
}
_WHY = (
    "Die Bedingung zählt als Ziel, wenn sie zuerst erreicht werden soll.",
    "Nur als Umstand genannt, nicht als eigenes Ziel.",
    "Übersehen. Das Wort steht im Zwischenziel.",
    "Beides steht da.",
)


def can_study() -> bool:
    """Whether the packages of studies are installed; without them the demo has no study."""
    return all(find_spec(name) is not None for name in PACKAGES - {"pyspark"})


def study_plans(staff: Mapping[str, StaffMember], *, today: date, at: datetime) -> Project:
    """The study with its sample, codings by A and B, and the first decisions.

    The third dimension still waits for B.
    """
    lead, second = staff["forschung"], staff["codierung"]
    project = projects.begin(record=_record(today), by=lead, at=at)
    projects.add_member(project=project, staff=second, leads=False, codes=True, by=lead, at=at)
    book = delivered()[0]
    books.adopt(project=project, book_id=book.id, by=lead, at=at)
    draw = _drawn(project, today, lead, at)
    brought = documents.bring_found(draw=draw, by=lead, at=at)
    for member in project.members.all():
        tasks.assign(project=project, member=member, documents=brought, by=lead, at=at)
    truth = _truth(draw, today)
    for person, dimensions in ((lead, book.dimensions), (second, book.dimensions[:2])):
        _code(brought, dimensions, truth, person, at)
    for name in ("goals", "client_steps"):
        comparing.open_comparison(project=project, dimension=name, by=lead, at=at)
    _decide(brought, truth, lead, at)
    return project


def _record(today: date) -> Record:
    return Record(
        title="Kooperationspläne 2026",
        question="Welche Ziele und Schritte stehen in Kooperationsplänen?",
        purpose="Inhaltsanalyse der Kooperationspläne, Beispieldaten",
        permission_number="DEMO-75-2026",
        permission_by="Ministerium der Demo",
        permitted_until_on=today + timedelta(days=400),
        source="Eigene Auswertung. Beispieldaten.",
    )


def _drawn(project: Project, today: date, lead: StaffMember, at: datetime) -> Draw:
    frame = sampling.frame_of_office(project=project, on=today, by=lead, at=at)
    size = min(DRAWN, frame.size)
    stop = min(NEEDED, size)
    draw = sampling.draw(frame=frame, size=size, stop=stop, seed=SEED, by=lead, at=at)
    sampling.look_up(draw=draw, by=lead, at=at)
    return draw


def _truth(draw: Draw, today: date) -> dict[str, dict[str, set[str]]]:
    """For each number and rubric the topics that stand there."""
    numbers = list(draw.items.values_list("ident", flat=True))
    chosen = population_of(draw.project, today).chosen(numbers)
    present = Entry.objects.present().filter(
        version__plan__case__in=chosen, version__state="agreed"
    )
    found: dict[str, dict[str, set[str]]] = {number: {} for number in numbers}
    for entry in present.select_related("version__plan").order_by("position"):
        topics = found[chosen[entry.version.plan.case_id]].setdefault(entry.rubric, set())
        topics.add(entry.topic or "other")
    return found


def _code(
    brought: Sequence[StudyDocument],
    dimensions: Sequence[Dimension],
    truth: Mapping[str, Mapping[str, set[str]]],
    by: StaffMember,
    at: datetime,
) -> None:
    dice = Random(f"Codierung {by.short_name}")  # noqa: S311  the same demo each time
    for dimension in dimensions:
        for document in brought:
            for code in _seen(dimension, truth[document.ident], dice):
                coding.toggle(document=document, dimension=dimension.id, code=code, by=by, at=at)
            coding.finish(document=document, dimension=dimension.id, by=by, at=at)


def _seen(dimension: Dimension, truth: Mapping[str, set[str]], dice: Random) -> Iterator[str]:
    """What a coder sees: most of what is there, and now and then something that is not."""
    there = set().union(*(truth.get(rubric, set()) for rubric in _RUBRICS[dimension.id]))
    for code in dimension.order():
        if dice.random() < (1 - MISSES if code in there else ADDS):
            yield code


def _decide(
    brought: Sequence[StudyDocument],
    truth: Mapping[str, Mapping[str, set[str]]],
    lead: StaffMember,
    at: datetime,
) -> None:
    """The first differences in goals are settled, each with its reason."""
    decided = 0
    for document in brought:
        first, second = Coding.objects.filter(document=document, dimension="goals").order_by(
            "member__code"
        )
        if first.codes == second.codes or decided == DECIDED:
            continue
        there = set().union(*(truth[document.ident].get(one, set()) for one in _RUBRICS["goals"]))
        kind = _kind(there, set(first.codes), set(second.codes))
        codes = {"like_first": first.codes, "like_second": second.codes}.get(kind, sorted(there))
        comparing.decide(
            document=document,
            dimension="goals",
            codes=codes,
            kind=kind,
            why=_WHY[decided % len(_WHY)],
            by=lead,
            at=at + timedelta(minutes=decided),
        )
        decided += 1


def _kind(there: set[str], first: set[str], second: set[str]) -> Decision.Kind:
    if first == there:
        return Decision.Kind.LIKE_FIRST
    return Decision.Kind.LIKE_SECOND if second == there else Decision.Kind.DIFFERENT
