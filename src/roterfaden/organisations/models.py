"""The jobcentre as an organisation: offices, teams, staff, accounts, stand-ins."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.core.errors import NotPermitted
from roterfaden.core.models import NO_PERSONAL_DATA, STAFF_RETENTION, BaseModel, PersonalData
from roterfaden.organisations.local_holidays import LocalHoliday
from roterfaden.organisations.permissions import ROLES, Permission, Role, permissions_of
from roterfaden.organisations.staff_file import StaffFile

__all__ = ["Jobcentre", "LocalHoliday", "StaffFile", "StaffMember", "StandIn", "Team", "User"]


class Jobcentre(BaseModel):
    """One office; the tenant. Its Trägernummer is statutory (§ 51a SGB II)."""

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("Zugelassener kommunaler Träger")
        JOINT = "joint", _("Gemeinsame Einrichtung")

    traegernummer = models.CharField(
        max_length=5, unique=True, validators=[RegexValidator(r"^\d{5}$")]
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    land = models.CharField(max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")])
    municipality = models.CharField(
        max_length=8, blank=True, validators=[RegexValidator(r"^\d{8}$")]
    )
    comparison_type = models.CharField(max_length=8, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams by state."""

    def open_on(self, day: date) -> TeamQuerySet:
        """Those that exist on this day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=day))


class Team(BaseModel):
    """A group of staff who share a caseload; ``closed_on`` is its last day."""

    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal_data = NO_PERSONAL_DATA

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, day: date) -> bool:
        """Whether the team exists on this day."""
        return self.closed_on is None or self.closed_on >= day


class UserManager(BaseUserManager["User"]):
    """Makes accounts; passwords are hashed with argon2."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """An account with this sign-in name; without password only single sign-on works."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account that can sign in; what it may do hangs on the staff member."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("wie das Gerät")
        LIGHT = "light", _("hell")
        DARK = "dark", _("dunkel")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_expires_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="de")
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    single_keys = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    personal_data = PersonalData(
        fields=("username", "email", "password", "last_login"),
        legal_basis="§ 67a SGB X, § 26 BDSG",
        retention=STAFF_RETENTION,
    )

    def __str__(self) -> str:
        return self.username

    def password_has_expired(self, at: datetime) -> bool:
        """Whether a one-time password was left lying too long."""
        return self.password_expires_at is not None and self.password_expires_at <= at

    @property
    def is_staff(self) -> bool:
        """No account enters a database administration; there is none."""
        return False


class StaffQuerySet(models.QuerySet["StaffMember"]):
    """Staff by state."""

    def active_on(self, day: date) -> StaffQuerySet:
        """Those employed on this day."""
        return self.filter(
            Q(active_from_on__isnull=True) | Q(active_from_on__lte=day),
            Q(active_until_on__isnull=True) | Q(active_until_on__gte=day),
        )


class StaffMember(BaseModel):
    """A person who works in a jobcentre, with roles."""

    class Salutation(models.TextChoices):
        MS = "frau", _("Frau")
        MR = "herr", _("Herr")

    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="staff_member"
    )
    jobcentre = models.ForeignKey(Jobcentre, on_delete=models.PROTECT, related_name="staff")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    short_name = models.CharField(max_length=80)
    roles = ArrayField(models.CharField(max_length=20, choices=[(r, r) for r in Role]))
    salutation = models.CharField(max_length=4, choices=Salutation, blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    room = models.CharField(max_length=20, blank=True)
    active_from_on = models.DateField(null=True, blank=True)
    active_until_on = models.DateField(null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    personal_data = PersonalData(
        fields=("salutation", "first_name", "last_name", "phone", "email", "room"),
        legal_basis="§ 67a SGB X, § 26 BDSG",
        retention=STAFF_RETENTION,
    )

    class Meta:
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "short_name"], name="staff_short_name_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def formal_name(self) -> str:
        """As the plan names the person: ``Frau Reuter``."""
        if not self.salutation:
            return str(self)
        return f"{self.get_salutation_display()} {self.last_name}"

    def is_active_on(self, day: date) -> bool:
        """Whether the person is employed on this day."""
        has_begun = self.active_from_on is None or self.active_from_on <= day
        return has_begun and (self.active_until_on is None or self.active_until_on >= day)

    def has(self, permission: Permission) -> bool:
        """Whether one of the roles gives this right."""
        return permission in permissions_of(self.roles)

    def require(self, permission: Permission) -> None:
        """Raise :class:`NotPermitted` unless a role gives this right."""
        if not self.has(permission):
            needed = next(d.name for d in ROLES.values() if permission in d.permissions)
            raise NotPermitted(
                str(_("Dafür fehlt Ihnen das Recht. Zuständig ist zum Beispiel: %(role)s."))
                % {"role": needed}
            )


class StandInQuerySet(models.QuerySet["StandIn"]):
    """Stand-ins by time."""

    def in_force_on(self, day: date) -> StandInQuerySet:
        """Those that run on this day."""
        return self.filter(begins_on__lte=day, ends_on__gte=day)

    def of_substitute(self, staff: StaffMember) -> StandInQuerySet:
        """Those in which this person takes over, with who is absent; the first to end first."""
        mine = self.filter(substitute=staff).select_related("absent")
        names = (f"absent__{name}" for name in ("salutation", "first_name", "last_name"))
        return mine.only("ends_on", *names).order_by("ends_on", "pk")


class StandIn(BaseModel):
    """Somebody takes over somebody's cases until a day."""

    absent = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="stand_ins")
    substitute = models.ForeignKey(
        StaffMember, on_delete=models.CASCADE, related_name="stands_in_for"
    )
    begins_on = models.DateField()
    ends_on = models.DateField()

    objects = StandInQuerySet.as_manager()

    personal_data = PersonalData(
        fields=("absent", "substitute"), legal_basis="§ 67a SGB X", retention=STAFF_RETENTION
    )

    class Meta:
        ordering = ["begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="stand_in_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="stand_in_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} für {self.absent} bis {self.ends_on}"
