"""The invented office: Jobcenter Ahrenfeld, its teams, its people and who stands in for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from roterfaden.organisations.actions import offices, stand_ins
from roterfaden.organisations.models import Jobcentre, StaffMember, Team
from roterfaden.organisations.permissions import Role

TRAEGERNUMMER = "99999"
NAME = "Jobcenter Ahrenfeld"
TEAMS = ("Markt und Integration", "Neustart und Familie")


@dataclass(frozen=True)
class Colleague:
    """Somebody of the office; without ``signs_in`` there is no password.

    ``share`` is the part of all cases, of 100, ``phone`` the extension.
    """

    short_name: str
    role: Role
    salutation: str
    first_name: str
    last_name: str
    team: str
    phone: str
    room: str
    share: int = 0
    signs_in: bool = True

    @property
    def formal_name(self) -> str:
        """As plans call the person."""
        return f"{self.salutation.title()} {self.last_name}"


_MARKET, _FAMILY = TEAMS
COLLEAGUES = (
    Colleague(
        "fachkraft", Role.COUNSELLOR, "frau", "Jana", "Reuter", _MARKET, "214", "2.14", share=36
    ),
    Colleague(
        "vertretung", Role.COUNSELLOR, "herr", "Peter", "Lorenz", _MARKET, "215", "2.15", share=30
    ),
    Colleague("teamleitung", Role.TEAM_LEAD, "frau", "Katrin", "Wedekind", _MARKET, "200", "2.01"),
    Colleague("fachaufsicht", Role.SPECIALIST, "herr", "Georg", "Ansorge", "", "120", "1.20"),
    Colleague("controlling", Role.CONTROLLING, "frau", "Miriam", "Stahl", "", "131", "1.31"),
    Colleague("forschung", Role.RESEARCHER, "frau", "Helena", "Brück", "", "140", "1.40"),
    Colleague("codierung", Role.RESEARCHER, "herr", "Jonas", "Thiel", "", "141", "1.41"),
    Colleague("verwaltung", Role.ADMINISTRATOR, "herr", "Tobias", "Kern", "", "101", "1.01"),
    Colleague(
        "keller",
        Role.COUNSELLOR,
        "frau",
        "Ilse",
        "Keller",
        _FAMILY,
        "231",
        "2.31",
        share=20,
        signs_in=False,
    ),
    Colleague(
        "wagner",
        Role.COUNSELLOR,
        "herr",
        "Anton",
        "Wagner",
        _FAMILY,
        "232",
        "2.32",
        share=14,
        signs_in=False,
    ),
)


def counsellors() -> Mapping[str, tuple[str, int]]:
    """For each counsellor how plans call the person and the share of cases."""
    return {c.short_name: (c.formal_name, c.share) for c in COLLEAGUES if c.share}


def open_office(*, password: str, at: datetime) -> tuple[Jobcentre, dict[str, StaffMember]]:
    """Make the office with all its people; gives them by short name."""
    jobcentre = offices.create_jobcentre(
        traegernummer=TRAEGERNUMMER,
        name=NAME,
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        municipality="05999999",
        comparison_type="IIIc",
        street="Marktplatz 1",
        postcode="05999",
        city="Ahrenfeld",
        phone="040 66969-0",
        at=at,
    )
    teams = {name: offices.create_team(jobcentre=jobcentre, name=name, at=at) for name in TEAMS}
    staff = {c.short_name: _hire(c, jobcentre, teams, password, at) for c in COLLEAGUES}
    return jobcentre, staff


def arrange_stand_ins(staff: Mapping[str, StaffMember], *, today: date, at: datetime) -> None:
    """Peter Lorenz stands in for Jana Reuter for two weeks, she for Ilse Keller."""
    for absent, substitute, begins, ends in (
        ("fachkraft", "vertretung", -1, 13),
        ("keller", "fachkraft", -4, 10),
    ):
        stand_ins.arrange(
            absent=staff[absent],
            substitute=staff[substitute],
            begins_on=today + timedelta(begins),
            ends_on=today + timedelta(ends),
            by=staff["teamleitung"],
            at=at,
        )


def _hire(
    colleague: Colleague,
    jobcentre: Jobcentre,
    teams: Mapping[str, Team],
    password: str,
    at: datetime,
) -> StaffMember:
    return offices.create_staff(
        jobcentre=jobcentre,
        short_name=colleague.short_name,
        roles=[colleague.role],
        first_name=colleague.first_name,
        last_name=colleague.last_name,
        salutation=colleague.salutation,
        team=teams.get(colleague.team),
        phone=f"040 66969-{colleague.phone}",
        email=f"{colleague.short_name}@ahrenfeld.example.org",
        room=colleague.room,
        password=password if colleague.signs_in else None,
        at=at,
    )
