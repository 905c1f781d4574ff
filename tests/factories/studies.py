"""A small study through the product's own actions: three plans without names, two coders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roterfaden.core import clock
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.research.actions import (
    books,
    coding,
    comparing,
    documents,
    fieldwork,
    projects,
    tasks,
)
from roterfaden.research.actions.documents import Brought
from roterfaden.research.actions.fieldwork import Present
from roterfaden.research.actions.projects import Record
from roterfaden.research.models import Member, ObservedTalk, Project, StudyDocument
from tests.factories.house import PASSWORD, House

PLANS: tuple[dict[str, list[str]], ...] = (
    {
        "goal": ["Ich möchte eine Tätigkeit als Helferin aufnehmen."],
        "interim_goal": ["Ich besuche den Sprachkurs B1 bei [Träger] bis [Datum]."],
        "step_recipient": ["Ich melde mich zum Sprachkurs an und gebe [Name] Bescheid."],
    },
    {
        "goal": ["Aufnahme einer leidensgerechten Tätigkeit 👷 im Verkauf."],
        "step_jobcentre": ["Mein Jobcenter schickt mir Stellenvorschläge."],
    },
    {"goal": ["Beendigung der Hilfebedürftigkeit."]},
)
TALKS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("F1", "Ich fasse das einmal zusammen, was wir heute besprochen haben."),
        ("K", "Ja, genau."),
        ("F1", "Dann schreiben wir das Ziel jetzt gemeinsam auf."),
    ),
    (("F2", "Ich gehe mit Ihnen den alten Plan durch."), ("K", "Das hat sich erledigt.")),
)


@dataclass
class Study:
    """A study that is ready to code."""

    project: Project
    lead: StaffMember
    second: StaffMember
    at: datetime

    @property
    def documents(self) -> list[StudyDocument]:
        return list(self.project.documents.all())

    def member(self, staff: StaffMember) -> Member:
        return self.project.members.get(staff=staff)

    def compare(self) -> dict[str, Any]:
        """Both code all, differ once, and the lead opens the comparison of goals."""
        for number, document in enumerate(self.documents):
            self.give(self.lead, document, "work")
            self.give(self.second, document, "work", *(["health"] if number == 1 else []))
        comparing.open_comparison(project=self.project, dimension="goals", by=self.lead, at=self.at)
        return {}

    def mark(self, staff: StaffMember, number: int, *marks: tuple[str, int, int]) -> None:
        """Somebody codes passages of a talk by their way of use and calls it finished."""
        place: dict[str, Any] = {
            "document": self.project.documents.get(number=number),
            "dimension": "ways_of_use",
            "by": staff,
            "at": self.at,
        }
        for code, start, end in marks:
            coding.mark_passage(code=code, start=start, end=end, **place)
        coding.finish(**place)

    def compare_talks(self) -> None:
        """Both mark two talks, agree once, differ twice, and the lead opens the comparison."""
        self.mark(self.lead, 1, ("summary", 0, 62), ("joint_definition", 74, 122))
        self.mark(self.second, 1, ("summary", 4, 30), ("joint_definition", 74, 122))
        self.mark(self.lead, 2, ("review", 0, 40))
        self.mark(self.second, 2)
        opened: dict[str, Any] = {"by": self.lead, "at": self.at}
        comparing.open_comparison(project=self.project, dimension="ways_of_use", **opened)

    def talk(self, *, recorded: bool = True) -> ObservedTalk:
        """An observed talk of two people at a site that takes part."""
        by: dict[str, Any] = {"by": self.lead, "at": self.at}
        on = clock.day_of(self.at)
        site = fieldwork.ask(
            project=self.project, name="Jobcenter X", comparison_type="Ia", asked_on=on, **by
        )
        fieldwork.answered(site=site, joins=True, on=on, **by)
        present = [Present("counsellor", to_recording=True), Present("recipient", recorded)]
        return fieldwork.observed(
            site=site, label="G-01", counsellor="F1", held_on=on, present=present, **by
        )

    def give(self, staff: StaffMember, document: StudyDocument, *codes: str) -> None:
        """Somebody codes a document in the dimension of goals and calls it finished."""
        place: dict[str, Any] = {
            "document": document,
            "dimension": "goals",
            "by": staff,
            "at": self.at,
        }
        for code in codes:
            coding.toggle(code=code, **place)
        coding.finish(**place)


def a_record(until: date | None = None) -> Record:
    """The record of an invented study."""
    return Record(
        title="Kooperationspläne 2026",
        purpose="Inhalte der Pläne beschreiben",
        permission_number="MAGS-75-1",
        permission_by="Ministerium",
        permitted_until_on=until or clock.today() + timedelta(days=365),
    )


def a_study(house: House) -> Study:
    """A study of the researcher, with a second coder, three plans and the book of the report."""
    brought = [
        Brought(f"{n:03d}", {"id": f"{n:03d}", "kind": "plan", "rubrics": rubrics}, "IIIc")
        for n, rubrics in enumerate(PLANS, 1)
    ]
    return _a_study(house, "kooperationsplan", brought)


def a_study_of_talks(house: House) -> Study:
    """The same with two transcripts and the book of the ways of use."""
    contents = [
        {"kind": "transcript", "turns": [{"speaker": who, "text": said} for who, said in turns]}
        for turns in TALKS
    ]
    brought = [Brought(f"T{n}", {"id": f"T{n}", **one}) for n, one in enumerate(contents, 1)]
    return _a_study(house, "einsatz", brought)


def _a_study(house: House, book_id: str, brought: list[Brought]) -> Study:
    lead, at = house.staff[Role.RESEARCHER], house.at
    project = projects.begin(record=a_record(), by=lead, at=at)
    second = a_second_researcher(house)
    projects.add_member(project=project, staff=second, leads=False, codes=True, by=lead, at=at)
    books.adopt(project=project, book_id=book_id, by=lead, at=at)
    made = documents.bring(project=project, documents=brought, by=lead, at=at)
    for member in project.members.all():
        tasks.assign(project=project, member=member, documents=made, by=lead, at=at)
    return Study(project, lead, second, at)


def a_second_researcher(house: House) -> StaffMember:
    """A colleague in the role of research."""
    known = house.jobcentre.staff.filter(short_name__endswith="second-coder").first()
    if known is not None:
        return known
    return offices.create_staff(
        jobcentre=house.jobcentre,
        short_name=f"{house.jobcentre.traegernummer}-second-coder",
        roles=[Role.RESEARCHER],
        first_name="Bea",
        last_name="Zweit",
        salutation="frau",
        phone="040 124",
        password=PASSWORD,
        at=house.at,
    )
