"""The codebook of a study: taken over, drafted, published, read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.research.actions import books
from roterfaden.research.books import offers, parsed, present_book
from roterfaden.study import codebook
from roterfaden.study.troubles import WrongData
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of
from roterfaden.web.research.forms import BookForm, DimensionsForm


@require_safe
@researchers
def book(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The categories with their criteria, and the versions."""
    project = study_of(request, study_id)
    versions = project.books.all()
    chosen = next((one for one in versions if str(one.pk) == request.GET.get("fassung")), None)
    context = {
        "study": project,
        "member": membership(request, project),
        "versions": versions,
        "delivered": codebook.delivered(),
        "shown": parsed(chosen.content) if chosen else present_book(project),
        "dimensions": DimensionsForm(offers=offers(project, request.staff)),
    }
    return render(request, "research/book.html", context)


@require_POST
@researchers
def adopt(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Begin with a codebook that comes with the program."""
    project = study_of(request, study_id)
    known = {one.id for one in codebook.delivered()}
    if request.POST.get("book") in known:
        books.adopt(project=project, book_id=request.POST["book"], by=request.staff, at=clock.now())
        messages.success(request, _("Übernommen. Damit kann codiert werden."))
    return redirect("research:book", project.pk)


@require_POST
@researchers
def take_over(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Put dimensions of other books into the draft."""
    project = study_of(request, study_id)
    form = DimensionsForm(request.POST, offers=offers(project, request.staff))
    if not form.is_valid():
        messages.error(request, _("Wählen Sie mindestens eine Dimension."))
        return redirect("research:book", project.pk)
    draft = books.take_over(project=project, offers=form.chosen, by=request.staff, at=clock.now())
    messages.success(request, _("Hinzugenommen. Der Entwurf gilt, sobald er veröffentlicht ist."))
    return redirect(f"{reverse('research:book', args=[project.pk])}?fassung={draft.pk}")


@require_http_methods(["GET", "POST"])
@researchers
def write(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Write a draft, beginning with the version in force."""
    project = study_of(request, study_id)
    begun = project.books.first()
    initial = {"content": begun.content if begun else codebook.write(codebook.delivered()[0])}
    form = BookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            books.write(
                project=project,
                content=form.cleaned_data["content"],
                by=request.staff,
                at=clock.now(),
            )
        except WrongData as error:
            form.add_error("content", f"{error.cause} {error.way_out}")
        else:
            messages.success(request, _("Entwurf gespeichert."))
            return redirect("research:book", project.pk)
    return render(request, "research/book_write.html", {"form": form, "study": project})


@require_POST
@researchers
def publish(request: StaffRequest, study_id: UUID, book_id: UUID) -> HttpResponse:
    """From now on people code with it."""
    project = study_of(request, study_id)
    version = get_object_or_404(project.books, pk=book_id)
    books.publish(book=version, by=request.staff, at=clock.now())
    messages.success(request, _("Veröffentlicht. Diese Fassung ändert sich nicht mehr."))
    return redirect("research:book", project.pk)
