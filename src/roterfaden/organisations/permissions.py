"""Who may do what: rights and roles as code, so that a change of rights is a reviewed change."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that a person may do, within the own jobcentre."""

    VIEW_CASES = "view-cases"
    EDIT_PLANS = "edit-plans"
    KEEP_NOTES = "keep-notes"
    LEAD_PROCEDURES = "lead-procedures"
    WRITE_LETTERS = "write-letters"
    CHECK_LETTERS = "check-letters"
    ASSIGN_CASES = "assign-cases"
    ARRANGE_STAND_INS = "arrange-stand-ins"
    NAME_FOR_PROTECTED = "name-for-protected"
    IMPORT_CASES = "import-cases"
    MANAGE_ORGANISATION = "manage-organisation"
    VIEW_FIGURES = "view-figures"
    MAINTAIN_TEXTS = "maintain-texts"
    RUN_STUDIES = "run-studies"


PERMISSION_WORDS: dict[Permission, Promise] = {
    Permission.VIEW_CASES: _("sieht Fälle, Pläne und Akten, geschützte nur, wenn dafür benannt"),
    Permission.EDIT_PLANS: _("schreibt Pläne und hält Antworten fest"),
    Permission.KEEP_NOTES: _(
        "liest und schreibt Notizen und Potenzialanalyse der eigenen und der vertretenen Fälle"
    ),
    Permission.LEAD_PROCEDURES: _(
        "führt Verfahren zu Pflichten in den eigenen und den vertretenen Fällen"
    ),
    Permission.WRITE_LETTERS: _("schreibt Einladungen und Bescheide und hält das Absenden fest"),
    Permission.CHECK_LETTERS: _("prüft Schreiben, die jemand anderes entworfen hat"),
    Permission.ASSIGN_CASES: _("verteilt Fälle"),
    Permission.ARRANGE_STAND_INS: _("regelt Vertretungen"),
    Permission.NAME_FOR_PROTECTED: _("schützt Fälle und benennt, wer sie sieht"),
    Permission.IMPORT_CASES: _("liest Fälle ein"),
    Permission.MANAGE_ORGANISATION: _("verwaltet Jobcenter, Teams, Personen und Rollen"),
    Permission.VIEW_FIGURES: _("sieht Zahlen ohne Namen"),
    Permission.MAINTAIN_TEXTS: _("pflegt Textbausteine, Zusagen, Gründe und Feiertage"),
    Permission.RUN_STUDIES: _("wertet Pläne ohne Namen aus"),
}
"""What each right means, for those who give roles."""


@dataclass(frozen=True)
class RoleDescription:
    """A role as people know it, and its rights."""

    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]

    @property
    def rights(self) -> list[Promise]:
        """What the role may do, in words."""
        return [PERMISSION_WORDS[one] for one in Permission if one in self.permissions]


class Role(StrEnum):
    """The roles of the field; a person may hold several."""

    COUNSELLOR = "counsellor"
    TEAM_LEAD = "team_lead"
    SPECIALIST = "specialist"
    CONTROLLING = "controlling"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


ROLES: dict[Role, RoleDescription] = {
    Role.COUNSELLOR: RoleDescription(
        _("Integrationsfachkraft"),
        _("Sieht die Fälle des Jobcenters, macht Pläne und hält Antworten fest."),
        frozenset(
            {
                Permission.VIEW_CASES,
                Permission.EDIT_PLANS,
                Permission.KEEP_NOTES,
                Permission.LEAD_PROCEDURES,
                Permission.WRITE_LETTERS,
                Permission.CHECK_LETTERS,
            }
        ),
    ),
    Role.TEAM_LEAD: RoleDescription(
        _("Teamleitung"),
        _("Sieht Fälle und Pläne, verteilt Fälle und regelt Vertretungen."),
        frozenset(
            {
                Permission.VIEW_CASES,
                Permission.CHECK_LETTERS,
                Permission.ASSIGN_CASES,
                Permission.ARRANGE_STAND_INS,
                Permission.NAME_FOR_PROTECTED,
                Permission.VIEW_FIGURES,
            }
        ),
    ),
    Role.SPECIALIST: RoleDescription(
        _("Fachaufsicht"),
        _("Pflegt Texte und Rechtsstände. Sieht keine Fälle."),
        frozenset({Permission.MAINTAIN_TEXTS}),
    ),
    Role.CONTROLLING: RoleDescription(
        _("Controlling"),
        _("Sieht Zahlen, keine Namen."),
        frozenset({Permission.VIEW_FIGURES}),
    ),
    Role.RESEARCHER: RoleDescription(
        _("Forschung"),
        _("Wertet Pläne ohne Namen aus. Sieht keine Fälle."),
        frozenset({Permission.RUN_STUDIES}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        _("Verwaltung"),
        _("Verwaltet Jobcenter, Teams und Personen und liest Fälle ein. Liest keine Pläne."),
        frozenset({Permission.IMPORT_CASES, Permission.MANAGE_ORGANISATION}),
    ),
}


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """All rights that these roles give together."""
    return frozenset().union(*(ROLES[Role(role)].permissions for role in roles))
