"""The lines of a plan, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.models import PLAN_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models.offers import SupportOffer
from roterfaden.plans.models.plan import PlanVersion
from roterfaden.plans.models.shared import PLAN_LAW
from roterfaden.plans.models.text_blocks import TextBlock
from roterfaden.recipients.models import Recipient


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
    text_block = models.ForeignKey(
        TextBlock, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    gap_values = models.JSONField(default=dict, blank=True)
    offer = models.ForeignKey(
        SupportOffer, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )

    objects = EntryQuerySet.as_manager()

    personal_data = PersonalData(
        ("text", "owner_name", "proof", "involved", "topic", "gap_values"), PLAN_LAW, PLAN_RETENTION
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
    """What became of an agreed entry; rows are only ever added (a trigger holds them).

    Which one counts says :func:`roterfaden.plans.outcomes.counting`: the newest that was not taken
    back. A row with ``takes_back`` undoes that one; it says again what counted before, so that who
    reads only the newest row reads the truth. Outcomes said in one step share ``together``.
    """

    class Kind(models.TextChoices):
        DONE = "done", _("erledigt")
        PARTLY = "partly", _("teilweise erledigt")
        OPEN = "open", _("noch offen")
        NO_LONGER_FITS = "no_longer_fits", _("passt nicht mehr")
        NOT_DONE = "not_done", _("nicht getan")

    SETTLED = (Kind.DONE, Kind.NO_LONGER_FITS)
    """Nothing is left to do."""

    class GoodCause(models.TextChoices):
        """Whether the recipient had a good cause; asked, never left out, and decides nothing."""

        YES = "yes", _("ja")
        NO = "no", _("nein")
        UNCLEAR = "unclear", _("noch unklar")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=15, choices=Kind)
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    good_cause = models.CharField(max_length=10, choices=GoodCause, blank=True)
    new_due_on = models.DateField(null=True, blank=True)
    takes_back = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    together = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        ("kind", "note", "good_cause", "new_due_on"), PLAN_LAW, PLAN_RETENTION
    )

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="not_done") | Q(good_cause=""), name="cause_of_not_done_only"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["done", "no_longer_fits"]) | Q(new_due_on__isnull=True),
                name="new_day_while_open_only",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.kind in self.SETTLED
