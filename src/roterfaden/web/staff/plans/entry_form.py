"""The form of one entry: only what its rubric needs, new or as it stands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.core.spoken import rhythm_words
from roterfaden.plans.capture import from_block, promisable, split_rubric, with_values
from roterfaden.plans.contents import EntryContent, basis_of, content_of
from roterfaden.plans.models import Entry, SupportOffer, TextBlock
from roterfaden.plans.topics import leads_towards_work, topics_for
from roterfaden.plans.writers import last_writer
from roterfaden.recipients.models import Recipient
from roterfaden.web.components.forms import GermanDateField
from roterfaden.web.staff.plans import rhythms
from roterfaden.web.staff.plans.offer_words import offer_words

_WHEN = ("due_on", "rhythm", "weekday", "month_day", "every", "unit")
_STEP = ("text", *_WHEN, "proof", "topic", "towards_work", "involved")
FIELDS = {
    "goal": ("text", "due_on", "topic", "involved"),
    "interim_goal": ("text", "due_on", "topic", "involved"),
    "step_recipient": _STEP,
    "step_jobcentre": (*_STEP, "offer"),
    "step_other": ("owner_name", *_STEP),
    "aspect": ("text", "words_of", "involved"),
}
"""What the form of each rubric asks for."""

_MARKS = {"": None, "yes": True, "no": False}
_ALWAYS = {"basis"}
_NEW = {"new_id", "text_block"}
_AS_IS = ("text", "owner_name", "due_on", "proof", "topic", "words_of")


class EntryForm(forms.Form):
    """One entry: new in a rubric, or as it stands with the basis on which it is changed.

    A new one bears its id from the start (``new_id``), so that sending it twice adds it once. With
    ``adds`` it stays a form of the place for new ones although its entry is stored by now.
    """

    owner_name = forms.CharField(
        label=_("Welche Stelle?"),
        max_length=120,
        error_messages={"required": _("Nennen Sie die Stelle, die unterstützt.")},
    )
    text = forms.CharField(
        label=_("Was soll im Plan stehen?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Schreiben Sie, was im Plan stehen soll."),
            "max_length": _(
                "Der Text hat %(show_value)d Zeichen. Kürzen Sie ihn auf höchstens %(limit_value)d."
            ),
        },
    )
    due_on = GermanDateField(label=_("Bis wann?"), required=False)
    rhythm = forms.ChoiceField(label=_("Oder regelmäßig?"), choices=rhythms.CHOICES, required=False)
    weekday = forms.ChoiceField(label=_("Wochentag"), choices=rhythms.WEEKDAYS, required=False)
    month_day = forms.ChoiceField(
        label=_("Tag im Monat"), choices=rhythms.MONTH_DAYS, required=False
    )
    every = forms.IntegerField(label=_("Abstand"), min_value=1, max_value=52, required=False)
    unit = forms.ChoiceField(
        label=_("Einheit"), choices=rhythms.UNITS, initial="WEEKLY", required=False
    )
    proof = forms.CharField(label=_("Nachweis"), max_length=120, required=False)
    topic = forms.ChoiceField(label=_("Thema"), required=False)
    towards_work = forms.ChoiceField(
        label=_("Führt zu Arbeit?"),
        choices=(("", _("wie das Thema")), ("yes", _("ja")), ("no", _("nein"))),
        required=False,
    )
    words_of = forms.ChoiceField(
        label=_("Wessen Worte sind das?"),
        choices=(("", _("nicht angegeben")), *Entry.WordsOf.choices),
        required=False,
    )
    involved = forms.TypedChoiceField(
        label=_("Wer aus dem Haushalt ist beteiligt?"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    offer = forms.TypedChoiceField(
        label=_("Welche Zusage?"), coerce=UUID, empty_value=None, required=False
    )
    text_block = forms.ModelChoiceField(
        TextBlock.objects.filter(state=TextBlock.State.APPROVED),
        widget=forms.HiddenInput,
        required=False,
    )
    basis = forms.CharField(widget=forms.HiddenInput, required=False)
    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        rubric: str,
        people: Sequence[Recipient] = (),
        offers: Sequence[SupportOffer] = (),
        entry: Entry | None = None,
        adds: bool = False,
        focus: str = "text",
        proposed: EntryContent | None = None,
    ) -> None:
        self.rubric, self.entry = rubric, entry
        self.kind, self.owner = split_rubric(rubric)
        self.adds = adds or entry is None
        self.key = str(entry.pk) if entry else f"neu-{rubric}"
        self.theirs: Entry | None = None
        self.was_taken_out = False
        self.who = ""
        self.shown_people = {person.pk for person in people}
        self.offers = offers
        place = f"neu-{rubric}" if self.adds else self.key
        initial = _initial(entry) | (_proposed(proposed) if proposed else {})
        super().__init__(data, initial=initial, auto_id=f"f-{place}-%s")
        self._keep_fields(has_people=bool(people), has_offers=bool(offers))
        self._fill_choices(people)
        if not self.is_bound:
            self.fields[focus if focus in self.fields else "text"].widget.attrs["autofocus"] = True
        if self.initial.get("text_block"):
            self.fields["text"].widget.attrs["data-gaps"] = True
        for name in ("text", "proof", "owner_name"):
            if name in self.fields:
                # The browser would cut off silently what is too long.
                self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def has_more(self) -> bool:
        """Whether there is anything to fill in beyond words, time and proof."""
        return "topic" in self.fields or "involved" in self.fields

    @property
    def asks_for_offer(self) -> bool:
        """Whether the block stands for a kind of offer of which the office has several."""
        block = self.entry.text_block if self.entry else None
        if "offer" not in self.fields or not block:
            return False
        return len(promisable(self.offers, block.offer_kind, clock.today())) > 1

    @property
    def more_is_open(self) -> bool:
        """Whether a field beyond those has an error, so that it must be seen."""
        return any(name in self.errors for name in ("topic", "towards_work", "involved", "offer"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("rhythm") and cleaned.get("due_on"):
            self.add_error(
                "rhythm",
                ValidationError(
                    _("Entweder ein Datum oder ein Rhythmus. Nehmen Sie eines heraus.")
                ),
            )
        if cleaned.get("rhythm") == rhythms.OWN and cleaned.get("every", 0) is None:
            self.add_error("every", ValidationError(_("Nennen Sie den Abstand als Zahl.")))
        return cleaned

    def content(self) -> EntryContent:
        """What the entry shall say; fields that could not be read stay as they were."""
        said = self.cleaned_data
        if self.entry:
            base = content_of(self.entry)
        else:
            base = EntryContent(kind=self.kind, owner=self.owner, text="")
        values = {name: said[name] for name in _AS_IS if name in said}
        if "rhythm" in said:
            values["rhythm"] = rhythms.write(said, kept=base.rhythm)
        if "towards_work" in said:
            values["towards_work"] = _MARKS[said["towards_work"]]
        if "involved" in said and (said["involved"] or base.involved_id in self.shown_people):
            values["involved_id"] = said["involved"]
        if "offer" in said and (said["offer"] or self._shows_offer(base.offer_id)):
            values["offer_id"] = said["offer"]
        return self._with_block(replace(base, **values))

    def take_errors(self, refused: ValidationError) -> None:
        """Show what the action refused at the fields it named."""
        for name, messages in refused.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)

    def on_top_of(self, theirs: Entry) -> None:
        """Somebody else changed the entry: keep what was typed, and save on top of theirs next."""
        self.entry, self.theirs, self.who = theirs, theirs, _name_of_writer(theirs)
        self.data = {**dict(self.data.items()), "basis": basis_of(theirs)}

    def with_both(self, theirs: Entry) -> None:
        """Their words before the own ones, to make one text of them; nothing is saved yet."""
        both = f"{theirs.text} {self.data.get('text', '')}".strip()
        self.data = {**dict(self.data.items()), "basis": basis_of(theirs), "text": both}

    def on_top_of_nothing(self, removed: Entry) -> None:
        """Somebody took the entry out: keep what was typed, and offer to bring it back."""
        self.entry, self.was_taken_out, self.who = removed, True, _name_of_writer(removed)
        self.data = {**dict(self.data.items()), "basis": basis_of(removed)}

    def shown(self) -> dict[str, str]:
        """The value of each field as the page shows it."""
        values = {}
        for name, field in self.fields.items():
            value = field.widget.format_value(self[name].value())
            values[name] = str((value[0] if isinstance(value, list) else value) or "")
        return values

    def _with_block(self, content: EntryContent) -> EntryContent:
        """The content with its block, what the text holds in the gaps, and a new block's offer."""
        taken = self.cleaned_data.get("text_block")
        if taken is None:
            return with_values(content, self.entry.text_block if self.entry else None)
        if taken.pk != content.text_block_id and content.offer_id is None:
            offer_id = from_block(taken, self.offers, clock.today()).offer_id
            content = replace(content, offer_id=offer_id)
        return with_values(replace(content, text_block_id=taken.pk), taken)

    def _shows_offer(self, pk: UUID | None) -> bool:
        return any(offer.pk == pk for offer in self.offers)

    def _keep_fields(self, *, has_people: bool, has_offers: bool) -> None:
        wanted = {*FIELDS[self.rubric], *_ALWAYS, *(_NEW if self.adds else ())}
        if not has_people:
            wanted.discard("involved")
        if not has_offers:
            wanted.discard("offer")
        for name in set(self.fields) - wanted:
            del self.fields[name]

    def _fill_choices(self, people: Sequence[Recipient]) -> None:
        if "topic" in self.fields:
            topics = topics_for(self.kind, self.owner)
            self.fields["topic"].choices = [  # type: ignore[attr-defined]
                ("", _("nicht angegeben")),
                *((topic.code, topic.name) for topic in topics),
            ]
            towards = " ".join(topic.code for topic in topics if topic.towards_work)
            self.fields["topic"].widget.attrs["data-towards-work"] = towards
        if "involved" in self.fields:
            choices = [("", _("niemand")), *((str(person.pk), str(person)) for person in people)]
            self.fields["involved"].choices = choices  # type: ignore[attr-defined]
        if "offer" in self.fields:
            kind = self.entry.text_block.offer_kind if self.entry and self.entry.text_block else ""
            fitting_first = sorted(self.offers, key=lambda one: one.kind != kind)
            named = ((str(one.pk), f"{one.name} ({offer_words(one)})") for one in fitting_first)
            self.fields["offer"].choices = [("", _("keine bestimmte")), *named]  # type: ignore[attr-defined]
        if "rhythm" in self.fields and self.initial.get("rhythm") == rhythms.KEPT and self.entry:
            kept = _("wie bisher: %(words)s") % {"words": rhythm_words(self.entry.rhythm)}
            self.fields["rhythm"].choices = [*rhythms.CHOICES, (rhythms.KEPT, kept)]  # type: ignore[attr-defined]


def _proposed(content: EntryContent) -> dict[str, Any]:
    said = {name: getattr(content, name) for name in _AS_IS}
    if (rhythm := rhythms.read(content.rhythm))["rhythm"] != rhythms.KEPT:
        said |= rhythm
    return {**said, "text_block": content.text_block_id}


def _name_of_writer(entry: Entry) -> str:
    writer = last_writer(entry)
    return writer.formal_name if writer else ""


def _initial(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {"new_id": uuid4()}
    proposed = leads_towards_work(entry.kind, entry.owner, entry.topic)
    mark = "" if entry.towards_work in {None, proposed} else "yes" if entry.towards_work else "no"
    return {
        **{name: getattr(entry, name) for name in _AS_IS},
        **rhythms.read(entry.rhythm),
        "towards_work": mark,
        "involved": str(entry.involved_id) if entry.involved_id else "",
        "offer": str(entry.offer_id) if entry.offer_id else "",
        "text_block": entry.text_block_id,
        "basis": basis_of(entry),
        "new_id": entry.pk,
    }
