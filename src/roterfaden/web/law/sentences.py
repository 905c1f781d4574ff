"""The answer of a rule in one plain sentence, to stand before everything else."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.core import spoken
from roterfaden.law.applying import Answer

Outputs = Mapping[str, Any]


def sentence(answer: Answer) -> str:
    """One sentence; for a rule that has none of its own, its first output with its name."""
    outputs = {key: value for key, _label, value, _status in answer.outputs()}
    own = _SENTENCES.get(answer.version.name)
    if own:
        return own(outputs, answer)
    _key, label, value, _status = answer.outputs()[0]
    return f"{label}: {answer.said(value)}."


def _day(day: date) -> str:
    return spoken.long_day_with_year(day)


def _childcare(found: Outputs, answer: Answer) -> str:
    if found["exempt"] and found["until"]:
        return _("Arbeit ist wegen der Erziehung nicht zumutbar, längstens bis %(day)s.") % {
            "day": _day(found["until"])
        }
    if found["care_must_be_secured"]:
        return _("Arbeit ist in der Regel zumutbar, soweit die Betreuung des Kindes gesichert ist.")
    return _("Die Erziehung allein macht Arbeit nicht mehr unzumutbar.")


def _offer(found: Outputs, answer: Answer) -> str:
    if found["due_on"] is None:
        return _("Ein Beratungsangebot schreibt das Gesetz hier nicht vor.")
    return _("Bis %(day)s soll es ein Beratungsangebot geben.") % {"day": _day(found["due_on"])}


def _first_talk(found: Outputs, answer: Answer) -> str:
    if found["must_be_in_person"]:
        return _("Ja, das erste Gespräch findet persönlich im Jobcenter statt.")
    return _("Nein, das erste Gespräch muss nicht persönlich im Jobcenter sein.")


def _follow_up(found: Outputs, answer: Answer) -> str:
    step = answer.said(found["follow_up"])
    if found["follow_up"] == "none":
        return _("Aus diesem Anlass folgt keine Pflicht.")
    if found["degree"] == "must":
        return _("Diesen Schritt muss das Jobcenter gehen: %(step)s.") % {"step": step}
    return _("Diesen Schritt kann das Jobcenter gehen: %(step)s.") % {"step": step}


def _in_person(found: Outputs, answer: Answer) -> str:
    return {
        "shall": _("Ja, die Anhörung soll persönlich sein."),
        "opportunity": _("Es soll eine Gelegenheit zur persönlichen Anhörung geben."),
        "none": _("Die Anhörung kann schriftlich sein; auf Verlangen wird sie persönlich."),
    }[found["in_person"]]


def _no_plan(found: Outputs, answer: Answer) -> str:
    step = answer.said(found["follow_up"])
    return _("Darauf folgt: %(step)s (%(norm)s).") % {"step": step, "norm": found["norm"]}


def _missed(found: Outputs, answer: Answer) -> str:
    last = found["consequences"][-1]
    said = {
        "none": _("Das letzte Versäumnis am %(day)s hat keine Folge."),
        "reduction": _(
            "Das letzte Versäumnis am %(day)s mindert den Regelbedarf um %(percent)s Prozent, "
            "einen Monat lang."
        ),
        "not-reachable": _(
            "Nach dem Versäumnis am %(day)s prüft ein Mensch, ob die Person als nicht erreichbar "
            "gilt."
        ),
    }[last.consequence]
    return said % {"day": _day(last.missed_on), "percent": last.percent}


def _not_reachable(found: Outputs, answer: Answer) -> str:
    begin = _day(found["claim_ends_on"])
    if found["healed"]:
        return _(
            "Die Meldung heilt: Am %(day)s fehlen nur %(percent)s Prozent des Regelbedarfs."
        ) % {
            "day": begin,
            "percent": found["percent"],
        }
    return _("Der Anspruch entfällt ab %(day)s.") % {"day": begin}


def _contents(found: Outputs, answer: Answer) -> str:
    must, shall = len(found["missing_must"]), len(found["missing_shall"])
    if not answer.given.get("present"):
        said = _("%(must)s Inhalte müssen in den Plan, %(shall)s sollen hinein.")
        return said % {"must": len(found["must"]), "shall": len(found["shall"])}
    if not must + shall:
        return _("Alles, was in den Plan muss oder soll, steht darin.")
    said = ngettext(
        "Im Plan fehlt noch ein Inhalt, %(must)s davon muss hinein.",
        "Im Plan fehlen noch %(count)s Inhalte, %(must)s davon müssen hinein.",
        must + shall,
    )
    return said % {"count": must + shall, "must": must}


def _update(found: Outputs, answer: Answer) -> str:
    due, remind = _day(found["due_on"]), _day(found["remind_on"])
    if due == remind:
        return _("Der Plan wird spätestens am %(due)s gemeinsam aktualisiert.") % {"due": due}
    said = _("Der Plan wird spätestens am %(due)s aktualisiert; erinnert wird am %(remind)s.")
    return said % {"due": due, "remind": remind}


def _reduction(found: Outputs, answer: Answer) -> str:
    if not found["in_time"]:
        return _("Für eine Minderung ist es zu spät.")
    if not found["percent"] or found["from"] is None:
        return _("Es wird nicht gemindert.")
    said = _("Gemindert wird um %(percent)s Prozent des Regelbedarfs, vom %(begin)s bis %(end)s.")
    begin, end = spoken.day(found["from"]), spoken.day(found["until"])
    return said % {"percent": found["percent"], "begin": begin, "end": end}


def _cap(found: Outputs, answer: Answer) -> str:
    said = _("Zusätzlich möglich sind noch %(percent)s Prozent des Regelbedarfs.")
    return said % {"percent": found["allowed"]}


def _until(key: str, said: Callable[[], str]) -> Callable[[Outputs, Answer], str]:
    """A sentence that only needs one day."""
    return lambda found, answer: said() % {"day": _day(found[key])}


_SENTENCES: Mapping[str, Callable[[Outputs, Answer], str]] = MappingProxyType(
    {
        "childcare-exempt": _childcare,
        "conciliation-end": _until(
            "ends_on", lambda: _("Das Schlichtungsverfahren endet spätestens am %(day)s.")
        ),
        "counselling-offer-due": _offer,
        "deadline-end": _until("ends_on", lambda: _("Die Frist endet am %(day)s.")),
        "determination-limit": _until(
            "latest_on", lambda: _("Eine Minderung darf nur bis %(day)s festgestellt werden.")
        ),
        "first-talk-in-person": _first_talk,
        "follow-up": _follow_up,
        "hearing-end": _until("ends_on", lambda: _("Die Person kann sich bis %(day)s äußern.")),
        "hearing-in-person": _in_person,
        "missed-appointments": _missed,
        "no-plan-comes-about": _no_plan,
        "not-reachable": _not_reachable,
        "notification": _until(
            "notified_on", lambda: _("Der Bescheid gilt am %(day)s als bekannt gegeben.")
        ),
        "objection": _until("ends_on", lambda: _("Ein Widerspruch ist bis %(day)s möglich.")),
        "plan-contents": _contents,
        "plan-update-due": _update,
        "reduction": _reduction,
        "reduction-cap": _cap,
    }
)
