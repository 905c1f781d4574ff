"""The cooperation plan: plan, versions, entries, what became of them, answers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.states import ONCE_AGREED_STATES, OPEN_STATES, STATE_NAMES, State
from roterfaden.recipients.models import Case, DateRange, Recipient

_PLAN_LAW = "§ 15 Abs. 2 und 3 SGB II, § 67a SGB X"


def _paired(at: str, by: str) -> models.CheckConstraint:
    """Either both the moment and the person are known, or neither."""
    return models.CheckConstraint(
        condition=Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"%(class)s_{at}_with_{by}",
    )


class Plan(BaseModel):
    """The thread of versions of one case, from its first agreement to its end.

    Begin and end are statutory statistics (§ 51b-DatV § 1 Abs. 2 Nr. 4).
    """

    class EndReason(models.TextChoices):
        GOAL_REACHED = "goal_reached", _("Ziel erreicht")
        JOB = "job", _("Arbeit oder Ausbildung aufgenommen")
        MOVED = "moved", _("umgezogen oder ausgereist")
        NO_LONGER_ENTITLED = "no_longer_entitled", _("kein Leistungsbezug mehr")
        OFFICE_CHANGED = "office_changed", _("Zuständigkeit ging an ein anderes Amt über")
        OFFICE_CANNOT_KEEP = (
            "office_cannot_keep",
            _("Das Jobcenter kann seine Zusagen nicht einhalten"),
        )
        NEW_START = "new_start", _("Neuanfang nach einem Wechsel der Ansprechperson")
        DIED = "died", _("verstorben")
        OTHER = "other", _("anderer Grund")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    end_note = models.CharField(max_length=300, blank=True)

    personal_data = PersonalData(("end_reason", "end_note"), _PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["began_on"]
        constraints = [
            ExclusionConstraint(
                name="one_plan_in_force_for_a_case",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(began_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_open_plan_for_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="plan_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="plan_ends_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Kooperationsplan seit {self.began_on}"

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended, even while no version is in force."""
        return self.began_on is not None and self.ended_on is None


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """Versions as people ask for them."""

    def visible_to(self, staff: StaffMember) -> PlanVersionQuerySet:
        """Versions of cases that the person may see."""
        return self.filter(plan__case__in=Case.objects.visible_to(staff))

    def in_force(self) -> PlanVersionQuerySet:
        """Versions that hold now."""
        return self.filter(state=State.AGREED)

    def in_preparation(self) -> PlanVersionQuerySet:
        """Drafts and offers."""
        return self.filter(state__in=OPEN_STATES)

    def once_agreed(self) -> PlanVersionQuerySet:
        """Versions that hold or held."""
        return self.filter(state__in=ONCE_AGREED_STATES)

    def due_by(self, day: date) -> PlanVersionQuerySet:
        """Versions in force whose joint update is due by this day."""
        return self.in_force().filter(update_due_on__lte=day)


