"""The sample of a study: from whom, how many, which, and the walk along the list."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.plans.for_studies import Stratum
from roterfaden.research.actions import documents, sampling
from roterfaden.research.models import Draw, Frame, Project
from roterfaden.research.sampling import sizes_of, varying_of, walk_of
from roterfaden.web.components.access import StaffRequest
from roterfaden.web.research.access import membership, researchers, study_of, to_present
from roterfaden.web.research.figures import shown
from roterfaden.web.research.forms import DrawForm, FileFrameForm, OfficeFrameForm

ON_A_PAGE = 100


@require_safe
@researchers
def present(request: StaffRequest) -> HttpResponse:
    """The sample of the study worked on last."""
    return to_present(request, "research:sample")


@require_safe
@researchers
def sample(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The frame, the draw and the list in drawn order."""
    project = study_of(request, study_id)
    draw = project.draws.select_related("frame").first()
    items = list(draw.items.all()) if draw else []
    walk = walk_of(draw, items) if draw else None
    member, frame = membership(request, project), project.frames.first()
    is_open = member.leads and not (walk and walk.checked)
    office_form = OfficeFrameForm()
    office_form.offer(varying_of(project, clock.today()) if is_open else ())
    context = {
        "study": project,
        "member": member,
        "frames": project.frames.all(),
        "strata": sizes_of(frame) if frame and is_open else [],
        "draw": draw,
        "walk": shown(walk) if walk else None,
        "current": next((one for one in items if walk and one.ident == walk.unchecked), None),
        "may_bring": walk and walk.found and draw and draw.frame.day_on,
        "has_documents": project.documents.exists(),
        "page": Paginator(items, ON_A_PAGE).get_page(request.GET.get("page")),
        "office_form": office_form,
        "file_form": FileFrameForm(),
        "draw_form": DrawForm(
            initial={
                "seed": f"{clock.today():%Y%m%d}",
                **_usual(frame),
                "stratified": bool(frame and frame.kind == Frame.Kind.OFFICE and frame.strata),
            }
        ),
    }
    return render(request, "research/sample.html", context)


@require_POST
@researchers
def office_frame(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The running cases of a day as frame."""
    project = study_of(request, study_id)
    form = OfficeFrameForm(request.POST)
    if form.is_valid():
        strata = form.cleaned_data["strata"]
        sampling.frame_of_office(
            project=project,
            on=form.cleaned_data["on"],
            strata=Stratum(strata) if strata else None,
            by=request.staff,
            at=clock.now(),
        )
        return redirect("research:sample", project.pk)
    return _not_valid(request, project, form.errors)


@require_POST
@researchers
def file_frame(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """A list as frame."""
    project = study_of(request, study_id)
    form = FileFrameForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        sampling.frame_from_file(
            project=project,
            filename=sent.name,
            content=sent.read(),
            id_column=form.cleaned_data["id_column"],
            strata_column=form.cleaned_data["strata_column"],
            by=request.staff,
            at=clock.now(),
        )
        return redirect("research:sample", project.pk)
    return _not_valid(request, project, form.errors)


@require_POST
@researchers
def draw(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Draw from the newest frame."""
    project = study_of(request, study_id)
    form = DrawForm(request.POST)
    frame = project.frames.first()
    if form.is_valid() and frame is not None:
        sampling.draw(frame=frame, by=request.staff, at=clock.now(), **form.cleaned_data)
        return redirect("research:sample", project.pk)
    return _not_valid(request, project, form.errors)


@require_POST
@researchers
def note(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Whether there is a plan for the next number."""
    project, found = _drawn(request, study_id)
    sampling.note_found(
        draw=found,
        position=int(request.POST.get("position") or 0),
        has_plan=request.POST.get("plan") == "ja",
        by=request.staff,
        at=clock.now(),
    )
    return redirect("research:sample", project.pk)


@require_POST
@researchers
def take_back(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """The last note was wrong."""
    project, found = _drawn(request, study_id)
    sampling.take_back(draw=found, by=request.staff, at=clock.now())
    return redirect("research:sample", project.pk)


@require_POST
@researchers
def look_up(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Look into the office's plans, in drawn order, until enough are found."""
    project, found = _drawn(request, study_id)
    looked = sampling.look_up(draw=found, by=request.staff, at=clock.now())
    messages.success(request, _("%(n)s Nummern nachgesehen.") % {"n": looked})
    return redirect("research:sample", project.pk)


@require_POST
@researchers
def bring(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """Take the plans that were found into the study, without names."""
    project, found = _drawn(request, study_id)
    made = documents.bring_found(draw=found, by=request.staff, at=clock.now())
    messages.success(request, _("%(n)s Dokumente ohne Namen übernommen.") % {"n": len(made)})
    return redirect("research:documents", project.pk)


@require_safe
@researchers
def sample_csv(request: StaffRequest, study_id: UUID) -> HttpResponse:
    """``sample.csv`` as the command line writes it."""
    _project, found = _drawn(request, study_id)
    rows = found.items.values_list("position", "ident", "stratum")
    has_strata = bool(found.strata_column)
    lines = ["draw,id,stratum" if has_strata else "draw,id"]
    lines += [",".join(map(str, row if has_strata else row[:2])) for row in rows]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sample.csv"'
    return response


def _usual(frame: Frame | None) -> dict[str, int]:
    """A hundred plans from two hundred numbers, or what a smaller frame has."""
    most = frame.size if frame else 200
    return {"stop": min(100, most), "size": min(200, most)}


def _drawn(request: StaffRequest, study_id: UUID) -> tuple[Project, Draw]:
    project = study_of(request, study_id)
    draw = project.draws.select_related("frame", "project").first()
    if draw is None:
        raise StateRefused(_("Ziehen Sie zuerst eine Stichprobe."))
    return project, draw


def _not_valid(request: StaffRequest, project: Project, errors: object) -> HttpResponse:
    messages.error(request, _("Bitte füllen Sie alle Felder aus."))
    return redirect("research:sample", project.pk)
