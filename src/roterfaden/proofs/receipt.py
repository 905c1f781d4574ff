"""The receipt for a proof: what, when and how it came in, and by which office it was taken.

No more than is needed: a proof about health is called a proof and nothing else, because a receipt
lies on desks and in pockets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core import clock, german
from roterfaden.core.errors import Refused
from roterfaden.documents.typesetting import Template, Unprintable
from roterfaden.plans.hints.entries import sensitive
from roterfaden.plans.hints.model import items
from roterfaden.plans.models import Entry
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.proofs.states import State

_TEMPLATE = Template(Path(__file__).parent / "receipt.typ")
_WAYS = {
    ProofRecord.Way.DESK: "persönlich abgegeben",
    ProofRecord.Way.POST: "mit der Post",
    ProofRecord.Way.EMAIL: "mit E-Mail",
    ProofRecord.Way.SCAN: "hochgeladen oder eingescannt",
}
_HEALTH = "health"
_OF_DOCTORS = re.compile(
    r"befund|attest|krank|arzt|ärzt|arbeitsunfähig|diagnos|therap|klinik|gutachten|reha",
    re.IGNORECASE,
)


def receipt_pdf(proof: Proof) -> bytes:
    """One A4 page, PDF/UA-1; the same bytes for the same record. German, as all that binds.

    Raises :class:`Refused` while nothing came in.
    """
    received = proof.records.filter(state=State.RECEIVED, taken_back_at__isnull=True)
    record = received.select_related("recorded_by").order_by("number").last()
    if record is None:
        raise Refused(_("Eine Quittung gibt es, sobald der Nachweis eingegangen ist."))
    try:
        return typeset(receipt_data(proof, record), timestamp=record.recorded_at)
    except Unprintable as problem:
        raise Refused(
            _("Das Zeichen „%(sign)s“ kann nicht gedruckt werden.") % {"sign": problem.text}
        ) from problem


def typeset(data: Mapping[str, Any], *, timestamp: datetime) -> bytes:
    """The PDF of what :func:`receipt_data` says, made at this moment (aware)."""
    return _TEMPLATE.pdf(data, timestamp=timestamp).content


def receipt_data(proof: Proof, record: ProofRecord) -> dict[str, Any]:
    """What the receipt says."""
    office, recipient = proof.case.jobcentre, proof.case.recipient
    place = f"{office.postcode} {office.city}".strip()
    return {
        "office": office.name,
        "address": ", ".join(part for part in (office.street, place) if part),
        "phone": office.phone,
        "name": str(recipient),
        "number": recipient.kundennummer,
        "is_ours": proof.entry.owner == Entry.Owner.JOBCENTRE,
        "what": what_is_printed(proof.entry),
        "due_on": german.day(proof.due_on),
        "received_on": german.day(record.happened_on),
        "way": _WAYS[ProofRecord.Way(record.way)],
        "taken_by": record.recorded_by.formal_name,
        "written_on": german.day(clock.day_of(record.recorded_at)),
        "plan": f"Fassung {proof.entry.version.number}",
    }


def what_is_printed(entry: Entry) -> str:
    """The proof in the plan's words, or only that it is one where it tells of health."""
    return "Nachweis zu Ihrem Plan" if _tells_of_health(entry) else entry.proof


def _tells_of_health(entry: Entry) -> bool:
    if entry.topic == _HEALTH or _OF_DOCTORS.search(f"{entry.text} {entry.proof}"):
        return True
    said = {"kind": "step", "text": entry.text, "proof": entry.proof}
    return any(sensitive(item) for item in items({"entries": [said]}))
