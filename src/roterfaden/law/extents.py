"""What the law of a day provides for a breach, a missed appointment, or refused work."""

from datetime import date

from roterfaden.law.errors import NoRuleInForce, NoValueInForce, german
from roterfaden.law.parameters import parameter
from roterfaden.law.reductions import Extent
from roterfaden.law.regimes import GRUNDSICHERUNGSGELD, regime_on
from roterfaden.law.results import Status

NEW_LAW_FROM = GRUNDSICHERUNGSGELD.validity.starts_on


def breach(breach_on: date, earlier: int) -> Extent:
    """10, 20, then 30 percent for 1, 2, then 3 months; since 1 July 2026 always 30 and 3."""
    percent = parameter("breach_percent").on(breach_on)
    months = parameter("breach_months").on(breach_on)
    level = percent.step(earlier)
    if breach_on < NEW_LAW_FROM:
        which = ("die erste", "die zweite")[earlier] if earlier < 2 else "eine weitere"
        reasons: tuple[str, ...] = (
            (
                f"Es ist {which} Pflichtverletzung: Die Minderung beträgt {level} Prozent des "
                f"Regelbedarfs ({percent.norm})."
            ),
            (
                "Eine frühere zählt nur, wenn ihre Minderung schon festgestellt war und ihr "
                "Zeitraum vor höchstens einem Jahr begann (§ 31a Abs. 1 Satz 4 und 5 SGB II)."
            ),
        )
    else:
        reasons = (
            (
                f"Bei jeder Pflichtverletzung beträgt die Minderung {level} Prozent des "
                f"Regelbedarfs ({percent.norm}). Frühere Minderungen ändern das nicht."
            ),
            (
                "Wurde noch vor dem 01.07.2026 über die Rechtsfolgen belehrt, gilt § 31 Abs. 1 "
                "Satz 1 Nr. 1 SGB II in der alten Fassung (§ 65a Abs. 3 SGB II). Ob die Belehrung "
                "dann diese Minderung trägt, prüft ein Mensch."
            ),
        )
    return Extent(
        percent=level,
        months=months.step(earlier),
        status=Status.TEXT,
        reasons=reasons,
        references=(percent.reference, months.reference),
        lifted_on_compliance=parameter("least_months").on(breach_on).number,
    )


def missed_appointment(breach_on: date, earlier: int) -> Extent:
    """10 percent for a month each; since 1 July 2026 nothing for the first, then 30 percent."""
    percent = parameter("missed_percent").on(breach_on)
    months = parameter("missed_months").on(breach_on)
    level = percent.step(earlier)
    if breach_on < NEW_LAW_FROM:
        status = Status.TEXT
        reasons: tuple[str, ...] = (
            (
                f"Jeder versäumte Termin mindert für sich: {level} Prozent des Regelbedarfs "
                f"({percent.norm})."
            ),
        )
    else:
        status = Status.CONFIGURABLE
        amount = f"beträgt {level} Prozent des Regelbedarfs" if level else "entfällt deshalb"
        reasons = (
            (
                f"Gemindert wird erst, wenn Termine wiederholt versäumt werden. Frühere "
                f"Versäumnisse: {earlier}. Die Minderung {amount} ({percent.norm})."
            ),
            (
                "Wie weit zurück ein früheres Versäumnis zählt, sagt das Gesetz nicht. Ein Mensch "
                "entscheidet, welche zählen."
            ),
        )
    return Extent(
        percent=level,
        months=months.step(earlier),
        status=status,
        reasons=reasons,
        references=(percent.reference, months.reference),
    )


def work_refusal(breach_on: date, earlier: int) -> Extent:
    """The whole standard need, two months at most; the law knew that in two spans of days only.

    Raises:
        NoRuleInForce: on that day the law knew no such consequence.
    """
    try:
        percent = parameter("work_refusal_percent").on(breach_on)
    except NoValueInForce as error:
        raise _no_withdrawal(breach_on) from error
    months = parameter("work_refusal_months").on(breach_on)
    needed = parameter("work_refusal_earlier").on(breach_on)
    if earlier < needed.number:
        return _only_a_breach(breach_on, earlier)
    reasons = (
        (
            "Wer eine zumutbare Arbeit willentlich nicht aufnimmt, die tatsächlich und unmittelbar "
            f"möglich ist, verliert den ganzen Regelbedarf ({percent.norm})."
        ),
        "Voraussetzung ist hier, dass schon innerhalb des letzten Jahres gemindert wurde."
        if needed.number
        else "Eine frühere Minderung ist dafür nicht nötig.",
        (
            "Unterkunft und Heizung sollen dann direkt an den Vermieter gezahlt werden "
            "(§ 31a Abs. 7 Satz 3 SGB II)."
        ),
    )
    return Extent(
        percent=percent.number,
        months=months.number,
        status=percent.status,
        reasons=(*reasons, *_second_hand(percent.status)),
        references=(percent.reference, months.reference),
        lifted_on_compliance=parameter("least_months").on(breach_on).number,
        lifted_when_job_gone=parameter("work_refusal_least_months").on(breach_on).number,
    )


def _second_hand(status: Status) -> tuple[str, ...]:
    if status is Status.TEXT:
        return ()
    return ("Von wann bis wann diese Fassung galt, ist nur aus zweiter Hand belegt.",)


def _only_a_breach(breach_on: date, earlier: int) -> Extent:
    ordinary = breach(breach_on, earlier)
    why = (
        "Der Regelbedarf entfiel nach § 31a Abs. 7 SGB II damals nur, wenn innerhalb des letzten "
        "Jahres schon gemindert wurde. Ohne frühere Minderung bleibt es bei der gewöhnlichen "
        "Pflichtverletzung (§ 31 Abs. 1 Satz 1 Nr. 2 SGB II)."
    )
    return Extent(
        percent=ordinary.percent,
        months=ordinary.months,
        status=Status.SECONDARY,
        reasons=(why, *ordinary.reasons),
        references=ordinary.references,
        lifted_on_compliance=ordinary.lifted_on_compliance,
    )


def _no_withdrawal(breach_on: date) -> NoRuleInForce:
    regime_on(breach_on)
    return NoRuleInForce(
        f"Am {german(breach_on)} gab es keine Regel, nach der bei verweigerter Arbeit der ganze "
        "Regelbedarf entfällt (§ 31a Abs. 7 SGB II). Sie galt vom 28.03.2024 bis 27.03.2026 und "
        "gilt wieder ab 23.04.2026 (Tage aus zweiter Hand).",
        "An diesem Tag war es eine gewöhnliche Pflichtverletzung (§ 31 Abs. 1 Satz 1 Nr. 2 "
        "SGB II): Rechnen Sie mit kind=breach.",
    )
