"""The queue of one coder: for each dimension how far it came and what comes next."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from roterfaden.research.books import kinds_of, present_book
from roterfaden.research.models import Coding, Member, Project, Task
from roterfaden.research.suggesting import to_code_next
from roterfaden.study.codebook import Dimension

SHOWN = 5
"""So many documents are named that a model would learn most from."""
UNSURE = 20
"""So many doubtful documents are named."""


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
    def unsure(self) -> list[int]:
        """The first doubtful ones."""
        return self.doubtful[:UNSURE]

    @property
    def more_unsure(self) -> int:
        """How many doubtful ones there are beyond."""
        return len(self.doubtful[UNSURE:])

    @property
    def percent(self) -> int:
        """How much is done."""
        return round(100 * self.finished / self.documents) if self.documents else 0


def queue_of(project: Project, member: Member) -> list[Waiting]:
    """The own queue, one entry for each dimension; only the own codings are asked for."""
    book = present_book(project)
    tasks = member.tasks.values("document__kind").annotate(n=Count("pk")).order_by()
    kinds = dict(tasks.values_list("document__kind", "n"))
    own = Coding.objects.by(member)
    done = own.finished().values("dimension", "document__kind").annotate(n=Count("pk")).order_by()
    finished = list(done.values_list("dimension", "document__kind", "n"))
    doubtful = own.filter(is_doubtful=True).order_by("document__number")
    unsure = list(doubtful.values_list("dimension", "document__number"))
    found = []
    for one in book.dimensions if book else ():
        if not any(kind in kinds for kind in kinds_of(one)):
            continue
        following, first = _numbers(member, one)
        waiting = Waiting(
            dimension=one,
            documents=sum(kinds.get(kind, 0) for kind in kinds_of(one)),
            finished=sum(
                n for name, kind, n in finished if name == one.id and one.applies_to(kind)
            ),
            doubtful=[number for name, number in unsure if name == one.id],
            next_number=following,
            first_number=first,
            instructive=to_code_next(project, one, member)[:SHOWN],
        )
        found.append(waiting)
    return found


def _numbers(member: Member, dimension: Dimension) -> tuple[int | None, int]:
    """Of the next document that is not finished, if there is one, and of the first."""
    fitting = member.tasks.filter(document__kind__in=kinds_of(dimension))
    numbers = fitting.order_by("position", "pk").values_list("document__number", flat=True)
    done = Coding.objects.by(member).finished().filter(dimension=dimension.id)
    return numbers.exclude(document__in=done.values("document")).first(), numbers[0]


def coders_of(project: Project) -> QuerySet[Member]:
    """Who codes, with how many documents are ``assigned`` and how many nobody has begun."""
    begun = Coding.objects.filter(member=OuterRef("member"), document=OuterRef("document"))
    waiting = Task.objects.filter(~Exists(begun), member=OuterRef("pk"))
    present = project.members.filter(left_at=None, codes=True).select_related("staff")
    return present.annotate(assigned=Count("tasks"), waiting=Exists(waiting)).order_by("code")
