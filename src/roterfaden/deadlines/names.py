"""What each open deadline is called, by the codes of ``obligations.deadlines``."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "proof": _("Nachweis kommt"),
    "answer": _("Antwort auf die Anhörung"),
    "determination": _("spätestens entscheiden"),
    "reduction": _("Minderung endet"),
    "report": _("persönliche Meldung heilt"),
    "conciliation": _("Schlichtung endet"),
    "objection-duty": _("Widerspruch gegen die Verpflichtung möglich"),
    "objection-decision": _("Widerspruch gegen den Bescheid möglich"),
    "counselling": _("Beratung anbieten"),
}
