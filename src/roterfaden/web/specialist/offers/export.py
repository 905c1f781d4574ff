"""Offers, and plans that promise what is stopped, as files for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from roterfaden.core import german
from roterfaden.core.tables import harmless
from roterfaden.plans.models import PlanVersion, SupportOffer


def as_csv(offers: Iterable[SupportOffer]) -> bytes:
    """The offers of an office, one line each."""
    head = [_("Art"), _("Name"), _("Stand"), _("Bedingung oder Grund"), _("Zusagen bis")]
    rows = (
        [
            str(offer.get_kind_display()),
            offer.name,
            str(offer.get_state_display()),
            offer.condition,
            german.day(offer.until_on) if offer.until_on else "",
        ]
        for offer in offers
    )
    return _table(head, rows)


def plans_as_csv(versions: Sequence[PlanVersion], in_charge: dict[object, str]) -> bytes:
    """Plans whose promise cannot be kept, one line each promise."""
    head = [_("Kundennummer"), _("Name"), _("Fassung"), _("Zusage im Plan"), _("Zuständig")]
    rows = (
        [
            version.plan.case.recipient.kundennummer,
            str(version.plan.case.recipient),
            str(version.number),
            entry.text,
            in_charge.get(version.plan.case_id, ""),
        ]
        for version in versions
        for entry in version.unkept_entries  # type: ignore[attr-defined]
    )
    return _table(head, rows)


def _table(head: list[str], rows: Iterable[list[str]]) -> bytes:
    """As a spreadsheet opens it by double click: semicolons, UTF-8 with its mark, no formulas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
