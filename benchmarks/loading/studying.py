"""Fills an empty database with one large study, in a minute.

``python -m benchmarks.loading.studying`` with ``DATABASE_URL``. The office, its researchers, the
study and its codebook come from the actions; documents, codings, walk and trail in bulk past them.
The lead does not code; two people have coded all documents in all dimensions, but for the last
hundred, and differ on some. A passage is marked in every fourth document.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from roterfaden.cli.database import open_database

DOCUMENTS, WALK, DIFFERENCES, TRAIL = 20_000, 5_000, 300, 60_000
OPEN = 100
"""So many documents wait in the last dimension of the second coder."""
PASSWORD = "nur-fuer-messungen-gedacht"  # noqa: S105  of an invented person, for a minute
DIMENSIONS = ("goals", "client_steps", "jobcentre_steps")
_TEXTS = {
    "goal": "Ich arbeite als Lagerhelferin in Teilzeit, am liebsten am Vormittag.",
    "interim_goal": "Ich bestehe die Prüfung B1 bis [Datum].",
    "step_recipient": "Ich melde mich bei [Träger] an und schreibe drei Bewerbungen im Monat.",
    "step_jobcentre": "Mein Jobcenter zahlt die Fahrkarte und berät mich jeden Monat.",
}
_TYPES = ("Ia", "IIb", "IIIc", "")


@dataclass(frozen=True)
class Filled:
    """The study and who asks for its pages."""

    project: Any
    lead: Any
    coder: Any


def fill() -> Filled:
    """The whole study; some thirty seconds."""
    from django.db import connection, transaction

    with transaction.atomic():
        filled = _begun()
        members = list(filled.project.members.filter(codes=True))
        documents = _documents(filled)
        _tasks(members, documents)
        _codings(filled, members, documents)
        _walk(filled)
        _trail(filled, members, documents)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return filled


def _begun() -> Filled:
    from roterfaden.core import clock
    from roterfaden.organisations.actions.offices import create_jobcentre, create_staff
    from roterfaden.organisations.models import Jobcentre
    from roterfaden.organisations.permissions import Role
    from roterfaden.research.actions import books, projects
    from roterfaden.research.actions.projects import Record

    at = clock.now() - timedelta(days=30)
    office = create_jobcentre(
        traegernummer="90010",
        name="Jobcenter Großstadt",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=at,
    )
    lead, first, second = (
        create_staff(
            jobcentre=office,
            short_name=f"forscht-{name.lower()}",
            roles=[Role.RESEARCHER],
            first_name=name,
            last_name="Forsch",
            password=PASSWORD,
            at=at,
        )
        for name in ("Ada", "Bea", "Cem")
    )
    record = Record(
        title="Kooperationspläne, sehr viele",
        purpose="Inhalte der Pläne beschreiben",
        permission_number="MAGS-75-1",
        permission_by="Ministerium",
        permitted_until_on=clock.today() + timedelta(days=365),
    )
    project = projects.begin(record=record, by=lead, at=at)
    project.members.update(codes=False)
    for staff in (first, second):
        projects.add_member(project=project, staff=staff, leads=False, codes=True, by=lead, at=at)
    books.adopt(project=project, book_id="kooperationsplan", by=lead, at=at)
    for dimension in DIMENSIONS:
        project.comparisons.create(dimension=dimension, opened_at=at, opened_by=lead)
    return Filled(project, lead, second)


def _stored(model: Any, rows: Iterable[Any]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=2_000)  # type: ignore[no-any-return]


def _documents(filled: Filled) -> list[Any]:
    from roterfaden.research.models import StudyDocument

    project = filled.project
    day = project.made_at.date()
    return _stored(
        StudyDocument,
        (
            StudyDocument(
                project=project,
                number=number,
                ident=f"{number:05}",
                kind="plan",
                content={
                    "id": f"{number:05}",
                    "kind": "plan",
                    "rubrics": {name: [text] for name, text in _TEXTS.items()},
                    "comparison_type": _TYPES[number % 4],
                },
                comparison_type=_TYPES[number % 4],
                agreed_on=(day - timedelta(days=number % 700)).replace(day=1),
                flags=[{"text": "Vormittag", "why": "name"}] if number % 50 == 0 else [],
                brought_at=project.made_at,
                brought_by=filled.lead,
            )
            for number in range(1, DOCUMENTS + 1)
        ),
    )


def _tasks(members: list[Any], documents: list[Any]) -> None:
    from roterfaden.research.models import Task

    _stored(
        Task,
        (Task(member=m, document=one, position=one.number) for m in members for one in documents),
    )


def _codings(filled: Filled, members: list[Any], documents: list[Any]) -> None:
    from roterfaden.research.books import book_of
    from roterfaden.research.models import Coding
    from roterfaden.study import masks, population

    at, book = filled.project.made_at, book_of(filled.project)
    differing = set(range(7, DOCUMENTS, DOCUMENTS // DIFFERENCES))
    people = population.invent(DOCUMENTS, 1, share=1.1).first

    def rows() -> Iterator[Coding]:
        for name in DIMENSIONS:
            order = book.dimension(name).order()
            for one, mask in zip(documents, people[name].tolist(), strict=True):
                codes = masks.codes_of(mask, order)
                marks: list[Any] = [[code, None, None] for code in codes]
                if marks and name == "goals" and one.number % 4 == 0:
                    marks[0][1:] = [4, 30]
                differs = one.number in differing and order[-1] not in codes
                for nth, member in enumerate(members):
                    if nth and name == DIMENSIONS[-1] and one.number > DOCUMENTS - OPEN:
                        continue
                    other = [[order[-1], None, None]] if nth and differs else []
                    yield Coding(
                        member=member,
                        document=one,
                        dimension=name,
                        marks=marks + other,
                        history=[marks[:n] for n in range(len(marks))],
                        is_doubtful=one.number % 40 == 0,
                        changed_at=at,
                        finished_at=at,
                    )

    _stored(Coding, rows())


def _walk(filled: Filled) -> None:
    from roterfaden.research.models import Draw, DrawnItem, Frame
    from roterfaden.study import sampling

    at, lead, project = filled.project.made_at, filled.lead, filled.project
    members = tuple(sampling.Member(f"{n:05}") for n in range(1, WALK + 1))
    drawn = sampling.draw(sampling.Frame(members, stratified=False), size=WALK, seed=1).drawn
    frame = Frame.objects.create(
        project=project,
        kind=Frame.Kind.FILE,
        name="liste.csv",
        content="id\n" + "".join(f"{one.id}\n" for one in members),
        size=WALK,
        made_at=at,
        made_by=lead,
    )
    draw = Draw.objects.create(
        frame=frame,
        project=project,
        size=WALK,
        stop=WALK * 4 // 5,
        seed=1,
        algorithm=sampling.ALGORITHM,
        drawn_at=at,
        drawn_by=lead,
    )
    _stored(
        DrawnItem,
        (
            DrawnItem(
                draw=draw,
                position=n,
                ident=one.id,
                has_plan=n % 3 > 0 if n < WALK - 50 else None,
                noted_at=at if n < WALK - 50 else None,
                noted_by=lead if n < WALK - 50 else None,
            )
            for n, one in enumerate(drawn, 1)
        ),
    )


def _trail(filled: Filled, members: list[Any], documents: list[Any]) -> None:
    from roterfaden.research.models import TrailEntry
    from roterfaden.study import trail

    last = filled.project.trail.order_by("-sequence").first()

    def rows() -> Iterator[TrailEntry]:
        before = last.hash
        for number in range(last.sequence + 1, TRAIL + 1):
            document = documents[number % len(documents)]
            by = members[number % len(members)].code
            what = {"document": document.ident, "dimension": "goals", "code": "work"}
            at = filled.project.made_at + timedelta(seconds=number)
            entry = trail.entry(at, by, "coding-toggled", what, before)
            before = entry.hash
            yield TrailEntry(
                project=filled.project,
                sequence=number,
                at=at,
                author=by,
                action=entry.action,
                what=what,
                previous_hash=entry.previous,
                hash=entry.hash,
            )

    _stored(TrailEntry, rows())


def main() -> None:
    """Migrate and fill."""
    open_database(migrated=False)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(fill().project.pk, file=sys.stdout)


if __name__ == "__main__":
    main()