class PlanVersion(BaseModel):
    """One version; once agreed it never changes (trigger as well as code)."""

    class WithdrawReason(models.TextChoices):
        WRONG_PERSON = "wrong_person", _("falsche Person")
        ERROR = "error", _("Irrtum")
        OUTDATED = "outdated", _("überholt, bevor er abgestimmt war")
        NOT_AGREED = "not_agreed", _("nicht abgestimmt, neuer Entwurf geplant")

    ONCE_AGREED_REASONS = (WithdrawReason.WRONG_PERSON, WithdrawReason.ERROR)
    """Only for these is taken back what was agreed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in State], default=State.DRAFT)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    think_until_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    update_due_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    in_force_until_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=20, choices=WithdrawReason, blank=True)
    withdraw_note = models.CharField(max_length=300, blank=True)
    sheet = models.JSONField(null=True, blank=True)

    objects: ClassVar[models.Manager[PlanVersion]] = PlanVersionQuerySet.as_manager()

    personal_data = PersonalData(("sheet", "withdraw_note"), _PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["plan", "number", "started_at"]
        indexes = [
            models.Index(
                fields=["update_due_on"], name="version_update_due", condition=Q(state="agreed")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[s.value for s in OPEN_STATES]),
                name="one_version_in_preparation",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="agreed"), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(agreed_at__isnull=False) & ~Q(state="withdrawn"),
                name="version_number_once",
            ),
            ExclusionConstraint(
                name="versions_in_force_apart",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (DateRange("agreed_on", "in_force_until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(agreed_on__isnull=False) & ~Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[s.value for s in ONCE_AGREED_STATES])
                | Q(
                    agreed_on__isnull=False,
                    agreed_at__isnull=False,
                    update_due_on__isnull=False,
                    sheet__isnull=False,
                ),
                name="agreed_version_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdraw_reason=""),
                name="withdrawn_with_reason",
            ),
            _paired("offered_at", "offered_by"),
            _paired("agreed_at", "agreed_by"),
            _paired("closed_at", "closed_by"),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.number} ({self.state_name})"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[State(self.state)])

    @property
    def is_editable(self) -> bool:
        """Whether entries may change."""
        return self.state == State.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now."""
        return self.state == State.AGREED


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of a version."""

    def present(self) -> EntryQuerySet:
        """Those that have not been removed from the draft."""
        return self.filter(removed_at__isnull=True)


class Entry(BaseModel):
    """One line of the plan. The owner of a step decides its rubric."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("Ziel")
        INTERIM_GOAL = "interim_goal", _("Zwischenziel")
        STEP = "step", _("Schritt")
        ASPECT = "aspect", _("Was sonst noch wichtig ist")

    class Owner(models.TextChoices):
        RECIPIENT = "recipient", _("leistungsberechtigte Person")
        JOBCENTRE = "jobcentre", _("Jobcenter")
        OTHER = "other", _("andere Stelle")

    class WordsOf(models.TextChoices):
        RECIPIENT = "recipient", _("eigene Worte der Person")
        JOBCENTRE = "jobcentre", _("Worte des Jobcenters")
        BOTH = "both", _("gemeinsam formuliert")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    owner = models.CharField(max_length=10, choices=Owner, blank=True)
    owner_name = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=120, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=20, blank=True)
    towards_work = models.BooleanField(null=True, blank=True)
    words_of = models.CharField(max_length=10, choices=WordsOf, blank=True)
    position = models.PositiveSmallIntegerField()
    involved = models.ForeignKey(
        Recipient, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    personal_data = PersonalData(
        ("text", "owner_name", "proof", "involved", "topic"), _PLAN_LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["version", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="step") & ~Q(owner="")) | (~Q(kind="step") & Q(owner="")),
                name="steps_have_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(owner="other") | ~Q(owner_name=""), name="other_body_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(rhythm=""), name="date_or_rhythm"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="entry_says_something"),
            models.CheckConstraint(
                condition=Q(kind="aspect") | Q(words_of=""), name="words_of_aspects_only"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def rubric(self) -> str:
        """The code of the rubric in which the entry stands."""
        return f"step_{self.owner}" if self.kind == self.Kind.STEP else self.kind


class EntryOutcome(BaseModel):
    """What became of an agreed entry; the newest counts."""

    class Kind(models.TextChoices):
        DONE = "done", _("erledigt")
        PARTLY = "partly", _("teilweise erledigt")
        OPEN = "open", _("noch offen")
        NO_LONGER_FITS = "no_longer_fits", _("passt nicht mehr")
        NOT_DONE = "not_done", _("nicht getan")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=15, choices=Kind)
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("kind", "note"), _PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Answer(BaseModel):
    """What the recipient said to a version, and how the answer was sought. No signature."""

    class Outcome(models.TextChoices):
        YES = "yes", _("Passt")
        NOT_AGREED = "not_agreed", _("Nicht einverstanden")
        COULD_NOT_ANSWER = "could_not_answer", _("Konnte noch nicht antworten")

    class SoughtBy(models.TextChoices):
        READ_ALOUD = "read_aloud", _("vorgelesen")
        PRINTOUT = "printout", _("Ausdruck gezeigt")
        ON_SCREEN = "on_screen", _("gemeinsam am Bildschirm")
        MAILBOX = "mailbox", _("über das Postfach")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=16, choices=Outcome)
    reason = models.CharField(max_length=300, blank=True)
    sought_by = ArrayField(models.CharField(max_length=10, choices=SoughtBy))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(("outcome", "reason"), _PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="yes") | ~Q(reason=""), name="no_without_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def ways(self) -> list[str]:
        """How the answer was sought, in words."""
        return [str(self.SoughtBy(way).label) for way in self.sought_by]


class ChangeWish(BaseModel):
    """Something the recipient wanted to be different, and whether it was taken up."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    text = models.CharField(max_length=300)
    taken_up = models.BooleanField()

    personal_data = PersonalData(("text",), _PLAN_LAW, PLAN_RETENTION)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text
