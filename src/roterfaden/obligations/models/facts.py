"""What is written down on the way: the good cause, the duty, the hearing."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import ACT_RETENTION, BaseModel, PersonalData
from roterfaden.obligations.models.procedure import Procedure
from roterfaden.obligations.models.shared import LAW
from roterfaden.organisations.models import StaffMember


class GoodCause(BaseModel):
    """That somebody asked for a good cause, and the answer; the newest counts, all stay.

    ``asked_about`` are codes of what was asked, never findings about health or family.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("ja, ein wichtiger Grund")
        NO = "no", _("nein, kein wichtiger Grund")
        UNCLEAR = "unclear", _("noch unklar")

    class About(models.TextChoices):
        HEALTH = "health", _("Gesundheit")
        FAMILY = "family", _("Familie, Kinder, Pflege")
        WORK = "work", _("Arbeit, Ausbildung, anderer Termin")
        WAY = "way", _("Weg und Geld dafür")
        LANGUAGE = "language", _("Sprache, Brief verstanden")
        RECEIVED = "received", _("Brief angekommen")
        OTHER = "other", _("anderes")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="causes")
    asked_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer)
    asked_about = ArrayField(models.CharField(max_length=10, choices=About), default=list)
    words = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[GoodCause]] = models.Manager()

    personal_data = PersonalData(("asked_on", "answer", "asked_about", "words"), LAW, ACT_RETENTION)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return str(self.get_answer_display())

    @property
    def asked_words(self) -> list[str]:
        """What was asked about, in words."""
        return [str(self.About(code).label) for code in self.asked_about]


class Duty(BaseModel):
    """What somebody is obliged to, as the letter will say it; unfinished until it is complete."""

    class Content(models.TextChoices):
        EFFORTS = "efforts", _("eigene Bemühungen")
        WORK = "work", _("Arbeit oder Ausbildung aufnehmen oder fortsetzen")
        MEASURE = "measure", _("an einer Maßnahme oder einem Kurs teilnehmen")

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="duty")
    content = models.CharField(max_length=10, choices=Content, default=Content.EFFORTS)
    efforts = models.CharField(max_length=500, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    form_of_proof = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reasonable_because = models.CharField(max_length=1500, blank=True)
    discretion = models.CharField(max_length=1500, blank=True)
    standard_need = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)

    objects: ClassVar[models.Manager[Duty]] = models.Manager()

    personal_data = PersonalData(
        (
            *("content", "efforts", "how_often", "form_of_proof", "due_on"),
            *("reasonable_because", "discretion", "standard_need"),
        ),
        LAW,
        ACT_RETENTION,
    )

    def __str__(self) -> str:
        return self.efforts


class Hearing(BaseModel):
    """How somebody is heard; whether in person and on which ground, as a code and no diagnosis."""

    class Ground(models.TextChoices):
        REQUESTED = "requested", _("die Person wünscht es")
        WRITING_HARD = "writing_hard", _("schriftlich scheint es nicht möglich")
        THIRD_IN_ROW = "third_in_row", _("drittes Versäumnis in Folge oder wiederholt")
        OFFICE = "office", _("das Jobcenter möchte es so")

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="hearing")
    answer_until_on = models.DateField()
    in_person = models.BooleanField(default=False)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    in_person_on = models.DateField(null=True, blank=True)
    in_person_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[models.Manager[Hearing]] = models.Manager()

    personal_data = PersonalData(
        (
            *("answer_until_on", "in_person", "ground", "in_person_on", "in_person_time", "place"),
            *("answered_on", "answer"),
        ),
        LAW,
        ACT_RETENTION,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(in_person=True) ^ Q(ground=""), name="hearing_in_person_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_until_on:%d.%m.%Y}"
