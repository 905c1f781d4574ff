"""The parts of each kind of letter, in their order: when each is printed, and who may word it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core.errors import Refused
from roterfaden.delivery.kinds import KINDS, WITH_NOTICE, Kind

When = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Section:
    """One part. ``heading`` is printed, ``label`` is for those who edit.

    ``is_legal`` parts are shaped by law: only the office's wording words them, never one letter
    alone. ``rows`` are facts printed as a list instead of a text.
    """

    code: str
    label: str | Promise
    heading: str = ""
    when: When = field(default_factory=dict)
    is_framed: bool = False
    is_legal: bool = False
    rows: tuple[str, ...] = ()

    @property
    def is_subject(self) -> bool:
        """Whether it is the line above the letter."""
        return self.code.startswith("subject")


_SUBJECT = Section("subject", gettext_lazy("Betreff"), is_legal=True)
_OPENING = Section("opening", gettext_lazy("Anfang"))
_CLOSING = Section("closing", gettext_lazy("Schluss"))
_HINDRANCE = Section(
    "hindrance", gettext_lazy("Wenn etwas dagegen spricht"), "Spricht etwas dagegen?"
)
_NOTICE = Section(
    "notice",
    gettext_lazy("Rechtsfolgenbelehrung"),
    "Was geschieht, wenn Sie nichts tun",
    is_framed=True,
    is_legal=True,
)
_NOTICE_IF = Section(
    "notice",
    gettext_lazy("Rechtsfolgenbelehrung"),
    "Was geschieht, wenn Sie nichts tun",
    when=WITH_NOTICE,
    is_framed=True,
    is_legal=True,
)


def _objection(when: When) -> Section:
    return Section(
        "objection",
        gettext_lazy("Rechtsbehelfsbelehrung"),
        "Ihr Recht auf Widerspruch",
        when=when,
        is_legal=True,
    )


def _legal(code: str, label: str | Promise, heading: str = "", **more: Any) -> Section:
    return Section(code, label, heading, is_legal=True, **more)


_REDUCE: When = {"outcome": ("reduce",)}
_BEGINS_BY_LAW = ("breach", "missed_appointment", "work_refusal")
_REDUCING = (*_BEGINS_BY_LAW, "healed")

SECTIONS: Mapping[Kind, tuple[Section, ...]] = {
    Kind.INVITATION: (
        _SUBJECT,
        _OPENING,
        Section(
            "appointment",
            gettext_lazy("Termin"),
            "Ihr Termin",
            rows=("meets_on", "meets_at", "channel", "place", "interpreter", "bring"),
        ),
        Section("purpose", gettext_lazy("Worum es geht"), "Worum es geht"),
        Section("reasons", gettext_lazy("Begründung"), "Warum wir einladen", when=WITH_NOTICE),
        Section("cannot_come", gettext_lazy("Wenn jemand nicht kann"), "Sie können nicht?"),
        Section(
            "notice",
            gettext_lazy("Rechtsfolgenbelehrung"),
            "Was geschieht, wenn Sie nicht kommen",
            when=WITH_NOTICE,
            is_framed=True,
            is_legal=True,
        ),
        _objection(WITH_NOTICE),
        _CLOSING,
    ),
    Kind.JOB_PROPOSAL: (
        _SUBJECT,
        _OPENING,
        Section(
            "job",
            gettext_lazy("Stelle"),
            "Die Stelle",
            rows=("title", "employer", "apply_how", "apply_until_on"),
        ),
        Section("why", gettext_lazy("Warum sie passt"), "Warum die Stelle zu Ihnen passt"),
        Section("support", gettext_lazy("Was wir tun"), "Was wir für Sie tun"),
        _HINDRANCE,
        _NOTICE_IF,
        _CLOSING,
    ),
    Kind.ASSIGNMENT: (
        _SUBJECT,
        _OPENING,
        Section(
            "measure",
            gettext_lazy("Maßnahme"),
            "Das Angebot",
            rows=("title", "provider", "begins_on", "begins_at", "ends_on", "hours", "costs"),
        ),
        Section("content", gettext_lazy("Inhalt"), "Was Sie dort tun"),
        Section("why", gettext_lazy("Begründung"), "Warum wir das für richtig halten"),
        Section("support", gettext_lazy("Was wir tun"), "Was wir für Sie tun"),
        _HINDRANCE,
        _NOTICE_IF,
        _objection(WITH_NOTICE),
        _CLOSING,
    ),
    Kind.REQUEST: (
        _SUBJECT,
        Section(
            "opening_step",
            gettext_lazy("Anfang: Schritt nicht getan"),
            when={"entry": ("step_not_done",)},
        ),
        Section(
            "opening_no_plan",
            gettext_lazy("Anfang: kein Plan"),
            when={"entry": ("no_plan",)},
        ),
        Section(
            "duty",
            gettext_lazy("Aufforderung"),
            "Das bitten wir Sie zu tun",
            rows=("efforts", "how_often", "form_of_proof", "due_on"),
        ),
        Section("why", gettext_lazy("Begründung"), "Warum das zumutbar ist"),
        _HINDRANCE,
        _NOTICE,
        _CLOSING,
    ),
    Kind.OBLIGATION: (
        _SUBJECT,
        _legal("ruling", gettext_lazy("Verpflichtung")),
        Section(
            "duty",
            gettext_lazy("Pflicht"),
            "Das müssen Sie tun",
            rows=("efforts", "how_often", "form_of_proof", "due_on"),
        ),
        Section(
            "reasons_missed_talk",
            gettext_lazy("Begründung: Gespräch versäumt"),
            "Warum wir so entscheiden",
            when={"entry": ("missed_talk",)},
        ),
        Section(
            "reasons_step",
            gettext_lazy("Begründung: Schritt nicht getan"),
            "Warum wir so entscheiden",
            when={"entry": ("step_not_done",)},
        ),
        Section(
            "reasons_no_plan",
            gettext_lazy("Begründung: kein Plan"),
            "Warum wir so entscheiden",
            when={"entry": ("no_plan",)},
        ),
        Section("support", gettext_lazy("Was wir tun"), "Was wir für Sie tun"),
        _HINDRANCE,
        Section(
            "notice",
            gettext_lazy("Rechtsfolgenbelehrung: Eigenbemühungen"),
            "Was geschieht, wenn Sie das nicht tun",
            when={"content": ("efforts",)},
            is_framed=True,
            is_legal=True,
        ),
        Section(
            "notice_work",
            gettext_lazy("Rechtsfolgenbelehrung: Arbeit"),
            "Was geschieht, wenn Sie das nicht tun",
            when={"content": ("work",)},
            is_framed=True,
            is_legal=True,
        ),
        Section(
            "notice_measure",
            gettext_lazy("Rechtsfolgenbelehrung: Maßnahme"),
            "Was geschieht, wenn Sie das nicht tun",
            when={"content": ("measure",)},
            is_framed=True,
            is_legal=True,
        ),
        _objection({}),
        _CLOSING,
    ),
    Kind.HEARING: (
        _SUBJECT,
        _OPENING,
        Section("what_happened", gettext_lazy("Sachverhalt"), "Was wir wissen"),
        Section("questions", gettext_lazy("Fragen"), "Was wir von Ihnen wissen möchten"),
        *(
            _legal(f"considered_{code}", label, "Was wir prüfen", when={"consequence": (code,)})
            for code, label in (
                ("breach", gettext_lazy("Was wir prüfen: Pflichtverletzung")),
                ("missed_appointment", gettext_lazy("Was wir prüfen: versäumte Termine")),
                ("work_refusal", gettext_lazy("Was wir prüfen: verweigerte Arbeit")),
                ("not_reachable", gettext_lazy("Was wir prüfen: nicht erreichbar")),
                ("healed", gettext_lazy("Was wir prüfen: nach persönlicher Meldung")),
            )
        ),
        Section("answer", gettext_lazy("Antworten"), "So können Sie antworten"),
        Section(
            "in_person",
            gettext_lazy("Persönliches Gespräch"),
            "Gespräch",
            when={"in_person": ("offered",)},
        ),
        _CLOSING,
    ),
    Kind.DECISION: (
        _legal(
            "subject",
            gettext_lazy("Betreff: Minderung"),
            when={**_REDUCE, "consequence": _REDUCING},
        ),
        _legal(
            "subject_not_reachable",
            gettext_lazy("Betreff: nicht erreichbar"),
            when={**_REDUCE, "consequence": ("not_reachable",)},
        ),
        _legal(
            "subject_none",
            gettext_lazy("Betreff: keine Minderung"),
            when={"outcome": ("none",)},
        ),
        _OPENING,
        Section(
            "ruling_none",
            gettext_lazy("Entscheidung: keine Minderung"),
            "Unsere Entscheidung",
            when={"outcome": ("none",)},
            is_framed=True,
            is_legal=True,
        ),
        *(
            Section(
                f"ruling_{code}",
                label,
                "Unsere Entscheidung",
                when={**_REDUCE, "consequence": (code,)},
                is_framed=True,
                is_legal=True,
            )
            for code, label in (
                ("breach", gettext_lazy("Entscheidung: Pflichtverletzung")),
                ("missed_appointment", gettext_lazy("Entscheidung: versäumte Termine")),
                ("work_refusal", gettext_lazy("Entscheidung: verweigerte Arbeit")),
                ("not_reachable", gettext_lazy("Entscheidung: nicht erreichbar")),
                ("healed", gettext_lazy("Entscheidung: nach persönlicher Meldung")),
            )
        ),
        Section(
            "stays",
            gettext_lazy("Was bleibt"),
            "Was Ihnen bleibt",
            when={**_REDUCE, "consequence": _REDUCING},
            is_legal=True,
        ),
        Section(
            "ends_early",
            gettext_lazy("Wie es früher endet"),
            "So endet es früher",
            when={**_REDUCE, "consequence": ("breach",)},
            is_legal=True,
        ),
        Section(
            "ends_early_work",
            gettext_lazy("Wie es früher endet: Arbeit"),
            "So endet es früher",
            when={**_REDUCE, "consequence": ("work_refusal",)},
            is_legal=True,
        ),
        Section(
            "ends_early_reachable",
            gettext_lazy("Wie es früher endet: nicht erreichbar"),
            "So endet es früher",
            when={**_REDUCE, "consequence": ("not_reachable",)},
            is_legal=True,
        ),
        Section("reasons", gettext_lazy("Begründung"), "Warum wir so entscheiden"),
        Section(
            "law",
            gettext_lazy("Rechtliche Begründung"),
            when={**_REDUCE, "consequence": _BEGINS_BY_LAW},
            is_legal=True,
        ),
        Section(
            "counselling",
            gettext_lazy("Beratung unter 25"),
            "Wir beraten Sie",
            when={**_REDUCE, "under_25": (True,)},
        ),
        _objection(_REDUCE),
        _CLOSING,
    ),
    Kind.LIFTING: (
        _SUBJECT,
        _OPENING,
        Section(
            "ruling",
            gettext_lazy("Entscheidung"),
            "Unsere Entscheidung",
            is_framed=True,
            is_legal=True,
        ),
        Section("reasons", gettext_lazy("Begründung"), "Warum wir so entscheiden"),
        *(
            _legal(f"law_{code}", label, when={"ground": grounds})
            for code, label, grounds in (
                (
                    "complied",
                    gettext_lazy("Rechtliche Begründung: Pflicht erfüllt"),
                    ("fulfilled", "willing"),
                ),
                (
                    "job_gone",
                    gettext_lazy("Rechtliche Begründung: Arbeit nicht mehr möglich"),
                    ("job_gone",),
                ),
                (
                    "reported",
                    gettext_lazy("Rechtliche Begründung: persönlich gemeldet"),
                    ("reported",),
                ),
                (
                    "mistaken",
                    gettext_lazy("Rechtliche Begründung: Bescheid nicht richtig"),
                    ("mistaken",),
                ),
            )
        ),
        _objection({}),
        _CLOSING,
    ),
}


def own_words_allowed(kind: Kind) -> Iterable[Section]:
    """The parts that a counsellor may put in own words."""
    return [one for one in SECTIONS[kind] if not one.is_legal and not one.rows]


def check_words(kind: Kind, words: Mapping[str, str]) -> None:
    """Raise :class:`Refused` for words in a part that the law shapes or that does not exist."""
    allowed = {one.code for one in own_words_allowed(kind)}
    if wrong := sorted(
        name for name, text in words.items() if text.strip() and name not in allowed
    ):
        label = next((s.label for s in SECTIONS[kind] if s.code == wrong[0]), wrong[0])
        raise Refused(
            _(
                "„%(section)s“ gibt der Text Ihres Jobcenters vor (%(kind)s). Andere Teile können "
                "Sie umformulieren."
            )
            % {"section": label, "kind": KINDS[kind].name}
        )
