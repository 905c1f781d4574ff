"""The facts of each kind of letter, in the order in which they are asked."""

from django.utils.translation import gettext_lazy as _

from roterfaden.delivery.facts import Fact, Form

_NOTICE = Fact("with_notice", _("Mit Rechtsfolgenbelehrung"), Form.YES_NO, is_required=False)
_EARLIER = Fact(
    "earlier", _("Frühere festgestellte Minderungen, die zählen"), Form.WHOLE, is_required=False
)
_NEED = Fact("standard_need", _("Regelbedarf im Monat, Euro"), Form.MONEY, is_required=False)
_FOR_NOTICE = (_NOTICE, _EARLIER, _NEED)

INVITATION = (
    Fact("purpose", _("Worum es geht"), Form.WORDS),
    Fact("meets_on", _("Tag"), Form.DAY),
    Fact("meets_at", _("Uhrzeit"), Form.TIME),
    Fact(
        "channel",
        _("Weg"),
        Form.CHOICE,
        choices={
            "in_person": _("im Jobcenter"),
            "video": _("per Video"),
            "phone": _("am Telefon"),
        },
    ),
    Fact("place", _("Ort oder Raum"), is_required=False),
    Fact("bring", _("Mitbringen"), Form.WORDS, is_required=False),
    Fact("interpreter", _("Dolmetschen"), is_required=False),
    Fact("is_first", _("Erstes Gespräch"), Form.YES_NO, is_required=False),
    *_FOR_NOTICE,
)

JOB_PROPOSAL = (
    Fact("title", _("Stelle")),
    Fact("employer", _("Arbeitgeber und Anschrift"), Form.WORDS),
    Fact("apply_how", _("Wie bewerben"), Form.WORDS),
    Fact("apply_until_on", _("Bewerben bis"), Form.DAY),
    Fact("why_fitting", _("Warum die Stelle passt"), Form.WORDS),
    *_FOR_NOTICE,
)

ASSIGNMENT = (
    Fact("title", _("Maßnahme oder Kurs")),
    Fact("provider", _("Träger und Anschrift"), Form.WORDS),
    Fact("begins_on", _("Beginn"), Form.DAY),
    Fact("ends_on", _("Ende"), Form.DAY, is_required=False),
    Fact("begins_at", _("Uhrzeit am ersten Tag"), Form.TIME),
    Fact("hours", _("Wann und wie oft"), Form.WORDS),
    Fact("content", _("Was dort geschieht"), Form.WORDS),
    Fact("costs", _("Welche Kosten das Jobcenter trägt"), Form.WORDS, is_required=False),
    Fact("why_fitting", _("Warum sie passt"), Form.WORDS),
    *_FOR_NOTICE,
)

_PLAN_DAY = Fact(
    "plan_agreed_on",
    _("Tag des Kooperationsplans"),
    Form.DAY,
    when={"entry": ("step_not_done",)},
)
_PLAN_STEP = Fact("plan_step", _("Schritt im Plan"), Form.WORDS, when={"entry": ("step_not_done",)})
_REASON_NOT_ACCEPTED = Fact(
    "what_was_said", _("Was dazu gesagt wurde"), Form.WORDS, is_required=False
)

REQUEST = (
    Fact(
        "entry",
        _("Anlass"),
        Form.CHOICE,
        choices={
            "step_not_done": _("Schritt aus dem Plan nicht getan"),
            "no_plan": _("Ein Plan kommt nicht zustande"),
        },
    ),
    _PLAN_DAY,
    _PLAN_STEP,
    Fact("efforts", _("Was genau"), Form.WORDS),
    Fact("how_often", _("Wie oft")),
    Fact("form_of_proof", _("Form des Nachweises")),
    Fact("due_on", _("Nachweis bis"), Form.DAY),
    Fact("reasonable_because", _("Warum das zumutbar ist"), Form.WORDS),
    _REASON_NOT_ACCEPTED,
    _EARLIER,
    _NEED,
)

_EFFORTS = {"content": ("efforts",)}

OBLIGATION = (
    Fact(
        "entry",
        _("Anlass"),
        Form.CHOICE,
        choices={
            "missed_talk": _("Gespräch versäumt"),
            "step_not_done": _("Schritt aus dem Plan nicht getan"),
            "no_plan": _("Ein Plan kommt nicht zustande"),
        },
    ),
    Fact(
        "content",
        _("Verpflichtung zu"),
        Form.CHOICE,
        choices={
            "efforts": _("Eigenbemühungen"),
            "work": _("Arbeit oder Ausbildung"),
            "measure": _("Maßnahme oder Sprachkurs"),
        },
    ),
    _PLAN_DAY,
    _PLAN_STEP,
    Fact("missed_on", _("Versäumtes Gespräch am"), Form.DAY, when={"entry": ("missed_talk",)}),
    Fact("efforts", _("Was genau"), Form.WORDS),
    Fact("how_often", _("Wie oft"), when=_EFFORTS),
    Fact("form_of_proof", _("Form des Nachweises")),
    Fact("due_on", _("Frist"), Form.DAY),
    Fact("reasonable_because", _("Warum das zumutbar ist"), Form.WORDS),
    Fact(
        "discretion",
        _("Warum wir diesen Weg wählen (Ermessen)"),
        Form.WORDS,
        when={"entry": ("missed_talk",)},
    ),
    _REASON_NOT_ACCEPTED,
    _NEED,
)

