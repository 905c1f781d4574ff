"""A meeting and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.meetings.states import OUTCOME_NAMES, Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.recipients.models import Case


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings as people ask for them; always in the order of time."""

    def visible_to(self, staff: StaffMember) -> MeetingQuerySet:
        """Meetings of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def planned(self) -> MeetingQuerySet:
        """Those of which nothing has been recorded yet."""
        return self.filter(outcome=Outcome.PLANNED)

    def planned_on(self, day: date) -> MeetingQuerySet:
        """Those planned for this day in Berlin."""
        return self.planned().filter(
            starts_at__gte=_begin_of(day), starts_at__lt=_begin_of(day + timedelta(days=1))
        )

    def met(self) -> MeetingQuerySet:
        """Those that show that a first talk is over: held, or a follow-up that was arranged."""
        known = Q(outcome=Outcome.TOOK_PLACE) | Q(kind=Meeting.Kind.FOLLOW_UP)
        return self.filter(known).exclude(outcome=Outcome.CANCELLED)

    def between(self, first: date, last: date) -> MeetingQuerySet:
        """Those on one of these days in Berlin, both included."""
        return self.filter(
            starts_at__gte=_begin_of(first), starts_at__lt=_begin_of(last + timedelta(days=1))
        )

    def after(self, day: date) -> MeetingQuerySet:
        """Those on later days than this one."""
        return self.filter(starts_at__gte=_begin_of(day + timedelta(days=1)))


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, BERLIN)


USUAL_MINUTES = 30


@dataclass(frozen=True, kw_only=True)
class Details:
    """What belongs to a meeting besides its time; all of it may change while it is not closed."""

    minutes: int = USUAL_MINUTES
    place: str = ""
    invitation: str = ""
    invited_on: date | None = None
    not_in_person_because: str = ""
    interpreter: str = "none"
    interpreter_name: str = ""
    companions: str = ""
    calendar_uid: str = ""


class Meeting(BaseModel):
    """One talk; a meeting that was moved stays, and names the one in its stead."""

    class Kind(models.TextChoices):
        FIRST = "first", _("Erstgespräch")
        FOLLOW_UP = "follow_up", _("Folgegespräch")

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", _("im Jobcenter")
        VIDEO = "video", _("per Video")
        PHONE = "phone", _("am Telefon")

    class GoodCause(models.TextChoices):
        """Whether there was a good cause for not coming (§ 32 Abs. 1 Satz 2 SGB II)."""

        YES = "yes", _("ja")
        NO = "no", _("nein")
        UNCLEAR = "unclear", _("noch unklar")

    class Invitation(models.TextChoices):
        """How the invitation went out."""

        LETTER = "letter", _("mit Brief")
        MAILBOX = "mailbox", _("über das Postfach")
        EMAIL = "email", _("mit E-Mail")
        PHONE = "phone", _("am Telefon")
        IN_TALK = "in_talk", _("im Gespräch mitgegeben")

    class Interpreter(models.TextChoices):
        NONE = "none", _("ohne Dolmetschen")
        IN_PERSON = "in_person", _("dolmetscht vor Ort")
        PHONE = "phone", _("dolmetscht am Telefon")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    minutes = models.PositiveSmallIntegerField(default=USUAL_MINUTES)
    place = models.CharField(max_length=120, blank=True)
    invitation = models.CharField(max_length=10, choices=Invitation, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    not_in_person_because = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=10, choices=Interpreter, default="none")
    interpreter_name = models.CharField(max_length=120, blank=True)
    companions = models.CharField(max_length=200, blank=True)
    calendar_uid = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(
        max_length=10, choices=[(o.value, OUTCOME_NAMES[o]) for o in Outcome], default="planned"
    )
    good_cause = models.CharField(max_length=10, choices=GoodCause, blank=True)
    moved_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_from"
    )
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Meeting]] = MeetingQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("starts_at", "kind", "channel", "place", "invitation", "invited_on"),
            *("not_in_person_because", "interpreter", "interpreter_name", "companions"),
            *("calendar_uid", "outcome", "good_cause"),
        ),
        "§§ 15, 32, 59 SGB II, § 67a SGB X",
        PLAN_RETENTION,
    )

    class Meta:
        ordering = ["starts_at", "arranged_at", "id"]
        indexes = [
            models.Index(
                fields=["starts_at"], name="meeting_planned", condition=Q(outcome="planned")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "starts_at"],
                condition=Q(outcome="planned"),
                name="meeting_planned_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="planned", recorded_at__isnull=True)
                | (~Q(outcome="planned") & Q(recorded_at__isnull=False)),
                name="meeting_outcome_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(outcome="missed") ^ Q(good_cause=""),
                name="meeting_missed_with_cause",
            ),
            models.CheckConstraint(
                condition=Q(outcome="moved", moved_to__isnull=False)
                | (~Q(outcome="moved") & Q(moved_to__isnull=True)),
                name="meeting_moved_to_another",
            ),
            models.UniqueConstraint(
                fields=["case", "calendar_uid"],
                condition=~Q(calendar_uid=""),
                name="meeting_of_calendar_once",
            ),
            models.CheckConstraint(
                condition=Q(invited_on__isnull=True) ^ ~Q(invitation=""),
                name="meeting_invited_on_with_way",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True, recorded_by__isnull=True)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="meeting_recorded_at_with_recorded_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at.astimezone(BERLIN):%d.%m.%Y %H:%M}"

    @property
    def on(self) -> date:
        """Its day in Berlin."""
        return clock.day_of(self.starts_at)

    @property
    def time_words(self) -> str:
        """Its time in Berlin: ``10:30``."""
        return f"{self.starts_at.astimezone(BERLIN):%H:%M}"

    @property
    def recorded_time_words(self) -> str:
        """The time in Berlin at which its outcome was written down; empty before that."""
        return f"{self.recorded_at.astimezone(BERLIN):%H:%M}" if self.recorded_at else ""

    @property
    def outcome_name(self) -> str:
        """What became of it, in words."""
        return str(OUTCOME_NAMES[Outcome(self.outcome)])

    @property
    def is_planned(self) -> bool:
        """Whether nothing has been recorded yet."""
        return self.outcome == Outcome.PLANNED

    @property
    def ends_at(self) -> datetime:
        """When it is planned to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def details(self) -> Details:
        """What belongs to it besides its time."""
        return Details(**{one.name: getattr(self, one.name) for one in fields(Details)})

    @property
    def interpreter_words(self) -> str:
        """Who interprets and how: ``Frau Nasser dolmetscht am Telefon``; nothing without."""
        if self.interpreter == self.Interpreter.NONE:
            return ""
        words = str(self.get_interpreter_display())
        return f"{self.interpreter_name} {words}" if self.interpreter_name else words

    @property
    def cause_is_open(self) -> bool:
        """Whether it was missed and nobody knows yet if there was a good cause."""
        return self.good_cause == self.GoodCause.UNCLEAR

    def has_come(self, today: date) -> bool:
        """Whether its day is here or past."""
        return self.on <= today
