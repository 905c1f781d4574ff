"""Between stored samples and the library that draws and counts: rows in, its values out."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import StateRefused
from roterfaden.plans import for_studies
from roterfaden.plans.for_studies import Population, Stratum
from roterfaden.research.models import Draw, DrawnItem, Frame, Project, PseudonymKey
from roterfaden.study import sampling

STRATUM = "stratum"


STRATA = {Stratum.TEAM: _("Team"), Stratum.PLAN_YEAR: _("Jahr des Plans")}
"""What the office's cases can be put into strata by, as people say it."""


def sizes_of(frame: Frame) -> list[tuple[str, int]]:
    """The strata of a frame with their sizes, by name; none without strata."""
    if not frame.strata:
        return []
    rows = csv.reader(frame.content.splitlines()[1:])
    return sorted(Counter(row[1] for row in rows).items())


def read_list(
    content: bytes, *, name: str, id_column: str, strata_column: str = ""
) -> sampling.Frame:
    """The frame in an uploaded CSV file; raises ``WrongData`` with the line."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        return sampling.read_frame(path, id_column=id_column, strata_column=strata_column or None)


def as_library(frame: Frame, *, stratified: bool = False) -> sampling.Frame:
    """The stored frame as the library knows it."""
    rows = list(csv.reader(frame.content.splitlines()))[1:]
    members = tuple(
        sampling.Member(row[0], row[1] if stratified and len(row) > 1 else None) for row in rows
    )
    return sampling.Frame(members, stratified, frame.name)


def walk_of(draw: Draw, items: list[DrawnItem] | None = None) -> sampling.Walk:
    """How far the walk along the list came, with the share and its interval."""
    rows = list(draw.items.all()) if items is None else items
    drawn = [sampling.Drawn(one.position, one.ident, one.stratum or None) for one in rows]
    has = {one.ident: one.has_plan for one in rows if one.has_plan is not None}
    return sampling.walk(drawn, has, stop=draw.stop)


def population_of(project: Project, on: date) -> Population:
    """The office's cases as this study may see them; raises once its keys are deleted."""
    key = PseudonymKey.objects.filter(project=project).first()
    if key is None:
        raise StateRefused(
            gettext("Die Schlüssel dieser Studie sind gelöscht; kein Weg führt zurück.")
        )
    return Population(
        jobcentre_id=project.jobcentre_id,
        on=on,
        secret=bytes(key.secret),
        with_protected=project.with_protected,
    )


def varying_of(project: Project, on: date) -> list[Stratum]:
    """By what the office's cases of this day differ; nothing once the keys are deleted."""
    try:
        return for_studies.varying(population_of(project, on))
    except StateRefused:
        return []
