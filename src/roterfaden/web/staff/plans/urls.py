"""Addresses of the pages about one plan."""

from django.urls import path

from roterfaden.web.staff.plans.views import (
    agreed,
    answering,
    capturing,
    closing,
    confirming,
    editing,
    following,
    hinting,
    leaflets,
    previewing,
    proposing,
    reviewing,
    sheets,
    undoing,
    writing,
)

app_name = "plans"

_VERSION = "plaene/<uuid:version_id>/"
_ENTRY = f"{_VERSION}eintraege/<uuid:entry_id>/"

urlpatterns = [
    path("faelle/<uuid:case_id>/plan/neu", following.start, name="start"),
    path(_VERSION, editing.version, name="version"),
    path(f"{_VERSION}eintraege/", editing.lines, name="lines"),
    path(f"{_VERSION}eintraege/neu/<slug:rubric>/", writing.entry_add, name="entry_add"),
    path(_ENTRY, writing.entry, name="entry"),
    path(f"{_ENTRY}entfernen/", editing.entry_remove, name="entry_remove"),
    path(f"{_ENTRY}zurueckholen/", editing.entry_restore, name="entry_restore"),
    path(f"{_ENTRY}ergebnis/", following.outcome, name="outcome"),
    path(f"{_ENTRY}vorschlagen/", proposing.propose, name="entry_propose"),
    path(f"{_VERSION}bausteine/", capturing.blocks, name="blocks"),
    path(f"{_VERSION}bausteine/favorit/", capturing.favourite, name="block_favourite"),
    path(f"{_VERSION}aufnehmen/", capturing.take, name="take"),
    path(f"{_VERSION}hinweise/", hinting.pass_hint, name="hint_pass"),
    path(f"{_ENTRY}ergebnis/zuruecknehmen/", undoing.outcome_undo, name="outcome_undo"),
    path(f"{_VERSION}rueckblick/", reviewing.look_back, name="review"),
    path(f"{_VERSION}rueckblick/zur-seite-legen/", reviewing.put_aside, name="set_aside"),
    path(f"{_ENTRY}naechstes-ziel/", reviewing.next_goal, name="next_goal"),
    path(f"{_VERSION}reihenfolge/", editing.arrange, name="arrange"),
    path(f"{_VERSION}vorschau/", previewing.preview, name="preview"),
    path(f"{_VERSION}antwort/", answering.answer, name="answer"),
    path(f"{_VERSION}abgestimmt/", agreed.agreed, name="agreed"),
    path(f"{_VERSION}vorlegen/", answering.offer, name="offer"),
    path(f"{_VERSION}oeffnen/", answering.reopen, name="reopen"),
    path(f"{_VERSION}bleibt-so/", confirming.confirm, name="confirm"),
    path(f"{_VERSION}zurueckziehen/", closing.withdraw, name="withdraw"),
    path(f"{_VERSION}zurueckholen/", undoing.draft_bring_back, name="draft_bring_back"),
    path(f"{_VERSION}beenden/", closing.end, name="end"),
    path(f"{_VERSION}blatt/", sheets.sheet, name="sheet"),
    path(f"{_VERSION}blatt.pdf", sheets.sheet_pdf, name="sheet_pdf"),
    path(f"{_VERSION}grossdruck.pdf", sheets.large_print_pdf, name="large_print_pdf"),
    path(f"{_VERSION}merkblatt.pdf", leaflets.leaflet_pdf, name="leaflet_pdf"),
    path(
        f"{_VERSION}merkblatt-grossdruck.pdf",
        leaflets.large_print_leaflet_pdf,
        name="large_print_leaflet_pdf",
    ),
]
