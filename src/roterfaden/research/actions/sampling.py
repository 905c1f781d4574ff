"""Making a frame, drawing from it, and walking along the drawn list."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans import for_studies
from roterfaden.research.models import Draw, DrawnItem, Frame, Member, Project
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.sampling import (
    STRATA,
    STRATUM,
    as_library,
    population_of,
    read_list,
    walk_of,
)
from roterfaden.research.trailing import note, note_in_both
from roterfaden.study import sampling


@transaction.atomic
def frame_of_office(
    *,
    project: Project,
    on: date,
    strata: for_studies.Stratum | None = None,
    by: StaffMember,
    at: datetime,
) -> Frame:
    """The cases of the office that run on this day, by number; protected if permitted."""
    lead = lead_of(project, by)
    check_runs(project, at)
    population = population_of(project, on)
    numbers = for_studies.frame(population)
    if not numbers:
        raise StateRefused(_("An diesem Tag lief kein Fall. Nehmen Sie einen anderen Tag."))
    known = for_studies.strata(population, strata) if strata else {}
    if strata and len(set(known.values())) < 2:
        raise StateRefused(
            _("An diesem Tag gibt es dabei nur eine Schicht. Legen Sie ohne Schichten fest.")
        )
    members = [sampling.Member(number, known.get(number)) for number in numbers]
    name = str(_("Fälle am %(day)s")) % {"day": f"{on:%d.%m.%Y}"}
    column = str(STRATA[strata]) if strata else ""
    return _made(project, Frame.Kind.OFFICE, name, column, members, lead, by, at, on=on)


@transaction.atomic
def frame_from_file(
    *,
    project: Project,
    filename: str,
    content: bytes,
    id_column: str,
    strata_column: str,
    by: StaffMember,
    at: datetime,
) -> Frame:
    """A list that somebody sends; only ids and strata are kept. Raises ``WrongData``."""
    lead = lead_of(project, by)
    check_runs(project, at)
    found = read_list(content, name=filename, id_column=id_column, strata_column=strata_column)
    kind = Frame.Kind.FILE
    return _made(project, kind, filename, strata_column, found.members, lead, by, at)


@transaction.atomic
def draw(
    *,
    frame: Frame,
    size: int,
    stop: int,
    seed: int,
    stratified: bool = False,
    by: StaffMember,
    at: datetime,
) -> Draw:
    """Draw so that the same frame, size and seed give the same list for ever."""
    project = frame.project
    lead = lead_of(project, by)
    check_runs(project, at)
    if stop > size:
        raise Refused(_("Es sollen mehr Pläne werden, als gezogen werden. Ziehen Sie mehr."))
    sample = sampling.draw(as_library(frame, stratified=stratified), size=size, seed=seed)
    made = Draw.objects.create(
        frame=frame,
        project=project,
        size=size,
        stop=stop,
        seed=seed,
        strata_column=frame.strata[0] if stratified else "",
        algorithm=sample.algorithm,
        drawn_at=at,
        drawn_by=by,
    )
    DrawnItem.objects.bulk_create(
        DrawnItem(draw=made, position=one.draw, ident=one.id, stratum=one.stratum or "")
        for one in sample.drawn
    )
    what = {"size": size, "seed": seed, "stop": stop, "algorithm": sample.algorithm}
    what |= {"frame": sample.fingerprint}
    note(project, "sample-drawn", author=lead.code, at=at, what=what)
    return made


@transaction.atomic
def note_found(
    *, draw: Draw, position: int, has_plan: bool, by: StaffMember, at: datetime
) -> DrawnItem:
    """Note for the next number whether there is a plan; the order is kept, nothing is skipped."""
    lead = lead_of(draw.project, by)
    check_runs(draw.project, at)
    item = _next(draw)
    if item is None or item.position != position:
        raise StateRefused(_("Diese Nummer ist nicht an der Reihe. Keine wird ausgelassen."))
    _noted([item], {item.ident: has_plan}, by, at)
    what = {"draw": item.position, "plan": has_plan}
    note(draw.project, "walk-noted", author=lead.code, at=at, what=what)
    return item


@transaction.atomic
def take_back(*, draw: Draw, by: StaffMember, at: datetime) -> DrawnItem:
    """Take the last note back."""
    lead = lead_of(draw.project, by)
    check_runs(draw.project, at)
    item = draw.items.filter(has_plan__isnull=False).order_by("-position").first()
    if item is None:
        raise StateRefused(_("Noch ist nichts vermerkt."))
    item.has_plan, item.noted_at, item.noted_by = None, None, None
    item.save(update_fields=["has_plan", "noted_at", "noted_by"])
    note(draw.project, "walk-taken-back", author=lead.code, at=at, what={"draw": item.position})
    return item


@transaction.atomic
def look_up(*, draw: Draw, by: StaffMember, at: datetime) -> int:
    """Walk along the list by looking into the office's plans, until enough are found.

    Says how many numbers were looked at.
    """
    lead = lead_of(draw.project, by)
    check_runs(draw.project, at)
    on = draw.frame.day_on
    if on is None:
        raise StateRefused(_("Diese Liste kam als Datei. Vermerken Sie selbst, was Sie finden."))
    items = list(draw.items.all())
    begun = walk_of(draw, items)
    ahead = [] if begun.stopped else items[begun.checked :]
    found = for_studies.with_plan(population_of(draw.project, on), [one.ident for one in ahead])
    needed, looked_at = draw.stop - len(begun.found), list[DrawnItem]()
    for item in ahead:
        if needed == 0:
            break
        looked_at.append(item)
        needed -= found[item.ident]
    _noted(looked_at, found, by, at)
    what = {"looked_at": len(looked_at)}
    note(draw.project, "walk-looked-up", author=lead.code, at=at, what=what)
    return len(looked_at)


def _next(draw: Draw) -> DrawnItem | None:
    """The first number nobody has looked at, while the walk goes on."""
    walk = walk_of(draw)
    if walk.stopped or walk.unchecked is None:
        return None
    return draw.items.get(ident=walk.unchecked)


def _noted(
    items: list[DrawnItem], has_plan: dict[str, bool], by: StaffMember, at: datetime
) -> None:
    for item in items:
        item.has_plan, item.noted_at, item.noted_by = has_plan[item.ident], at, by
    DrawnItem.objects.bulk_update(items, ["has_plan", "noted_at", "noted_by"])


def _made(
    project: Project,
    kind: Frame.Kind,
    name: str,
    strata_column: str,
    members: Iterable[sampling.Member],
    lead: Member,
    by: StaffMember,
    at: datetime,
    on: date | None = None,
) -> Frame:
    rows = sorted((one.id, one.stratum or "") for one in members)
    frame = Frame.objects.create(
        project=project,
        kind=kind,
        name=name[:120],
        day_on=on,
        content=_as_csv(rows, with_strata=bool(strata_column)),
        size=len(rows),
        strata=[strata_column] if strata_column else [],
        made_at=at,
        made_by=by,
    )
    change, what = Change.STUDY_FRAME_MADE, {"kind": str(kind), "size": len(rows)}
    note_in_both(project, change, by=by, author=lead.code, at=at, what=what)
    return frame


def _as_csv(rows: list[tuple[str, str]], *, with_strata: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", STRATUM] if with_strata else ["id"])
    writer.writerows(row if with_strata else row[:1] for row in rows)
    return text.getvalue()
