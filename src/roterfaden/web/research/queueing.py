"""The queue of one coder: for each dimension how far it came and what comes next."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from roterfaden.research.books import present_book
from roterfaden.research.models import Coding, Member, Project, Task
from roterfaden.research.suggesting import to_code_next
from roterfaden.study.codebook import Dimension
from roterfaden.web.research.desk import fits

SHOWN = 5
"""So many documents are named that a model would learn most from."""


@dataclass(frozen=True)
class Waiting:
    """One dimension in the queue."""

    dimension: Dimension
    documents: int
    finished: int
    doubtful: list[int]
    next_number: int | None
    first_number: int
    instructive: list[int]

    @property
    def percent(self) -> int:
        """How much is done."""
        return round(100 * self.finished / self.documents) if self.documents else 0


def queue_of(project: Project, member: Member) -> list[Waiting]:
    """The own queue, one entry for each dimension; only the own codings are asked for."""
    book = present_book(project)
    if book is None:
        return []
    tasks = list(member.tasks.select_related("document").order_by("position"))
    own = list(Coding.objects.by(member).values_list("dimension", "document", "finished_at"))
    doubtful = Coding.objects.by(member).filter(is_doubtful=True).order_by("document__number")
    unsure = list(doubtful.values_list("dimension", "document__number"))
    found = []
    for one in book.dimensions:
        documents = [task.document for task in tasks if fits(one, task.document)]
        if not documents:
            continue
        done = {document for name, document, at in own if name == one.id and at is not None}
        ahead = next((d.number for d in documents if d.pk not in done), None)
        finished = sum(document.pk in done for document in documents)
        waits = [number for name, number in unsure if name == one.id]
        first, instructive = documents[0].number, to_code_next(project, one, member)[:SHOWN]
        found.append(Waiting(one, len(documents), finished, waits, ahead, first, instructive))
    return found


def coders_of(project: Project) -> QuerySet[Member]:
    """Who codes, with how many documents are ``assigned`` and how many nobody has begun."""
    begun = Coding.objects.filter(member=OuterRef("member"), document=OuterRef("document"))
    waiting = Task.objects.filter(~Exists(begun), member=OuterRef("pk"))
    present = project.members.filter(left_at=None, codes=True).select_related("staff")
    return present.annotate(assigned=Count("tasks"), waiting=Exists(waiting)).order_by("code")
