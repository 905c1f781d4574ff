"""Which leaflet holds at an office on a day, and its PDF."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.core.errors import Refused
from roterfaden.organisations.models import Jobcentre
from roterfaden.plans import leaflet
from roterfaden.plans.models import Leaflet


def leaflet_on(jobcentre: Jobcentre, day: date) -> leaflet.Text:
    """The leaflet that holds on this day: the office's own, or the delivered one."""
    own = Leaflet.objects.of(jobcentre).valid_on(day).first()
    return text_of(own) if own else leaflet.delivered()


def text_of(own: Leaflet) -> leaflet.Text:
    """An office's leaflet as plain values."""
    return leaflet.Text(own.rules, own.valid_from_on, own.written_at)


def office_of(jobcentre: Jobcentre) -> leaflet.Office:
    """What the leaflet says about the office."""
    place = f"{jobcentre.postcode} {jobcentre.city}".strip()
    address = ", ".join(part for part in (jobcentre.street, place) if part)
    return leaflet.Office(jobcentre.name, jobcentre.phone, address)


def typeset_on(jobcentre: Jobcentre, day: date, **how: Any) -> leaflet.Leaflet:
    """The PDF of the leaflet that holds on this day; ``how`` as for :func:`leaflet.typeset`.

    Raises :class:`Refused` where it cannot be set, such as for a name that does not fit.
    """
    return set_for_people(leaflet_on(jobcentre, day), office_of(jobcentre), **how)


def set_for_people(text: leaflet.Text, office: leaflet.Office, **how: Any) -> leaflet.Leaflet:
    """The PDF; what stands in the way is said in people's words (:class:`Refused`)."""
    try:
        return leaflet.typeset(text, office, **how)
    except leaflet.TooLong as problem:
        raise Refused(_("Das Merkblatt passt nicht auf eine Seite. Kürzen Sie es.")) from problem
    except leaflet.Unprintable as problem:
        raise Refused(
            _("Das Zeichen „%(sign)s“ kann nicht gedruckt werden. Lassen Sie es weg.")
            % {"sign": problem.signs[0]}
        ) from problem
