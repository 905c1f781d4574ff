"""The field log: which offices were asked, which talks observed, and who consented."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import BaseModel, PersonalData
from roterfaden.research.models.documents import StudyDocument
from roterfaden.research.models.projects import Project
from roterfaden.research.models.shared import STUDY_LAW, STUDY_RETENTION


class Site(BaseModel):
    """An office that was asked to take part."""

    class Answer(models.TextChoices):
        OPEN = "open", _("angefragt")
        JOINED = "joined", _("macht mit")
        DECLINED = "declined", _("abgelehnt")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=120)
    comparison_type = models.CharField(max_length=8, blank=True)
    asked_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.OPEN)
    answered_on = models.DateField(null=True, blank=True)

    personal_data = PersonalData(("name", "comparison_type"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="site_once"),
            models.CheckConstraint(
                condition=Q(answer="open") | Q(answered_on__isnull=False),
                name="site_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Discussion(BaseModel):
    """A group discussion at a site."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="discussions")
    held_on = models.DateField()
    people = models.PositiveSmallIntegerField()
    transcript = models.ForeignKey(
        StudyDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal_data = PersonalData(("people",), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"Gruppendiskussion am {self.held_on:%d.%m.%Y}"


class ObservedTalk(BaseModel):
    """A talk that somebody observed; a recording only while everybody present consents to it."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="talks")
    label = models.CharField(max_length=60)
    held_on = models.DateField()
    counsellor = models.CharField(max_length=20, blank=True)
    recording = models.CharField(max_length=120, blank=True)
    transcript = models.ForeignKey(
        StudyDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    personal_data = PersonalData(("label", "counsellor", "recording"), STUDY_LAW, STUDY_RETENTION)

    class Meta:
        ordering = ["held_on", "label"]

    def __str__(self) -> str:
        return self.label


class Consent(BaseModel):
    """One person who was present, by the part they had, and whether they consent."""

    class Part(models.TextChoices):
        COUNSELLOR = "counsellor", _("Fachkraft")
        RECIPIENT = "recipient", _("leistungsberechtigte Person")
        INTERPRETER = "interpreter", _("Sprachmittlung")
        COMPANION = "companion", _("Begleitperson")

    talk = models.ForeignKey(ObservedTalk, on_delete=models.CASCADE, related_name="consents")
    part = models.CharField(max_length=12, choices=Part)
    to_observation = models.BooleanField()
    to_recording = models.BooleanField(default=False)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    personal_data = PersonalData(
        ("part", "to_observation", "to_recording"), "Art. 6 Abs. 1 Buchst. a DSGVO", STUDY_RETENTION
    )

    class Meta:
        ordering = ["part", "id"]

    def __str__(self) -> str:
        return self.get_part_display()
