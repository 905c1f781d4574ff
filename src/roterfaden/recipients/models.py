"""Benefit recipients, their households and cases, and who is in charge of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData, paired
from roterfaden.core.text import search_key, sort_key
from roterfaden.organisations.models import Jobcentre, StaffMember, StandIn, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.hand_over import HandedCase, HandOver, RecentCases
from roterfaden.recipients.import_run import ImportRun

__all__ = [
    "Assignment",
    "Case",
    "HandOver",
    "HandedCase",
    "Household",
    "ImportRun",
    "ProtectedAccess",
    "RecentCases",
    "Recipient",
]

_SOCIAL_DATA = "§ 67a SGB X, §§ 50, 51b SGB II"


class DateRange(Func):
    """``daterange(begin, end)`` with both days inside; no end means open."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _inclusive(begin: str, end: str) -> DateRange:
    return DateRange(begin, end, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Household(BaseModel):
    """The people of one BG-Nummer."""

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="households")
    bg_nummer = models.CharField(max_length=20)

    personal_data = PersonalData(("bg_nummer",), _SOCIAL_DATA, PLAN_RETENTION)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "bg_nummer"], name="bg_nummer_once")
        ]

    def __str__(self) -> str:
        return self.bg_nummer


class Recipient(BaseModel):
    """A person fit for work who receives benefits (ELB)."""

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="recipients")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    kundennummer = models.CharField(
        max_length=10, validators=[RegexValidator(r"^\d{3}[A-Z]\d{6}$")]
    )
    last_name = models.CharField(max_length=200)
    first_name = models.CharField(max_length=200)
    date_of_birth = models.DateField()
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="de")
    needs_interpreter = models.BooleanField(default=False)
    online_consent = models.BooleanField(default=False)
    search_key = models.TextField(editable=False)
    sort_key = models.TextField(editable=False, db_collation="C")

    personal_data = PersonalData(
        fields=(
            "kundennummer",
            "last_name",
            "first_name",
            "date_of_birth",
            "street",
            "postcode",
            "city",
            "phone",
            "email",
            "language",
            "needs_interpreter",
            "online_consent",
            "search_key",
            "sort_key",
        ),
        legal_basis=_SOCIAL_DATA,
        retention=PLAN_RETENTION,
    )

    class Meta:
        ordering = ["sort_key", "kundennummer"]
        indexes = [
            GinIndex(
                name="recipient_words",
                fields=["jobcentre", "search_key"],
                opclasses=["uuid_ops", "gin_trgm_ops"],
                fastupdate=False,
            ),
            models.Index(
                name="recipient_number",
                fields=["jobcentre", "kundennummer"],
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["jobcentre", "sort_key"], name="recipient_sorted"),
            models.Index(fields=["jobcentre", "date_of_birth"], name="recipient_born"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "kundennummer"], name="kundennummer_once")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def set_keys(self) -> None:
        """Renew the keys by which the person is found and sorted.

        The search key begins and ends with a space, so that every word in it stands between two.
        """
        self.search_key = f" {search_key(self.last_name, self.first_name)} "
        self.sort_key = sort_key(self.last_name, self.first_name)


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as people ask for them."""

    def visible_to(self, staff: StaffMember) -> CaseQuerySet:
        """Cases of the own jobcentre; a protected one only for those named for it.

        For anybody else a protected case does not exist (§ 35 SGB I), nor does somebody's practice.
        """
        if not staff.has(Permission.VIEW_CASES):
            return self.none()
        named = ProtectedAccess.objects.filter(case=OuterRef("pk"), staff=staff)
        return self.filter(
            Q(practised_by=None) | Q(practised_by=staff),
            Q(is_protected=False) | Exists(named),
            jobcentre_id=staff.jobcentre_id,
        )

    def with_names(self) -> CaseQuerySet:
        """With the name, number and birthday of each person, and nothing else of them."""
        return self.select_related("recipient").only(
            *("recipient__first_name", "recipient__last_name"),
            *("recipient__kundennummer", "recipient__date_of_birth"),
        )

    def in_earnest(self) -> CaseQuerySet:
        """Without practice: only these are found and counted."""
        return self.filter(practised_by=None)

    def open_on(self, day: date) -> CaseQuerySet:
        """Cases that run on this day."""
        return self.filter(begins_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def assigned_to(self, staff: StaffMember, day: date) -> CaseQuerySet:
        """Cases that this person is in charge of on this day."""
        held = Assignment.objects.in_force_on(day).filter(case=OuterRef("pk"), staff=staff)
        return self.filter(Exists(held))

    def counselled_by(self, staff: StaffMember, day: date) -> CaseQuerySet:
        """Cases that this person is in charge of on this day, or stands in for."""
        absent = StandIn.objects.in_force_on(day).filter(substitute=staff).values("absent")
        held = Assignment.objects.in_force_on(day).filter(case=OuterRef("pk"))
        return self.filter(Exists(held.filter(Q(staff=staff) | Q(staff__in=absent))))


class Case(BaseModel):
    """One spell of a recipient in a jobcentre; plans and the case file hang on it.

    With ``practised_by`` it is that person's practice, with an invented recipient: nobody else sees
    it, nobody is in charge of it, and it stands in no list and no figure. In it ``practice_on``
    counts as today.
    """

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="cases")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="cases")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_protected = models.BooleanField(default=False)
    practised_by = models.OneToOneField(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="practice_case"
    )
    practised_at = models.DateTimeField(null=True, blank=True)
    practice_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Case]] = CaseQuerySet.as_manager()

    personal_data = PersonalData(
        (
            *("recipient", "is_protected", "begins_on", "ends_on"),
            *("practised_by", "practised_at", "practice_on"),
        ),
        _SOCIAL_DATA,
        PLAN_RETENTION,
    )

    class Meta:
        ordering = ["recipient__sort_key", "begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="case_ends_after_begin",
            ),
            paired("practised_at", "practised_by"),
            models.CheckConstraint(
                condition=Q(practised_by__isnull=True) ^ Q(practice_on__isnull=False),
                name="practice_has_its_day",
            ),
            ExclusionConstraint(
                name="case_spells_apart",
                expressions=[
                    ("recipient", RangeOperators.EQUAL),
                    (_inclusive("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.recipient)

    @property
    def is_practice(self) -> bool:
        """Whether the person is invented and nothing here counts."""
        return self.practised_by_id is not None


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by time."""

    def in_force_on(self, day: date) -> AssignmentQuerySet:
        """Those that run on this day."""
        return self.filter(begins_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Assignment(BaseModel):
    """Who is in charge of a case, from when to when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    staff = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    personal_data = PersonalData(("staff",), _SOCIAL_DATA, PLAN_RETENTION)

    class Meta:
        ordering = ["begins_on"]
        indexes = [models.Index(fields=["staff", "begins_on"], name="assignment_staff")]
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | Q(team__isnull=False),
                name="assignment_names_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="assignment_ends_after_begin",
            ),
            ExclusionConstraint(
                name="one_assignment_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (_inclusive("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff or self.team} seit {self.begins_on}"


class ProtectedAccess(BaseModel):
    """Somebody named for a protected case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named_staff")
    staff = models.ForeignKey(
        StaffMember, on_delete=models.CASCADE, related_name="protected_access"
    )

    personal_data = PersonalData(("case", "staff"), _SOCIAL_DATA, PLAN_RETENTION)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "staff"], name="named_for_a_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.staff} darf {self.case_id}"
