"""The actions of a study in words; a new one without words is shown by its code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "study-begun": _("Studie begonnen"),
    "study-changed": _("Angaben geändert"),
    "study-member-added": _("jemanden dazugenommen"),
    "study-member-left": _("jemand macht nicht mehr mit"),
    "study-frame-made": _("Auswahlgesamtheit festgelegt"),
    "study-documents-brought": _("Dokumente übernommen"),
    "study-keys-deleted": _("Schlüssel gelöscht"),
    "method-changed": _("Verfahren geändert"),
    "codebook-written": _("Kategoriensystem entworfen"),
    "codebook-published": _("Kategoriensystem veröffentlicht"),
    "sample-drawn": _("Stichprobe gezogen"),
    "walk-noted": _("Vermerk zur Stichprobe"),
    "walk-taken-back": _("Vermerk zurückgenommen"),
    "walk-looked-up": _("im Bestand nachgesehen"),
    "flag-settled": _("über einen möglichen Namen entschieden"),
    "documents-assigned": _("Dokumente zugeteilt"),
    "documents-withdrawn": _("Zuteilung zurückgenommen"),
    "coding-toggled": _("Kategorie vergeben oder zurückgenommen"),
    "coding-passage-marked": _("Stelle codiert"),
    "coding-undone": _("rückgängig gemacht"),
    "coding-memo-written": _("Notiz geschrieben"),
    "coding-doubted": _("zweifelhaft oder nicht mehr"),
    "coding-finished": _("Dokument fertig codiert"),
    "comparison-opened": _("Vergleich geöffnet"),
    "decided-like_first": _("entschieden wie die erste Codierung"),
    "decided-like_second": _("entschieden wie die zweite Codierung"),
    "decided-different": _("anders entschieden"),
    "passages-decided": _("über eine Stelle entschieden"),
    "sites-proposed": _("kontrastierende Jobcenter vorgeschlagen"),
    "site-asked": _("Jobcenter angefragt"),
    "site-joined": _("Jobcenter macht mit"),
    "site-declined": _("Jobcenter hat abgelehnt"),
    "discussion-held": _("Gruppendiskussion gehalten"),
    "talk-observed": _("Gespräch beobachtet"),
    "recording-linked": _("Aufnahme eingetragen"),
    "consent-withdrawn": _("Einwilligung zurückgenommen"),
}


def in_words(action: str) -> str:
    """What happened, in words."""
    return str(WORDS.get(action, action))
