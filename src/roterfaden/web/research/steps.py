"""The way of a study from its record to the report, as the page of the study shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.research.models import Coding, Decision, Member, PassageDecision, Project


@dataclass(frozen=True)
class Step:
    """One station: what it is, how far it came, and where it is done."""

    title: str | Promise
    state: str
    url: str
    is_done: bool
    is_now: bool = False


def steps_of(project: Project, member: Member) -> list[Step]:
    """All stations in order; the first that is not done is the present one."""
    made = [_sample(project), _documents(project), _book(project), _codings(project, member)]
    made += [_comparison(project), _results(project)]
    now = next((n for n, step in enumerate(made) if not step.is_done), None)
    return [
        Step(step.title, step.state, step.url, step.is_done, n == now)
        for n, step in enumerate(made)
    ]


def _sample(project: Project) -> Step:
    draw = project.draws.first()
    url = reverse("research:sample", args=[project.pk])
    if draw is None:
        return Step(_("Stichprobe"), _("noch nicht gezogen"), url, is_done=False)
    found = draw.items.filter(has_plan=True).count()
    words = _("%(found)s von %(stop)s Plänen gefunden") % {"found": found, "stop": draw.stop}
    return Step(_("Stichprobe"), words, url, is_done=found >= draw.stop)


def _documents(project: Project) -> Step:
    count = project.documents.count()
    words = ngettext("%(n)s Dokument ohne Namen", "%(n)s Dokumente ohne Namen", count) % {
        "n": count
    }
    url = reverse("research:documents", args=[project.pk])
    return Step(_("Dokumente"), words if count else _("noch keine"), url, is_done=count > 0)


def _book(project: Project) -> Step:
    book = project.books.published().first()
    words = _("Fassung %(v)s, veröffentlicht") % {"v": book.version} if book else _("noch keins")
    url = reverse("research:book", args=[project.pk])
    return Step(_("Kategoriensystem"), words, url, is_done=book is not None)


def _codings(project: Project, member: Member) -> Step:
    """The own progress only: how far others are says nothing about what they coded."""
    tasks = member.tasks.count()
    begun = Coding.objects.by(member).finished().values("document").distinct().count()
    words = _("%(done)s von %(all)s Dokumenten bearbeitet") % {"done": begun, "all": tasks}
    url = reverse("research:queue", args=[project.pk])
    is_done = bool(tasks) and begun >= tasks
    return Step(_("Codieren"), words if tasks else _("nichts zugeteilt"), url, is_done=is_done)


def _comparison(project: Project) -> Step:
    opened = project.comparisons.count()
    decided = (
        Decision.objects.filter(document__project=project)
        .values("document", "dimension")
        .distinct()
        .count()
    )
    places = PassageDecision.objects.filter(document__project=project).order_by()
    decided += places.values("document", "dimension", "start", "end").distinct().count()
    words = _("%(n)s Entscheidungen") % {"n": decided} if opened else _("noch nicht verglichen")
    url = reverse("research:comparison", args=[project.pk])
    return Step(_("Übereinstimmung"), words, url, is_done=opened > 0 and decided > 0)


def _results(project: Project) -> Step:
    url = reverse("research:tables", args=[project.pk])
    return Step(_("Tabellen und Bericht"), _("aus dem, was vorliegt"), url, is_done=False)
