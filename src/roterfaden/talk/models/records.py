"""How a talk used the plan: the counsellor's own record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.models import Case
from roterfaden.talk.ways import Shade, Way

WAY_NAMES = {
    Way.SUMMARY: _("Zusammenfassung am Ende"),
    Way.JOINT_DEFINITION: _("gemeinsam geschrieben"),
    Way.REVIEW: _("Rückblick"),
    Way.NOT_RAISED: _("nicht angesprochen"),
}
SHADE_NAMES = {
    Shade.PARTICIPATORY: _("eher beteiligend"),
    Shade.DEMANDING: _("eher fordernd"),
}


def way_names(ways: Collection[str]) -> list[str]:
    """The ways in words, in the order of the report."""
    return [str(WAY_NAMES[way]) for way in Way if way in ways]


_ALONE = Q(ways=[Way.NOT_RAISED.value])
_RAISED = ~Q(ways__contains=[Way.NOT_RAISED.value])


class TalkRecordQuerySet(models.QuerySet["TalkRecord"]):
    """Records as they may be read: in the work on one case, never by person."""

    def readable_by(self, staff: StaffMember, day: date) -> TalkRecordQuerySet:
        """Those of cases that the person counsels on this day, and the person's own.

        Whoever leads, controls, studies or administers reads none: how somebody talks is no
        figure about staff.
        """
        if not staff.has(Permission.EDIT_PLANS):
            return self.none()
        visible = Case.objects.visible_to(staff)
        counselled = Q(meeting__case__in=Case.objects.counselled_by(staff, day))
        return self.filter(counselled | Q(recorded_by=staff), meeting__case__in=visible)


class TalkRecord(BaseModel):
    """One for each meeting: the ways in which the plan came up, and whether it served to prepare.

    Before the talk it may stand with ``prepared_with_plan`` alone; then ``ways`` are empty.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="talk_record")
    ways = ArrayField(
        models.CharField(max_length=16, choices=[(way.value, WAY_NAMES[way]) for way in Way]),
        default=list,
        blank=True,
    )
    shade = models.CharField(
        max_length=14, choices=[(shade.value, SHADE_NAMES[shade]) for shade in Shade], blank=True
    )
    prepared_with_plan = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[TalkRecord]] = TalkRecordQuerySet.as_manager()

    personal_data = PersonalData(
        ("ways", "shade", "prepared_with_plan", "recorded_by"),
        "§ 15 SGB II, § 67a SGB X",
        PLAN_RETENTION,
    )

    class Meta:
        ordering = ["meeting"]
        constraints = [
            models.CheckConstraint(condition=_RAISED | _ALONE, name="not_raised_stands_alone"),
            models.CheckConstraint(
                condition=Q(shade="") | Q(ways__contains=[Way.JOINT_DEFINITION.value]),
                name="shade_of_a_joint_definition",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.way_names)

    @property
    def way_names(self) -> list[str]:
        """The ways in words, in the order of the report."""
        return way_names(self.ways)
