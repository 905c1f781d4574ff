"""Addresses of letters and of the outbox."""

from django.urls import path

from roterfaden.web.staff.letters import outbox, reading, steps, writing

app_name = "letters"

_LETTER = "schreiben/<uuid:letter_id>/"

urlpatterns = [
    path("postausgang/", outbox.outbox, name="outbox"),
    path(
        "faelle/<uuid:case_id>/termine/<uuid:meeting_id>/einladung", writing.invite, name="invite"
    ),
    path(_LETTER, reading.letter, name="letter"),
    path(f"{_LETTER}datei.pdf", reading.pdf, name="pdf"),
    path(f"{_LETTER}hilfsblatt.pdf", reading.aid, name="aid"),
    path(f"{_LETTER}angaben/", writing.edit, name="edit"),
    path(f"{_LETTER}fertig", steps.finish, name="finish"),
    path(f"{_LETTER}geprueft", steps.check, name="check"),
    path(f"{_LETTER}zurueckgeben", steps.send_back, name="send_back"),
    path(f"{_LETTER}absenden", steps.post, name="post"),
    path(f"{_LETTER}zugang", steps.receipt, name="receipt"),
    path(f"{_LETTER}verwerfen", steps.withdraw, name="withdraw"),
    path(f"{_LETTER}zurueckholen", steps.restore, name="restore"),
]
