"""A letter to a recipient: what it says, where it stands, and when it went out."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData, paired
from roterfaden.delivery.kinds import KINDS, Kind, has_notice, is_act, name_of
from roterfaden.delivery.models.wordings import Wording
from roterfaden.delivery.states import OPEN, STATE_NAMES, State
from roterfaden.documents.models import Document
from roterfaden.law.rules.notification import notification
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case

_LAW = "§§ 15, 15a, 31 bis 32, 59 SGB II, §§ 24, 33 bis 37, 67a SGB X"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters as people ask for them."""

    def visible_to(self, staff: StaffMember) -> LetterQuerySet:
        """Those of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def of(self, subject: UUID) -> LetterQuerySet:
        """Those that belong to one procedure, meeting or offer; the oldest first."""
        return self.filter(subject=subject).order_by("drafted_at", "id")

    def to_check_by(self, staff: StaffMember) -> LetterQuerySet:
        """Those in earnest that wait for a second person, who may be this one."""
        waiting = self.visible_to(staff).filter(state=State.TO_CHECK, practice=False)
        return waiting.exclude(drafted_by=staff)

    def open(self) -> LetterQuerySet:
        """Those in work."""
        return self.filter(state__in=[one.value for one in OPEN])

    def posted(self) -> LetterQuerySet:
        """Those that went out."""
        return self.filter(state=State.POSTED)


class Letter(BaseModel):
    """One letter; ``subject`` is what it belongs to, ``event_on`` the day that chooses the law.

    ``facts`` are those of its kind (:mod:`roterfaden.delivery.kind_facts`), ``words`` paragraphs
    that the drafter put in own words. A posted letter never changes (a trigger guards it); only a
    later receipt that was proven is still added.
    """

    class Channel(models.TextChoices):
        """How it went out."""

        POST = "post", _("mit der Post")
        PORTAL = "portal", _("über das Portal")
        HANDED_OVER = "handed_over", _("persönlich übergeben")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=[(k.value, KINDS[k].name) for k in Kind])
    subject = models.UUIDField(db_index=True)
    event_on = models.DateField()
    facts = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    wording = models.ForeignKey(
        Wording, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    practice = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=[(s.value, STATE_NAMES[s]) for s in State], default=State.DRAFT
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_because = models.CharField(max_length=300, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    posted_on = models.DateField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    received_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Letter]] = LetterQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("kind", "event_on", "facts", "words", "sent_back_because"),
            *("posted_on", "channel", "received_on"),
        ),
        _LAW,
        ACT_RETENTION,
    )

    class Meta:
        ordering = ["-drafted_at", "id"]
        indexes = [
            models.Index(
                fields=["state", "changed_at"],
                name="letter_in_work",
                condition=Q(state__in=[one.value for one in OPEN]),
            ),
            models.Index(
                fields=["posted_on"], name="letter_posted", condition=Q(state=State.POSTED)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.POSTED) ^ Q(posted_on__isnull=True),
                name="letter_posted_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True) ^ ~Q(channel=""),
                name="letter_posted_some_way",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.POSTED) | Q(practice=True) | Q(document__isnull=False),
                name="letter_posted_is_filed",
            ),
            models.CheckConstraint(
                condition=Q(practice=False) | Q(document__isnull=True),
                name="letter_of_practice_is_not_filed",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("drafted_by")),
                name="letter_checked_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(wording__isnull=False),
                name="letter_wording_is_fixed",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("posted_on")),
                name="letter_received_after_posting",
            ),
            paired("checked_at", "checked_by"),
            paired("posted_at", "posted_by"),
            paired("withdrawn_at", "withdrawn_by"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state_name})"

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.kind, self.facts)

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[State(self.state)])

    @property
    def is_editable(self) -> bool:
        """Whether facts and words may still change."""
        return self.state == State.DRAFT

    @property
    def is_posted(self) -> bool:
        """Whether it went out."""
        return self.state == State.POSTED

    @property
    def is_act(self) -> bool:
        """Whether it is an administrative act."""
        return is_act(self.kind, self.facts)

    @property
    def has_notice(self) -> bool:
        """Whether it says what may follow in law."""
        return has_notice(self.kind, self.facts)

    def notified_on(self) -> date | None:
        """The day on which it counts as made known; None without a day of posting.

        What was handed over is known the same day (§ 39 Abs. 1 SGB X). Else the law of the posting
        decides, and a later receipt that was proven comes before its fiction.
        """
        if self.posted_on is None:
            return None
        return known_on(self.posted_on, self.Channel(self.channel), self.received_on)


def known_on(posted_on: date, channel: Letter.Channel, received_on: date | None = None) -> date:
    """When a letter that goes out on this day and way counts as made known."""
    if channel == Letter.Channel.HANDED_OVER:
        return posted_on
    return notification(
        posted_on=posted_on, channel=str(channel), received_on=received_on
    ).notified_on
