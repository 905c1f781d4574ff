"""Every hint there is: its code, what it looks at, why it is given and where the reason stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    """The codes, in the order in which hints of one place are given."""

    SENSITIVE = "sensitive"
    NO_DATE = "no_date"
    FILLER = "filler"
    ROUTINE_PROMISE = "routine_promise"
    STANDING_RULE = "standing_rule"
    HARD_TO_READ = "hard_to_read"
    NO_PROMISE = "no_promise"
    ONLY_ROUTINE = "only_routine"
    ONLY_STANDING_RULES = "only_standing_rules"
    ONLY_GENERAL = "only_general"
    GOAL_WITHOUT_STEP = "goal_without_step"
    OVER_ONE_PAGE = "over_one_page"
    LAW_CONTENTS = "law_contents"


@dataclass(frozen=True)
class Description:
    """A kind of hint: its name for people, whether it hangs on an entry, a rubric or the plan.

    ``act`` is one way to act; ``source`` says where the reason for the hint comes from (sections
    are those of IAB-Forschungsbericht 2/2026).
    """

    name: str | Promise
    scope: Literal["entry", "rubric", "plan"]
    act: str | Promise
    source: str


CATALOGUE: dict[Code, Description] = {
    Code.SENSITIVE: Description(
        _("Gehört eher in den Vermerk"),
        "entry",
        _(
            "Schreiben Sie hier nur, was zu tun ist, und das Übrige in einen Vermerk. "
            "Den Plan können auch andere lesen."
        ),
        "sections 3.1 and 5.4; § 35 SGB I, § 67a SGB X",
    ),
    Code.NO_DATE: Description(
        _("Ohne Termin"),
        "entry",
        _("Tragen Sie einen Tag oder einen Rhythmus ein."),
        "sections 3.2 and 4.2",
    ),
    Code.FILLER: Description(
        _("Allgemein gehalten"),
        "entry",
        _("Fragen Sie: Was genau, wo, wie oft? Schreiben Sie die Antwort auf."),
        "sections 3.1, 3.2 and 3.5",
    ),
    Code.ROUTINE_PROMISE: Description(
        _("Das macht das Jobcenter ohnehin"),
        "entry",
        _("Schreiben Sie, was für diese Person dazukommt: was, wie viel, bis wann."),
        "section 3.3",
    ),
    Code.STANDING_RULE: Description(
        _("Gilt immer"),
        "entry",
        _("Lassen Sie die Regel weg: Sie steht im Merkblatt, das mit dem Plan kommt."),
        "sections 3.2 and 3.4",
    ),
    Code.HARD_TO_READ: Description(
        _("Schwer zu lesen"),
        "entry",
        _("Schreiben Sie kurze Sätze mit „Ich“ oder „Mein Jobcenter“ und einem Tunwort."),
        "section 4.1; Amstad 1978, Bamberger und Vanecek 1984",
    ),
    Code.NO_PROMISE: Description(
        _("Das Jobcenter sagt nichts zu"),
        "rubric",
        _("Fragen Sie: Womit hilft das Jobcenter bei den nächsten Schritten? Tragen Sie es ein."),
        "section 3.3, Tabelle 5: 28 von 100 Plänen",
    ),
    Code.ONLY_ROUTINE: Description(
        _("Nur, was das Jobcenter ohnehin macht"),
        "rubric",
        _("Tragen Sie eine Zusage ein, die nur für diese Person gilt, mit einem Tag."),
        "section 3.3",
    ),
    Code.ONLY_STANDING_RULES: Description(
        _("Nur allgemeine Regeln"),
        "rubric",
        _("Vereinbaren Sie einen Schritt zum Ziel, auch einen kleinen."),
        "section 3.2, Tabelle 4: 9 von 100 Plänen",
    ),
    Code.ONLY_GENERAL: Description(
        _("Der ganze Plan ist allgemein gehalten"),
        "plan",
        _(
            "Schreiben Sie einen Eintrag so, dass er nur zu dieser Person passt. Oder halten Sie "
            "fest, warum jetzt kein Plan sinnvoll ist."
        ),
        "sections 3.2, 3.5 and 4.3",
    ),
    Code.GOAL_WITHOUT_STEP: Description(
        _("Ziel ohne Schritt"),
        "rubric",
        _("Fragen Sie: Was ist das Erste, das jemand dafür tut? Tragen Sie diesen Schritt ein."),
        "section 3.2: 13 von 100 Plänen ohne Schritt der Leistungsberechtigten",
    ),
    Code.OVER_ONE_PAGE: Description(
        _("Länger als eine Seite"),
        "plan",
        _("Streichen Sie, was schon erledigt ist oder bis zum nächsten Mal warten kann."),
        "section 4.1",
    ),
    Code.LAW_CONTENTS: Description(
        _("Das Gesetz nennt diesen Inhalt"),
        "rubric",
        _("Ergänzen Sie den Inhalt. Wo das Gesetz „soll“ sagt, darf er aus gutem Grund fehlen."),
        "§ 15 Abs. 2 SGB II in der Fassung des Tages",
    ),
}
