"""Beginning an invitation from a meeting, and saying facts and own words of any draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.delivery import actions
from roterfaden.delivery.content import standard_words
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.policies import check_editable
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.moments import now_in
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.letters.forms import FactsForm, WordsForm
from roterfaden.web.staff.letters.invitations import facts_of
from roterfaden.web.staff.letters.loading import the_letter


@require_POST
@staff_view(Permission.WRITE_LETTERS)
def invite(request: StaffRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The invitation to a planned meeting, begun with what the meeting knows."""
    meetings = Meeting.objects.visible_to(request.staff).planned().select_related("case__jobcentre")
    meeting = get_object_or_404(meetings, pk=meeting_id, case=case_id)
    begun = Letter.objects.of(meeting.pk).open().filter(kind=Kind.INVITATION).first()
    if begun is not None and begun.event_on == meeting.on:
        return redirect("letters:letter", begun.pk)
    letter = actions.draft(
        case=meeting.case,
        kind=Kind.INVITATION,
        subject=meeting.pk,
        event_on=meeting.on,
        facts=facts_of(meeting, meeting.case.jobcentre.name),
        practice=False,
        by=request.staff,
        at=clock.now(),
    )
    return redirect("letters:edit", letter.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.WRITE_LETTERS)
def edit(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Facts and own words of a draft; what is missing may come later."""
    letter = the_letter(request, letter_id)
    check_editable(letter)
    form = FactsForm(letter, request.POST or None)
    words = WordsForm(letter, standard_words(letter), request.POST or None)
    if request.method == "POST" and form.is_valid() and words.is_valid():
        facts = {**letter.facts, **form.facts()}
        actions.change(
            letter=letter,
            facts=facts,
            words=words.words(),
            by=request.staff,
            at=now_in(letter.case),
        )
        messages.success(request, _("Gespeichert."))
        return redirect("letters:letter", letter.pk)
    opened(request, Reading.LETTER_OPENED, letter)
    context = {"letter": letter, "case": letter.case, "form": form, "words": words}
    return render(request, "letters/edit.html", context)
