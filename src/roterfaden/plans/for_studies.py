"""The one door from plans to studies: keyed numbers of cases, and contents without names.

Cases are named by a keyed hash; the key belongs to one study and is not kept here, so that two
studies cannot be laid together, and none after its key is gone. Contents leave only after the
names, numbers and addresses that the office knows have been taken out of them.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.recipients.models import Assignment, Case, CaseQuerySet, Recipient

if TYPE_CHECKING:
    from roterfaden.study.pseudonyms import Fact

LENGTH_OF_NUMBER = 12


class Stratum(StrEnum):
    """By what the cases of one office can be put into strata."""

    TEAM = "team"
    PLAN_YEAR = "plan_year"


WITHOUT = {Stratum.TEAM: "ohne Team", Stratum.PLAN_YEAR: "ohne Plan"}


@dataclass(frozen=True)
class Population:
    """Whose plans are asked for: an office, a day, and whether protected cases count."""

    jobcentre_id: UUID
    on: date
    secret: bytes
    with_protected: bool = False

    def cases(self) -> CaseQuerySet:
        """The cases that run on the day; practice never counts."""
        found = Case.objects.in_earnest().open_on(self.on).filter(jobcentre=self.jobcentre_id)
        return found if self.with_protected else found.filter(is_protected=False)

    def number(self, case_id: UUID) -> str:
        """The name of a case in this study."""
        keyed = hmac.new(self.secret, case_id.bytes, hashlib.sha256)
        return keyed.hexdigest()[:LENGTH_OF_NUMBER]

    def chosen(self, numbers: Collection[str]) -> dict[UUID, str]:
        """The cases behind these numbers; one that is protected by now is missing."""
        wanted = set(numbers)
        every = ((pk, self.number(pk)) for pk in self.cases().values_list("pk", flat=True))
        return {pk: number for pk, number in every if number in wanted}


@dataclass(frozen=True)
class StudyPlan:
    """A plan without names, as ``documents/ID.json`` holds it; ``flags`` are words to look at."""

    number: str
    content: dict[str, Any]
    flags: tuple[dict[str, Any], ...]
    comparison_type: str

    @cached_property
    def agreed_in(self) -> date | None:
        """The month of its agreement; the day would help to find the person."""
        month = str(self.content.get("agreed_on", ""))
        return date.fromisoformat(f"{month}-01") if month else None


def frame(population: Population) -> list[str]:
    """The numbers of all its cases, sorted."""
    return sorted(map(population.number, population.cases().values_list("pk", flat=True)))


def strata(population: Population, by: Stratum) -> dict[str, str]:
    """The stratum of each number; who has no team or no plan is a stratum too."""
    known = dict(_strata(population, by))
    cases = population.cases().values_list("pk", flat=True)
    return {population.number(pk): str(known.get(pk) or WITHOUT[by]) for pk in cases}


def varying(population: Population) -> list[Stratum]:
    """By what the cases of the day really differ."""
    return [
        one
        for one in Stratum
        if len(_strata(population, one).order_by().values_list("stratum").distinct()[:2]) > 1
    ]


def _strata(population: Population, by: Stratum) -> "QuerySet[Any, tuple[UUID, Any]]":
    """Case and stratum of those that have one."""
    if by == Stratum.TEAM:
        held = Assignment.objects.in_force_on(population.on).filter(case__in=population.cases())
        team = Coalesce("team__name", "staff__team__name")
        return held.annotate(stratum=team).values_list("case", "stratum")
    plans = _in_force(population, population.cases().values("pk"))
    return plans.annotate(stratum=ExtractYear("agreed_on")).values_list("plan__case", "stratum")


def with_plan(population: Population, numbers: Collection[str]) -> dict[str, bool]:
    """For each of these numbers, whether a plan was in force on the day.

    A case that no longer counts has none.
    """
    chosen = population.chosen(numbers)
    having = set(_in_force(population, chosen).values_list("plan__case", flat=True))
    found = {number for case_id, number in chosen.items() if case_id in having}
    return {number: number in found for number in numbers}


def contents(population: Population, numbers: Collection[str]) -> Iterator[StudyPlan]:
    """The plans in force on the day, by number, without anything that the office knows of people.

    Taken out are the names, numbers, addresses and phones of the person, of the household and of
    all staff; then what has the form of such data. Case by case, so that nothing piles up.
    """
    chosen = population.chosen(numbers)
    office = Jobcentre.objects.get(pk=population.jobcentre_id)
    known = list(_facts_of_office(office))
    versions = _in_force(population, chosen).select_related("plan__case__recipient__household")
    for version in versions.order_by("plan__case_id", "-number").distinct("plan__case_id"):
        case = version.plan.case
        facts = [*_facts_of_household(case.recipient), *known]
        yield _without_names(version, chosen[case.pk], facts, office.comparison_type)


def _without_names(
    version: PlanVersion, number: str, facts: "list[Fact]", comparison_type: str
) -> StudyPlan:
    from roterfaden.study.pseudonyms import Pseudonymiser
    from roterfaden.study.pseudonyms.plans import study_document

    sheet = version.sheet or {}
    content = study_document({**sheet, "version": {"agreed_on": str(version.agreed_on or "")}})
    writer = Pseudonymiser(facts)
    flags: list[dict[str, Any]] = []
    for rubric, texts in content["rubrics"].items():
        done = [writer.text(text) for text in texts]
        content["rubrics"][rubric] = [one.text for one in done]
        flags += [{"rubric": rubric, "text": f.text, "why": f.why} for d in done for f in d.flags]
    content |= {"id": number, "comparison_type": comparison_type}
    return StudyPlan(number, content, tuple(flags), comparison_type)


def _facts_of_household(recipient: Recipient) -> "Iterator[Fact]":
    household = recipient.household
    people = household.members.all() if household else [recipient]
    for person in people:
        yield from _facts_of_person(person)
    if household:
        yield _fact("HOUSEHOLD", household.bg_nummer, f"household {household.pk}")


def _facts_of_person(person: Recipient) -> "Iterator[Fact]":
    born = f"{person.date_of_birth:%d.%m.%Y}"
    place = f"{person.postcode} {person.city}".strip()
    for kind, value in (
        ("NAME", str(person)),
        *(("CUSTOMER", person.kundennummer), ("DATE", born), ("ADDRESS", person.street)),
        *(("PLACE", place), ("PLACE", person.city)),
        *(("PHONE", person.phone), ("EMAIL", person.email)),
    ):
        if value:
            yield _fact(kind, value, f"recipient {person.pk}")


def _facts_of_office(office: Jobcentre) -> "Iterator[Fact]":
    for staff in StaffMember.objects.filter(jobcentre=office):
        for kind, value in (
            ("NAME", str(staff)),
            *(("PHONE", staff.phone), ("EMAIL", staff.email)),
        ):
            if value:
                yield _fact(kind, value, f"staff {staff.pk}")
    for kind, value in (
        ("PLACE", office.city),
        ("ADDRESS", office.street),
        ("PHONE", office.phone),
    ):
        if value:
            yield _fact(kind, value, "jobcentre")


def _fact(kind: str, value: str, person: str) -> "Fact":
    from roterfaden.study.pseudonyms import Fact, Kind

    return Fact(Kind[kind], value, person)


def _in_force(
    population: Population, chosen: "Collection[UUID] | QuerySet[Any, Any]"
) -> QuerySet[PlanVersion]:
    on = population.on
    versions = PlanVersion.objects.once_agreed().filter(plan__case__in=chosen, agreed_on__lte=on)
    return versions.filter(Q(in_force_until_on__isnull=True) | Q(in_force_until_on__gte=on))