CONSEQUENCES = {
    "breach": _("Minderung wegen Pflichtverletzung"),
    "missed_appointment": _("Minderung wegen versäumter Termine"),
    "work_refusal": _("Wegfall des Regelbedarfs wegen verweigerter Arbeit"),
    "not_reachable": _("Entfall des Anspruchs, weil nicht erreichbar"),
    "healed": _("Minderung nach persönlicher Meldung"),
}
ONLY_NEW_LAW = ("not_reachable", "healed")
_REDUCING = ("breach", "missed_appointment", "work_refusal", "healed")
_CONSEQUENCE = Fact("consequence", _("Worum es geht"), Form.CHOICE, choices=CONSEQUENCES)
_WHAT_HAPPENED = Fact("what_happened", _("Was geschehen ist"), Form.WORDS)
_HAPPENED = Fact("happened_on", _("Tag"), Form.DAY)
_MISSED = Fact(
    "missed_on",
    _("Versäumte Termine"),
    Form.DAYS,
    when={"consequence": ("missed_appointment", "not_reachable", "healed")},
)
_NOTICE_GIVEN = Fact("notice_posted_on", _("Belehrung abgesendet am"), Form.DAY, is_required=False)

HEARING = (
    _CONSEQUENCE,
    _WHAT_HAPPENED,
    _HAPPENED,
    _MISSED,
    _NOTICE_GIVEN,
    Fact("percent", _("Minderung in Prozent"), Form.WHOLE, when={"consequence": _REDUCING}),
    Fact("months", _("Monate"), Form.WHOLE, when={"consequence": _REDUCING}),
    Fact("monthly_amount", _("Weniger im Monat, Euro"), Form.MONEY, is_required=False),
    _NEED,
    Fact("answer_until_on", _("Antwort bis"), Form.DAY),
    Fact(
        "in_person",
        _("Persönliches Gespräch"),
        Form.CHOICE,
        choices={
            "on_request": _("auf Wunsch"),
            "offered": _("Termin angeboten"),
        },
    ),
    Fact("in_person_on", _("Tag des Gesprächs"), Form.DAY, when={"in_person": ("offered",)}),
    Fact("in_person_at", _("Uhrzeit"), Form.TIME, when={"in_person": ("offered",)}),
    Fact("place", _("Ort oder Raum"), is_required=False),
)

_REDUCE = {"outcome": ("reduce",)}
_REDUCED = {**_REDUCE, "consequence": _REDUCING}

DECISION = (
    Fact(
        "outcome",
        _("Ergebnis"),
        Form.CHOICE,
        choices={"reduce": _("Minderung oder Entfall"), "none": _("keine Minderung")},
    ),
    _CONSEQUENCE,
    _WHAT_HAPPENED,
    _HAPPENED,
    _MISSED,
    _NOTICE_GIVEN,
    Fact("heard_on", _("Anhörung abgesendet am"), Form.DAY),
    Fact("answer", _("Antwort auf die Anhörung"), Form.WORDS, is_required=False),
    Fact("good_cause_considered", _("Wichtiger Grund geprüft"), Form.WORDS),
    Fact("hardship_considered", _("Außergewöhnliche Härte geprüft"), Form.WORDS),
    Fact("percent", _("Minderung in Prozent"), Form.WHOLE, when=_REDUCED),
    Fact("months", _("Monate"), Form.WHOLE, when=_REDUCED),
    Fact("begins_on", _("Erster Tag"), Form.DAY, when=_REDUCE),
    Fact("ends_on", _("Letzter Tag"), Form.DAY, when=_REDUCED),
    Fact(
        "monthly_amount",
        _("Weniger im Monat, Euro"),
        Form.MONEY,
        is_required=False,
        when=_REDUCED,
    ),
    _NEED,
    Fact("under_25", _("Unter 25 Jahre"), Form.YES_NO, is_required=False),
)

LIFTING = (
    Fact("decision_on", _("Bescheid vom"), Form.DAY),
    Fact(
        "ground",
        _("Grund"),
        Form.CHOICE,
        choices={
            "fulfilled": _("Pflicht erfüllt"),
            "willing": _("ernsthaft und nachhaltig bereit"),
            "job_gone": _("Arbeit nicht mehr möglich"),
            "reported": _("persönlich gemeldet"),
            "mistaken": _("Bescheid war nicht richtig"),
        },
    ),
    Fact(
        "complied_on",
        _("Tag, von dem an es gilt"),
        Form.DAY,
        when={"ground": ("fulfilled", "willing", "job_gone", "reported")},
    ),
    Fact("what_happened", _("Was geschehen ist"), Form.WORDS),
    Fact("paid_from_on", _("Wieder voll ab"), Form.DAY),
    Fact("monthly_amount", _("Mehr im Monat, Euro"), Form.MONEY, is_required=False),
)
