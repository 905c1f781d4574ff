"""What researchers send."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.for_studies import Stratum
from roterfaden.research.actions.projects import Record
from roterfaden.research.books import Offer
from roterfaden.research.models import Consent, Project, Site
from roterfaden.research.sampling import STRATA
from roterfaden.study import tabular
from roterfaden.web.components.forms import GermanDateField


class RecordForm(forms.Form):
    """The record of a study after § 75 SGB X."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    question = forms.CharField(
        label=_("Fragestellung"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purpose = forms.CharField(
        label=_("Zweck"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    permission_number = forms.CharField(label=_("Aktenzeichen der Genehmigung"), max_length=80)
    permission_by = forms.CharField(label=_("Genehmigt von"), max_length=120)
    permitted_until_on = GermanDateField(label=_("Genehmigt bis"))
    with_protected = forms.BooleanField(
        label=_("Die Genehmigung umfasst auch geschützte Fälle"), required=False
    )
    source = forms.CharField(label=_("Quelle unter den Tabellen"), max_length=200, required=False)

    @property
    def record(self) -> Record:
        """What was filled in."""
        return Record(**self.cleaned_data)


class MemberForm(forms.Form):
    """Who else takes part."""

    staff = forms.ModelChoiceField(label=_("Person"), queryset=StaffMember.objects.none())
    part = forms.ChoiceField(
        label=_("Aufgabe"),
        choices=[("coder", _("codiert")), ("lead", _("leitet")), ("both", _("leitet und codiert"))],
    )

    def __init__(self, *args: Any, candidates: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = StaffMember.objects.filter(pk__in=[one.pk for one in candidates])
        self.fields["staff"].queryset = chosen  # type: ignore[attr-defined]


class OfficeFrameForm(forms.Form):
    """The day whose running cases are the frame, and by what they are put into strata."""

    on = GermanDateField(label=_("Stichtag"), initial=clock.today)
    strata = forms.ChoiceField(
        label=_("Schichten"),
        choices=[("", _("keine")), *((str(one), words) for one, words in STRATA.items())],
        widget=forms.RadioSelect,
        required=False,
    )

    def offer(self, varying: Collection[Stratum]) -> None:
        """Show only what the cases differ by; without any difference there is no question."""
        field: Any = self.fields["strata"]
        field.choices = [one for one in field.choices if not one[0] or one[0] in varying]
        if not varying:
            del self.fields["strata"]


class FileFrameForm(forms.Form):
    """A list as CSV file."""

    file = forms.FileField(label=_("CSV-Datei"))
    id_column = forms.CharField(label=_("Spalte mit der Nummer"), max_length=80, initial="id")
    strata_column = forms.CharField(
        label=_("Spalte mit der Schicht"), max_length=80, required=False
    )


class _Files(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once."""

    widget = _Files(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A list of files; refuses an empty one."""
        return [super(_FilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    """Documents as files, and the names that must go out of them."""

    documents = _FilesField(label=_("Dateien"))
    names = forms.FileField(label=_("Namen, die darin vorkommen (CSV)"), required=False)


class DrawForm(forms.Form):
    """How much is drawn, until how many plans are found, and with which seed."""

    stop = forms.IntegerField(label=_("Pläne, die gebraucht werden"), min_value=1, initial=100)
    size = forms.IntegerField(label=_("Nummern, die gezogen werden"), min_value=1, initial=200)
    seed = forms.IntegerField(label=_("Startzahl"), min_value=0, max_value=2**31 - 1)
    stratified = forms.BooleanField(label=_("anteilig nach Schichten"), required=False)


class MethodForm(forms.Form):
    """How is counted, hidden and drawn again, and whether a model may suggest."""

    min_count = forms.IntegerField(label=_("Relationen ab so vielen Dokumenten"), min_value=1)
    smallest = forms.IntegerField(label=_("Zahlen darunter bleiben verborgen"), min_value=1)
    complementary = forms.IntegerField(
        label=_("Mindestens so viele verborgene je Summe"), min_value=0
    )
    resamples = forms.IntegerField(
        label=_("Ziehungen für Intervalle"), min_value=100, max_value=100_000
    )
    bootstrap_seed = forms.IntegerField(label=_("Startzahl dafür"), min_value=0)
    suggestions = forms.BooleanField(label=_("Vorschläge beim Codieren"), required=False)


class BookForm(forms.Form):
    """A codebook as YAML."""

    content = forms.CharField(label=_("Kategoriensystem (YAML)"), widget=forms.Textarea)


class DimensionsForm(forms.Form):
    """Dimensions of other codebooks to take over."""

    dimensions = forms.MultipleChoiceField(
        label=_("Dimensionen"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {one.key: one for one in offers}
        names = [
            (key, f"{one.dimension.title} ({one.book.title})") for key, one in self.offers.items()
        ]
        self.fields["dimensions"].choices = names  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Offer]:
        """Those that were ticked."""
        return [self.offers[key] for key in self.cleaned_data["dimensions"]]


class AssignForm(forms.Form):
    """Which documents somebody codes: a range of numbers."""

    member = forms.UUIDField(widget=forms.HiddenInput)
    first = forms.IntegerField(label=_("von Dokument"), min_value=1)
    last = forms.IntegerField(label=_("bis Dokument"), min_value=1)


def initial_of(project: Project) -> dict[str, Any]:
    """What stands in the record now."""
    return {name: getattr(project, name) for name in RecordForm.base_fields}


class SiteForm(forms.Form):
    """A site that was asked."""

    name = forms.CharField(label=_("Jobcenter"), max_length=120)
    comparison_type = forms.CharField(label=_("Vergleichstyp"), max_length=8, required=False)
    asked_on = GermanDateField(label=_("Angefragt am"), initial=clock.today)


class SitesForm(forms.Form):
    """A list of sites, and how many of them to propose."""

    listed = forms.CharField(
        label=_("Jobcenter, je Zeile eines"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
    )
    file = forms.FileField(label=_("Oder als CSV-Datei"), required=False)
    number = forms.IntegerField(
        label=_("Wie viele gesucht sind"), min_value=1, max_value=100, initial=4
    )
    seed = forms.IntegerField(label=_("Startzahl"), min_value=0, max_value=2**31 - 1)
    asked_on = GermanDateField(label=_("Angefragt am"), initial=clock.today, required=False)

    @property
    def text(self) -> str:
        """The list, wherever it came from; raises ``WrongData`` for a file that is no text."""
        sent = self.cleaned_data["file"]
        return tabular.as_text(sent.read(), name=sent.name) if sent else self.cleaned_data["listed"]


class ReplyForm(forms.Form):
    """What a site replied."""

    reply = forms.ChoiceField(choices=[("joined", ""), ("declined", "")])


class _AtSite(forms.Form):
    """Something that happened at a site that takes part."""

    site = forms.ModelChoiceField(label=_("Jobcenter"), queryset=Site.objects.none())
    held_on = GermanDateField(label=_("Tag"), initial=clock.today)

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


class DiscussionForm(_AtSite):
    """A group discussion."""

    people = forms.IntegerField(label=_("Teilnehmende"), min_value=1, max_value=99)


class TalkForm(_AtSite):
    """An observed talk; nobody is named, only the parts they had."""

    label = forms.CharField(label=_("Kürzel des Gesprächs"), max_length=60)
    counsellor = forms.CharField(label=_("Kürzel der Fachkraft"), max_length=20, required=False)
    parts = forms.MultipleChoiceField(
        label=_("Dabei und mit der Beobachtung einverstanden"),
        choices=Consent.Part.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    to_recording = forms.MultipleChoiceField(
        label=_("Auch mit der Aufnahme einverstanden"),
        choices=Consent.Part.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RecordingForm(forms.Form):
    """Where a recording lies and which document is its transcript."""

    recording = forms.CharField(label=_("Ort der Aufnahme"), max_length=120)
    document = forms.IntegerField(label=_("Dokument mit dem Transkript"), required=False)
