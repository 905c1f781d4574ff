"""What the recipient sees and says on a device of their own while the plan is made."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.models.shared import PLAN_LAW
from roterfaden.plans.states import State
from roterfaden.sharing.languages import CODES

LONGEST_WORDS = 500
_LANGUAGES = [(code, code) for code in CODES]


class SharedViewQuerySet(models.QuerySet["SharedView"]):
    """Shared views as they are asked for."""

    def open_at(self, at: datetime) -> SharedViewQuerySet:
        """Those that show something: not ended, not too old, the plan being written."""
        return self.filter(ended_at__isnull=True, expires_at__gt=at, version__state=State.DRAFT)

    def to_join_at(self, at: datetime) -> SharedViewQuerySet:
        """Those that wait for their first device."""
        return self.open_at(at).filter(opened_at__isnull=True, join_ends_at__gt=at)


class SharedView(BaseModel):
    """One version of a plan, shown on one device for the time of one talk.

    Neither the address nor the code nor the device's own secret is stored, only their hashes.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", _("wartet auf das Gerät")
        CHECKING = "checking", _("zwei Wörter vergleichen")
        SHARED = "shared", _("sieht mit")
        ENDED = "ended", _("beendet")

    class EndReason(models.TextChoices):
        STAFF = "staff", _("im Jobcenter beendet")
        OTHER_DEVICE = "other_device", _("andere Wörter, nicht bestätigt")
        DEVICE = "device", _("am Gerät beendet")
        REPLACED = "replaced", _("durch einen neuen Code ersetzt")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="shared_views")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    device_hash = models.CharField(max_length=64, blank=True)
    two_words = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, choices=_LANGUAGES, default="de")
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    join_ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=EndReason, blank=True)

    objects: ClassVar[models.Manager[SharedView]] = SharedViewQuerySet.as_manager()

    personal_data = PersonalData(
        ("language", "started_by", "two_words", "device_hash", "token_hash", "code_hash"),
        PLAN_LAW,
        PLAN_RETENTION,
    )

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(ended_at__isnull=True), name="one_open_shared_view"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(opened_at__isnull=False),
                name="shared_view_confirmed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | ~Q(device_hash=""),
                name="shared_view_opened_by_a_device",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""),
                name="shared_view_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Mitsicht seit {self.started_at:%H:%M}"

    def is_open_at(self, at: datetime) -> bool:
        """Whether it can show something: asked with the version as it is loaded.

        What was laid before the person to think about has left the talk, and the editor with its
        button to end this.
        """
        is_running = self.ended_at is None and at < self.expires_at
        return is_running and self.version.is_editable

    def stage_at(self, at: datetime) -> SharedView.Stage:
        """How far it has come; one that nobody opened in time has ended."""
        if not self.is_open_at(at) or (self.opened_at is None and at >= self.join_ends_at):
            return self.Stage.ENDED
        if self.opened_at is None:
            return self.Stage.WAITING
        return self.Stage.SHARED if self.confirmed_at else self.Stage.CHECKING


class Reply(BaseModel):
    """What the recipient answered to an entry: the newest counts, and only for the same words.

    Its id is made on the device, so that what is sent twice is there once. A reply opens no
    procedure of any kind.
    """

    class Kind(models.TextChoices):
        FITS = "fits", _("Passt")
        DIFFERENT = "different", _("Anders")
        LATER = "later", _("Später")

    view = models.ForeignKey(SharedView, on_delete=models.CASCADE, related_name="replies")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=9, choices=Kind)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    basis = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    personal_data = PersonalData(("kind", "words", "basis"), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="different") | Q(words=""), name="only_different_has_words"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class OwnWish(BaseModel):
    """What the recipient wrote for "Was sonst noch wichtig ist"; the words never change (trigger).

    ``entry`` is the aspect that was made from it; the original words stay beside its wording.
    """

    class State(models.TextChoices):
        OPEN = "open", _("noch nicht besprochen")
        TAKEN = "taken", _("im Plan")
        SET_ASIDE = "set_aside", _("besprochen, nicht im Plan")

    view = models.ForeignKey(SharedView, on_delete=models.CASCADE, related_name="wishes")
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="own_wishes")
    words = models.CharField(max_length=LONGEST_WORDS)
    language = models.CharField(max_length=10, choices=_LANGUAGES)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="own_wishes"
    )
    written_at = models.DateTimeField()

    personal_data = PersonalData(("words", "language"), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return self.words


class Interest(BaseModel):
    """A topic or an opening question that the recipient tapped: they want to talk about it."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="interests")
    code = models.CharField(max_length=30)
    chosen_at = models.DateTimeField()

    personal_data = PersonalData(("code",), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["chosen_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_interest_each")
        ]

    def __str__(self) -> str:
        return self.code


class EntryTranslation(BaseModel):
    """Typed words for an entry in another language; they count while the German is as it was."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10, choices=_LANGUAGES)
    german = models.CharField(max_length=500)
    text = models.CharField(max_length=LONGEST_WORDS)
    typed_at = models.DateTimeField()
    typed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("german", "text"), PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "language"], name="one_entry_translation_each")
        ]

    def __str__(self) -> str:
        return self.text
