"""What the counsellor reads of the cards that a recipient tapped."""

from django.utils.translation import gettext_lazy as _

from roterfaden.plans.topics import GOAL_TOPICS

INTERESTS = {
    "question_year": _("Wo möchte ich in einem Jahr sein?"),
    "question_strengths": _("Was kann ich gut?"),
    "question_obstacles": _("Was steht mir gerade im Weg?"),
    "question_everyday": _("Was muss in meinem Alltag möglich bleiben?"),
    "question_support": _("Was soll das Jobcenter für mich tun?"),
    **{f"topic_{topic.code}": topic.name for topic in GOAL_TOPICS},
}
