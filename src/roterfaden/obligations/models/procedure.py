"""A procedure and each move of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData, paired
from roterfaden.law.regimes import BUERGERGELD, REGIMES
from roterfaden.meetings.models import Meeting
from roterfaden.obligations.models.offers import Offer
from roterfaden.obligations.models.shared import LAW
from roterfaden.obligations.states import (
    ENDING_NAMES,
    STATE_NAMES,
    TRACK_NAMES,
    Ending,
    State,
    Track,
)
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry as PlanEntry
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NoPlanFinding

_STATES = [(state.value, STATE_NAMES[state]) for state in State]
_ENDINGS = [(ending.value, ENDING_NAMES[ending]) for ending in Ending]
_TRACKS = [(track.value, TRACK_NAMES[track]) for track in Track]
_REGIMES = [(regime.code, regime.title) for regime in REGIMES]
_OCCASIONS = {
    "step_not_done": "step",
    "missed_talk": "meeting",
    "no_plan": "finding",
    "offer_refused": "offer",
}
"""The occasion, and the field that names what it is about."""


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """Procedures as people ask for them. Who may read them says ``obligations.policies``."""

    def visible_to(self, staff: StaffMember) -> ProcedureQuerySet:
        """Those of cases that the person may see."""
        return self.filter(case__in=Case.objects.visible_to(staff))

    def in_earnest(self) -> ProcedureQuerySet:
        """Without practice: only these stand in lists and figures."""
        return self.filter(practice=False)

    def running(self) -> ProcedureQuerySet:
        """Those that have not ended."""
        return self.exclude(state=State.ENDED)


def _about_one(entry: str, field: str) -> models.CheckConstraint:
    """An occasion names its object; no other occasion does. Practice may do without."""
    absent = Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        condition=(Q(entry=entry) & (~absent | Q(practice=True))) | (~Q(entry=entry) & absent),
        name=f"procedure_{entry}_names_its_{field}",
    )


def _once(field: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[field],
        condition=Q(practice=False) & ~Q(state=State.ENDED),
        name=f"one_running_procedure_per_{field}",
    )


class Procedure(BaseModel):
    """One occasion that is followed up, by the law of its day.

    ``about`` keeps the words of the occasion as they were; ``breach_on`` is set by a person who
    finds that a duty was not met. Practice is marked on every page and counts nowhere.
    """

    class Entry(models.TextChoices):
        STEP_NOT_DONE = "step_not_done", _("Schritt nicht getan")
        MISSED_TALK = "missed_talk", _("Gespräch versäumt")
        NO_PLAN = "no_plan", _("kein Plan kommt zustande")
        OFFER_REFUSED = "offer_refused", _("Arbeit oder Maßnahme abgelehnt oder abgebrochen")
        CONCILIATION = "conciliation", _("Schlichtung")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="procedures")
    entry = models.CharField(max_length=15, choices=Entry)
    track = models.CharField(max_length=12, choices=_TRACKS)
    event_on = models.DateField()
    regime = models.CharField(max_length=20, choices=_REGIMES)
    norm = models.CharField(max_length=80)
    about = models.CharField(max_length=500)
    towards_work = models.BooleanField(null=True, blank=True)
    step = models.ForeignKey(
        PlanEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="procedures"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="procedures"
    )
    finding = models.ForeignKey(
        NoPlanFinding, null=True, blank=True, on_delete=models.PROTECT, related_name="procedures"
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="procedures"
    )
    counted_misses = ArrayField(models.DateField(), default=list, blank=True)
    practice = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=_STATES)
    breach_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=16, choices=_ENDINGS, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Procedure]] = ProcedureQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("entry", "event_on", "norm", "about", "towards_work", "step", "meeting", "finding"),
            *("offer", "counted_misses", "state", "breach_on", "ending"),
        ),
        LAW,
        ACT_RETENTION,
    )

    class Meta:
        ordering = ["-event_on", "-opened_at"]
        indexes = [models.Index(fields=["case", "state"], name="procedure_of_case")]
        constraints = [
            *(_about_one(entry, field) for entry, field in _OCCASIONS.items()),
            *(_once(field) for field in _OCCASIONS.values()),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(ending="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, ending=""),
                name="procedure_ended_by_something",
            ),
            models.CheckConstraint(
                condition=Q(entry="conciliation", track="conciliation")
                | ~Q(entry="conciliation") & ~Q(track="conciliation"),
                name="conciliation_on_its_own_track",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_entry_display()} {self.event_on:%d.%m.%Y}"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[State(self.state)])

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.state != State.ENDED

    @property
    def by_the_old_law(self) -> bool:
        """Whether the day of its occasion lies before the reform."""
        return self.regime == BUERGERGELD.code

    @property
    def breach_day(self) -> date:
        """The day that chooses the consequences: of the unmet duty, else of the occasion."""
        return self.breach_on or self.event_on


class Move(BaseModel):
    """One move of a procedure, by a person; the newest that was not taken back counts."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12, choices=_STATES)
    target = models.CharField(max_length=12, choices=_STATES)
    happened_on = models.DateField()
    ending = models.CharField(max_length=16, choices=_ENDINGS, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Move]] = models.Manager()

    personal_data = PersonalData(("happened_on", "ending", "reason"), LAW, ACT_RETENTION)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="move_in_order"),
            models.CheckConstraint(
                condition=Q(target="ended") ^ Q(ending=""), name="move_to_the_end_says_by_what"
            ),
            paired("taken_back_at", "taken_back_by"),
        ]

    def __str__(self) -> str:
        return f"{self.source} -> {self.target} {self.happened_on:%d.%m.%Y}"
