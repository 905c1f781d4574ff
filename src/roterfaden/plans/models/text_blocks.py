"""Prepared wordings: delivered with the product or kept by an office."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import (
    NO_PERSONAL_DATA,
    STAFF_RETENTION,
    BaseModel,
    PersonalData,
)
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models.shared import paired
from roterfaden.plans.text_blocks.offer_kinds import OFFER_KINDS


class TextBlockQuerySet(models.QuerySet["TextBlock"]):
    """Text blocks as people ask for them."""

    def of(self, jobcentre: Jobcentre) -> TextBlockQuerySet:
        """The central ones and those of this office."""
        return self.filter(Q(jobcentre__isnull=True) | Q(jobcentre=jobcentre))

    def valid_on(self, day: date) -> TextBlockQuerySet:
        """Approved ones that may be used on this day."""
        return self.filter(
            Q(valid_from_on__isnull=True) | Q(valid_from_on__lte=day),
            Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=day),
            state=TextBlock.State.APPROVED,
        )

    def not_hidden_at(self, jobcentre: Jobcentre) -> TextBlockQuerySet:
        """Those that this office does not keep out of sight."""
        hidden = BlockAtOffice.objects.filter(jobcentre=jobcentre, is_hidden=True)
        return self.exclude(pk__in=hidden.values("block"))

    def visible_to(self, staff: StaffMember) -> TextBlockQuerySet:
        """All of the office for who looks after the texts; for counsellors what they may take,
        and their own proposals.
        """
        blocks = self.of(staff.jobcentre)
        if staff.has(Permission.MAINTAIN_TEXTS):
            return blocks
        if not staff.has(Permission.EDIT_PLANS):
            return self.none()
        shown = blocks.filter(Q(state=TextBlock.State.APPROVED) | Q(written_by=staff))
        return shown.not_hidden_at(staff.jobcentre)

    def waiting(self) -> TextBlockQuerySet:
        """Proposals that nobody has looked at, the oldest first."""
        return self.filter(state=TextBlock.State.PROPOSED).order_by("written_at", "pk")


class TextBlock(BaseModel):
    """A wording for one rubric, with gaps in braces: ``Ich möchte als {beruf} arbeiten.``

    Without jobcentre it is central. Plans point at it, so it is withdrawn, never deleted. Without
    author it was delivered, or read in by the operator. A proposal names the block it ``replaces``.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        APPROVED = "approved", _("freigegeben")
        RETURNED = "returned", _("zurückgegeben")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    class Rubric(models.TextChoices):
        GOAL = "goal", _("Ziel")
        INTERIM_GOAL = "interim_goal", _("Zwischenziel")
        STEP_RECIPIENT = "step_recipient", _("Schritt der Person")
        STEP_JOBCENTRE = "step_jobcentre", _("Schritt des Jobcenters")
        STEP_OTHER = "step_other", _("Schritt einer anderen Stelle")
        ASPECT = "aspect", _("Was sonst noch wichtig ist")

    class Form(models.TextChoices):
        PLAIN = "plain", _("einfacher Satz")
        AFTER = "after", _("Nachdem …")
        AS_SOON_AS = "as_soon_as", _("Sobald …")
        IF_NOT_THEN = "if_not_then", _("Wenn nicht, dann …")

    jobcentre = models.ForeignKey(
        Jobcentre, null=True, blank=True, on_delete=models.PROTECT, related_name="text_blocks"
    )
    key = models.SlugField(max_length=60)
    rubric = models.CharField(max_length=15, choices=Rubric)
    topic = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=12, choices=Form, default=Form.PLAIN)
    text = models.CharField(max_length=300)
    keywords = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)
    offer_kind = models.CharField(
        max_length=30, blank=True, choices=[(k.code, k.name) for k in OFFER_KINDS]
    )
    search_key = models.TextField()
    state = models.CharField(max_length=10, choices=State)
    valid_from_on = models.DateField(null=True, blank=True)
    valid_until_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects: ClassVar[models.Manager[TextBlock]] = TextBlockQuerySet.as_manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["rubric", "topic", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "key"], name="block_key_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_until_on__isnull=True)
                | Q(valid_from_on__isnull=True)
                | Q(valid_until_on__gte=F("valid_from_on")),
                name="block_valid_from_before_until",
            ),
            paired("reviewed_at", "reviewed_by"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_central(self) -> bool:
        """Whether it came with the product."""
        return self.jobcentre_id is None


class TextBlockChange(BaseModel):
    """What somebody did to a block, with the wording that came of it: its history for people.

    The office's audit log notes the same without words. ``by`` is empty for deliveries and the
    operator.
    """

    class What(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        WRITTEN = "written", _("geschrieben")
        CHANGED = "changed", _("geändert")
        APPROVED = "approved", _("freigegeben")
        RETURNED = "returned", _("zurückgegeben")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        RESTORED = "restored", _("wieder freigegeben")
        HIDDEN = "hidden", _("hier ausgeblendet")
        SHOWN = "shown", _("hier wieder gezeigt")
        TRANSLATED = "translated", _("übersetzt")
        TRANSLATION_REVIEWED = "translation_reviewed", _("Übersetzung geprüft")
        DELIVERED = "delivered", _("mit einer neuen Ausgabe geändert")
        IMPORTED = "imported", _("eingelesen")

    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=20, choices=What)
    text = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=10, default="de")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.text}"


class TextBlockTranslation(BaseModel):
    """The wording of a block in another language, an aid beside the binding German."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        REVIEWED = "reviewed", _("geprüft")

    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["block", "language"], name="one_translation_each"),
            paired("reviewed_at", "reviewed_by"),
        ]

    def __str__(self) -> str:
        return self.text


class BlockAtOffice(BaseModel):
    """How often an office took a block into a plan, and whether it keeps it out of sight."""

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.CASCADE, related_name="+")
    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="at_offices")
    uses = models.PositiveIntegerField(default=0)
    last_used_on = models.DateField(null=True, blank=True)
    is_hidden = models.BooleanField(default=False)

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-uses"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "block"], name="one_count_for_a_block")
        ]

    def __str__(self) -> str:
        return f"{self.uses}×"


class FavouriteBlock(BaseModel):
    """A block that a person wants to find first."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="favourites")

    personal_data = PersonalData(("staff", "block"), "§ 67a SGB X", STAFF_RETENTION)

    class Meta:
        ordering = ["block"]
        constraints = [models.UniqueConstraint(fields=["staff", "block"], name="favourite_once")]

    def __str__(self) -> str:
        return str(self.block)
