"""What specialists and counsellors send about text blocks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.plans.text_blocks.delivered import topics_of
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS
from roterfaden.web.components.forms import GermanDateField
from roterfaden.web.specialist.blocks.access import maintains
from roterfaden.web.specialist.blocks.choices import languages, place_of, places, topic_name
from roterfaden.web.specialist.blocks.selection import (
    ORDERS,
    Selection,
    origin_choices,
    state_choices,
)

MEGABYTE = 1024 * 1024


class FilterForm(forms.Form):
    """Narrows the list; nothing is required."""

    rubrik = forms.ChoiceField(label=_("Rubrik"), required=False)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    herkunft = forms.ChoiceField(label=_("Herkunft"), required=False)
    zustand = forms.ChoiceField(label=_("Zustand"), required=False)
    ohne = forms.ChoiceField(label=_("Noch nicht übersetzt in"), required=False)
    sortiert = forms.ChoiceField(label=_("Sortiert nach"), required=False)

    def __init__(self, chosen: Selection, staff: StaffMember) -> None:
        super().__init__(
            initial={name: getattr(chosen, name) for name in self.base_fields},
            auto_id="filter-%s",
        )
        everything = [("", _("alle"))]
        topics = [(code, topic_name(chosen.rubrik, code)) for code in _topics(chosen.rubrik)]
        choices: dict[str, Any] = {
            "rubrik": [*everything, *TextBlock.Rubric.choices],
            "thema": [*everything, *topics],
            "form": [*everything, *TextBlock.Form.choices],
            "herkunft": origin_choices(takes=staff.has(Permission.EDIT_PLANS)),
            "zustand": state_choices(maintains=maintains(staff)),
            "ohne": [("", "–"), *languages()],
            "sortiert": [(code, label) for code, (label, _order) in ORDERS.items()],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
        if not topics:
            del self.fields["thema"]


class ProposalForm(forms.Form):
    """What every block needs: the sentence and its place."""

    text = forms.CharField(
        label=_("Satz"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "data-wording": ""}),
        error_messages={"required": _("Schreiben Sie den Satz, der im Plan stehen soll.")},
        help_text=_(
            "In der Ich-Form, etwa zwölf Wörter. Was jedes Mal anders ist, wird eine Lücke."
        ),
    )
    place = forms.ChoiceField(
        label=_("Rubrik und Thema"),
        error_messages={"required": _("Wählen Sie, wo der Satz im Plan steht.")},
    )
    form = forms.ChoiceField(label=_("Form"), choices=TextBlock.Form.choices)
    keywords = forms.CharField(
        label=_("Stichwörter"),
        required=False,
        max_length=300,
        help_text=_("Wörter, nach denen jemand sucht und die nicht im Satz stehen"),
    )
    basis = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Bitte wählen")), *places()]  # type: ignore[attr-defined]

    def content(self) -> BlockContent:
        """What the form says, once it is valid."""
        said = dict(self.cleaned_data)
        rubric, _sign, topic = said.pop("place").partition("/")
        said.pop("basis", None)
        return BlockContent(rubric=rubric, topic=topic, **said)


class BlockForm(ProposalForm):
    """All of a block."""

    offer_kind = forms.ChoiceField(
        label=_("Förderangebot"),
        required=False,
        help_text=_("Nur bei Schritten des Jobcenters: zeigt, ob Sie es gerade zusagen können."),
    )
    valid_from_on = GermanDateField(label=_("Gültig von"), required=False)
    valid_until_on = GermanDateField(label=_("Gültig bis"), required=False)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.name) for kind in OFFER_KINDS]
        self.fields["offer_kind"].choices = [("", _("keins")), *kinds]  # type: ignore[attr-defined]


class ReadForm(forms.Form):
    """Which wording of a proposal the person has read, by when it was written."""

    basis = forms.DateTimeField(required=False)


class NoteForm(forms.Form):
    """Why a proposal goes back."""

    note = forms.CharField(
        label=_("Was soll anders werden?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schreiben Sie, was anders werden soll.")},
    )


class TranslationForm(forms.Form):
    """The wording in one language."""

    text = forms.CharField(
        label=_("Übersetzung"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class UploadForm(forms.Form):
    """A table of text blocks."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        error_messages={
            "required": _("Wählen Sie eine Datei."),
            "empty": _("Die Datei ist leer. Wählen Sie eine Datei mit Kopfzeile und Zeilen."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be shown and checked at once."""
        file = self.cleaned_data["file"]
        if file.size > MEGABYTE:
            raise ValidationError(
                _(
                    "Die Datei ist größer als 1 MB. "
                    "Teilen Sie sie; die Kopfzeile gehört in jeden Teil."
                )
            )
        return file


def initial_of(block: TextBlock) -> dict[str, Any]:
    """A stored block as its form begins."""
    names = ("text", "form", "keywords", "offer_kind", "valid_from_on", "valid_until_on", "source")
    values = {name: getattr(block, name) for name in names}
    return {**values, "place": place_of(block), "basis": block.written_at.isoformat()}


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """What the action refused, at the fields of the form; the rest on top."""
    for name, messages in error.message_dict.items():
        field = {"rubric": "place", "topic": "place"}.get(name, name)
        form.add_error(field if field in form.fields else None, messages)


def _topics(rubric: str) -> tuple[str, ...]:
    return topics_of(rubric) if rubric else ()
