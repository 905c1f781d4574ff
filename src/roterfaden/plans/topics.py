"""What an entry is about: the categories of the field study's Tables 1, 3 and 5.

Source: IAB-Forschungsbericht 2/2026, sections 3.1 to 3.3. A topic also proposes whether a step
leads towards work; the counsellor corrects that.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """A category, its German name and whether it leads towards work."""

    code: str
    name: str | Promise
    towards_work: bool = False


GOAL_TOPICS = (
    Topic("work", _("Arbeit"), towards_work=True),
    Topic("health", _("Gesundheit")),
    Topic("language", _("Sprache")),
    Topic("training", _("Ausbildung, Qualifizierung, Maßnahmen"), towards_work=True),
    Topic("family", _("Familiäre und persönliche Situation")),
    Topic("jobcentre", _("Zusammenarbeit mit dem Jobcenter")),
    Topic("other", _("Sonstiges")),
)
RECIPIENT_STEP_TOPICS = (
    Topic("job_search", _("Arbeit suchen"), towards_work=True),
    Topic("inform_jobcentre", _("Jobcenter informieren, Termine wahrnehmen")),
    Topic("learn_german", _("Deutsch lernen"), towards_work=True),
    Topic("health", _("Gesundheit verbessern, Leistungsfähigkeit prüfen lassen")),
    Topic("measures", _("An Maßnahmen teilnehmen, Aus- und Weiterbildung"), towards_work=True),
    Topic("care", _("Sorgearbeit, persönliche Situation")),
    Topic("keep_job", _("Beschäftigung erhalten und ausbauen"), towards_work=True),
    Topic("other", _("Sonstiges")),
)
JOBCENTRE_STEP_TOPICS = (
    Topic("advice", _("Beraten, informieren, Kontakte vermitteln")),
    Topic("find_jobs", _("Stellen suchen, Bewerbungsprofil veröffentlichen"), towards_work=True),
    Topic("costs", _("Kosten erstatten, Arbeitsaufnahme fördern"), towards_work=True),
    Topic("support_training", _("Maßnahme und Qualifizierung fördern"), towards_work=True),
    Topic("support_language", _("Spracherwerb unterstützen"), towards_work=True),
    Topic("benefits", _("Geldleistungen zahlen")),
    Topic("other", _("Sonstiges")),
)
OTHER_BODY_TOPICS = (Topic("advice", _("Beraten und unterstützen")), Topic("other", _("Sonstiges")))


def topics_for(kind: str, owner: str = "") -> tuple[Topic, ...]:
    """The topics that an entry of this kind and owner may have; none for aspects."""
    if kind == "step":
        return {
            "recipient": RECIPIENT_STEP_TOPICS,
            "jobcentre": JOBCENTRE_STEP_TOPICS,
            "other": OTHER_BODY_TOPICS,
        }[owner]
    return GOAL_TOPICS if kind in {"goal", "interim_goal"} else ()


def leads_towards_work(kind: str, owner: str, topic: str) -> bool:
    """What the topic proposes for the mark "towards work"."""
    return any(t.towards_work for t in topics_for(kind, owner) if t.code == topic)
