"""Forms about notes and the potential analysis."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.meetings.actions.potential import LONGEST_WORDS
from roterfaden.meetings.models.notes import LONGEST_NOTE
from roterfaden.meetings.potential import Side


class NoteForm(forms.Form):
    """What somebody notes; ``amends`` is the note that this one adds to, ``as_of``
    names the words that the page knew."""

    text = forms.CharField(
        label=_("Notiz"), max_length=LONGEST_NOTE, widget=forms.Textarea, required=False
    )
    amends = forms.UUIDField(required=False)
    as_of = forms.CharField(max_length=40, required=False)


class FindingForm(forms.Form):
    """A line of the list, or own words."""

    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side])
    code = forms.CharField(max_length=30, required=False)
    words = forms.CharField(max_length=LONGEST_WORDS, required=False)
