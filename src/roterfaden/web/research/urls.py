"""Addresses of studies."""

from django.urls import path

from roterfaden.web.research import (
    book_views,
    coding_views,
    comparison_views,
    document_views,
    field_views,
    results_views,
    sample_views,
    settings_views,
    study_views,
)

app_name = "research"

urlpatterns = [
    path("studien/", study_views.study_list, name="list"),
    path("studien/neu/", study_views.new, name="new"),
    path("studien/<uuid:study_id>/", study_views.study, name="study"),
    path("studien/<uuid:study_id>/angaben/", study_views.record, name="record"),
    path("studien/<uuid:study_id>/beteiligte", study_views.add_member, name="add_member"),
    path(
        "studien/<uuid:study_id>/beteiligte/<uuid:member_id>/geht",
        study_views.remove_member,
        name="remove_member",
    ),
    path("studien/<uuid:study_id>/schluessel", study_views.delete_keys, name="delete_keys"),
    path("studien/<uuid:study_id>/protokoll/", study_views.trail, name="trail"),
    path("studien/<uuid:study_id>/verfahren/", settings_views.method, name="method"),
    path("studien/<uuid:study_id>/kategorien/", book_views.book, name="book"),
    path("studien/<uuid:study_id>/kategorien/uebernehmen", book_views.adopt, name="book_adopt"),
    path(
        "studien/<uuid:study_id>/kategorien/dimensionen",
        book_views.take_over,
        name="book_take_over",
    ),
    path("studien/<uuid:study_id>/kategorien/entwurf/", book_views.write, name="book_write"),
    path(
        "studien/<uuid:study_id>/kategorien/<uuid:book_id>/veroeffentlichen",
        book_views.publish,
        name="book_publish",
    ),
    path("studien/<uuid:study_id>/dokumente/", document_views.documents, name="documents"),
    path("studien/<uuid:study_id>/dokumente/senden", document_views.upload, name="upload"),
    path(
        "studien/<uuid:study_id>/dokumente/<int:number>/", document_views.document, name="document"
    ),
    path("studien/<uuid:study_id>/feld/", field_views.log, name="field"),
    path("studien/<uuid:study_id>/feld/neu/<slug:what>", field_views.add, name="field_add"),
    path("studien/<uuid:study_id>/feld/vorschlag/", field_views.sites, name="sites"),
    path("studien/<uuid:study_id>/feld/jobcenter/<uuid:site_id>", field_views.reply, name="reply"),
    path(
        "studien/<uuid:study_id>/feld/gespraech/<uuid:talk_id>",
        field_views.recording,
        name="recording",
    ),
    path(
        "studien/<uuid:study_id>/feld/einwilligung/<uuid:consent_id>",
        field_views.withdraw,
        name="consent_withdraw",
    ),
    path(
        "studien/<uuid:study_id>/dokumente/<int:number>/geprueft",
        document_views.settle_flag,
        name="settle_flag",
    ),
    path("stichprobe/", sample_views.present, name="sample_present"),
    path("stichprobe/<uuid:study_id>/", sample_views.sample, name="sample"),
    path("stichprobe/<uuid:study_id>/faelle", sample_views.office_frame, name="office_frame"),
    path("stichprobe/<uuid:study_id>/liste", sample_views.file_frame, name="file_frame"),
    path("stichprobe/<uuid:study_id>/ziehen", sample_views.draw, name="draw"),
    path("stichprobe/<uuid:study_id>/vermerken", sample_views.note, name="note"),
    path("stichprobe/<uuid:study_id>/zuruecknehmen", sample_views.take_back, name="take_back"),
    path("stichprobe/<uuid:study_id>/nachsehen", sample_views.look_up, name="look_up"),
    path("stichprobe/<uuid:study_id>/uebernehmen", sample_views.bring, name="bring"),
    path("stichprobe/<uuid:study_id>/stichprobe.csv", sample_views.sample_csv, name="sample_csv"),
    path("codieren/", coding_views.present, name="coding_present"),
    path("codieren/<uuid:study_id>/", coding_views.queue, name="queue"),
    path("codieren/<uuid:study_id>/zuteilen", coding_views.assign, name="assign"),
    path("codieren/<uuid:study_id>/<int:number>/", coding_views.desk, name="desk"),
    path("codieren/<uuid:study_id>/<int:number>/<slug:act>", coding_views.act, name="code"),
    path("uebereinstimmung/", comparison_views.present, name="comparison_present"),
    path("uebereinstimmung/<uuid:study_id>/", comparison_views.comparison, name="comparison"),
    path(
        "uebereinstimmung/<uuid:study_id>/oeffnen",
        comparison_views.open_comparison,
        name="open_comparison",
    ),
    path("uebereinstimmung/<uuid:study_id>/entscheiden", comparison_views.decide, name="decide"),
    path(
        "uebereinstimmung/<uuid:study_id>/stelle",
        comparison_views.decide_passages,
        name="decide_passages",
    ),
    path("tabellen/", results_views.present, name="tables_present"),
    path("tabellen/<uuid:study_id>/", results_views.tables, name="tables"),
    path(
        "tabellen/<uuid:study_id>/tabellen.<slug:kind>", results_views.table_file, name="table_file"
    ),
    path("tabellen/<uuid:study_id>/bericht.<slug:kind>", results_views.report, name="report"),
    path(
        "tabellen/<uuid:study_id>/abbildung-<int:number>.<slug:kind>",
        results_views.picture,
        name="picture",
    ),
    path("tabellen/<uuid:study_id>/zitate/", results_views.quotes, name="quotes"),
    path("tabellen/<uuid:study_id>/zitate.csv", results_views.quotes_file, name="quotes_file"),
    path("studien/<uuid:study_id>/projekt.qdpx", results_views.refi, name="refi"),
    path(
        "studien/<uuid:study_id>/kategorien.<slug:kind>", results_views.book_file, name="book_file"
    ),
    path("studien/<uuid:study_id>/projekt.zip", results_views.whole, name="whole"),
    path("studien/<uuid:study_id>/protokoll.jsonl", results_views.trail_file, name="trail_file"),
]
