"""The days on which an office works as little as on a holiday, and reading them from a file."""

from datetime import date
from typing import Any

from roterfaden.core.tables import Column, Fault, Layout, Record, Table
from roterfaden.core.tables.columns import day, up_to, yes_or_no
from roterfaden.organisations.models import Jobcentre, LocalHoliday

_KINDS = {
    "örtlicher feiertag": LocalHoliday.Kind.MUNICIPAL_HOLIDAY,
    "feiertag": LocalHoliday.Kind.MUNICIPAL_HOLIDAY,
    "haus geschlossen": LocalHoliday.Kind.OFFICE_CLOSED,
    "geschlossen": LocalHoliday.Kind.OFFICE_CLOSED,
}


def closed_days(jobcentre: Jobcentre, first: date, last: date) -> frozenset[date]:
    """Every own closing day and local holiday of the office from ``first`` to ``last``."""
    kept = LocalHoliday.objects.filter(jobcentre=jobcentre)
    years = range(first.year, last.year + 1)
    days = (day for one in kept for year in years for day in one.days_in(year))
    return frozenset(day for day in days if first <= day <= last)


def _kind(text: str, _today: date) -> LocalHoliday.Kind:
    found = _KINDS.get(text.casefold())
    if found is None:
        raise Fault("ist keine Art. Bitte schreiben Sie „Feiertag“ oder „geschlossen“.")
    return found


COLUMNS = (
    Column("tag", "begins_on", day, required=True),
    Column("bis", "ends_on", day, empty=None),
    Column("name", "name", up_to(80), required=True),
    Column("art", "kind", _kind, empty=LocalHoliday.Kind.OFFICE_CLOSED),
    Column("jedes_jahr", "is_yearly", yes_or_no, empty=False),
)


class ClosingDays(Table[dict[str, Any]]):
    """The rows of one file of closing days, as the fields of :class:`LocalHoliday`."""

    layout = Layout({column.name: column for column in COLUMNS}, rows="eine Zeile je Tag")
    key = "tag"

    def row(self, record: Record, values: dict[str, Any]) -> dict[str, Any]:
        """One day or run of days; without ``bis`` it is one day, without ``art`` a closing day."""
        empty = {column.field: column.empty for column in COLUMNS}
        said = {**empty, **values}
        return {**said, "ends_on": said["ends_on"] or said["begins_on"]}

    def contradictions(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """A run that ends before it begins."""
        begins_on, ends_on = values.get("begins_on"), values.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            return [("bis", "liegt vor dem ersten Tag. Bitte prüfen Sie tag und bis.")]
        return []
