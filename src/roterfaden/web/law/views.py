"""The law of a day, and its rules applied: read by anybody, kept by nobody."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.core import clock
from roterfaden.law.applying import apply_texts, inputs_of
from roterfaden.law.by_date import changes, differences, law_on
from roterfaden.law.errors import LawError, UnknownRule, WrongInputs
from roterfaden.law.inputs import Input
from roterfaden.law.registry import rules
from roterfaden.law.validity import ONE_DAY
from roterfaden.organisations.models import StaffMember
from roterfaden.web.components.safety import for_everybody
from roterfaden.web.law import day as of_day
from roterfaden.web.law.answering import WIDTHS, Shown, shown
from roterfaden.web.law.drawing import drawn_regimes
from roterfaden.web.law.examples import OPENING, example_url
from roterfaden.web.law.forms import (
    MUNICIPALITIES,
    ByDateForm,
    RuleForm,
    defaults,
    texts_in,
)
from roterfaden.web.law.groups import shelves
from roterfaden.web.law.regime_line import lay_out_regimes

REGIMES = "rechtsstaende"
KEPT = 300
"""Seconds for which caches keep a page that holds nothing of a person."""


@require_safe
@login_not_required
def by_date(request: HttpRequest) -> HttpResponse:
    """Rules, values and sources of a day; with a second day what differs between them."""
    today = clock.today()
    form = ByDateForm(_with_day(request, today))
    valid = form.is_valid()
    asked = form.cleaned_data
    chosen = asked.get("tag") or today
    context = {
        "form": form,
        "chosen": chosen,
        "day_before": chosen - ONE_DAY if chosen > date.min else None,
        "search": asked.get("suche", ""),
        "change_days": of_day.change_days(),
        "pictures": _regimes(chosen),
        "name": REGIMES,
        **_law(chosen, asked.get("vergleich") if valid else None, asked.get("suche", "")),
    }
    return _open(request, render(request, "law/by_date.html", context))


@require_safe
@login_not_required
def rules_page(request: HttpRequest) -> HttpResponse:
    """All rules in groups, and examples to begin with."""
    examples = [(words, example_url(name)) for name, words in OPENING]
    page = render(request, "law/rules.html", {"shelves": shelves(), "examples": examples})
    return _open(request, page)


@require_safe
@login_not_required
def rule_page(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: its form, and the answer as soon as the address holds what it asks for."""
    try:
        declared = inputs_of(name)
    except UnknownRule as error:
        raise Http404(error.message) from error
    is_asked = texts_in(request.GET, declared)
    form = _form(request, name, declared, is_asked=is_asked)
    context = {
        "rule": rules().versions(name)[-1],
        "versions": rules().versions(name),
        "municipalities": MUNICIPALITIES,
        "form": form,
        "example": example_url(name),
        "answer": _answer(form) if is_asked else None,
    }
    page = render(request, "law/rule.html", context)
    return page if is_asked else _open(request, page)


def _open(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """The page as caches may keep it; never what somebody typed into a form about a person."""
    return page if request.user.is_authenticated else for_everybody(page, seconds=KEPT)


def _with_day(request: HttpRequest, today: date) -> dict[str, str]:
    """What the address says; without a day it is today."""
    asked = {name: request.GET.get(name, "") for name in ByDateForm.base_fields}
    return asked | {"tag": asked["tag"] or f"{today:%d.%m.%Y}"}


def _law(chosen: date, other: date | None, search: str) -> dict[str, Any]:
    """The law of the day, or what differs from the other day, whichever came first."""
    law = law_on(chosen)
    if other is not None:
        between = differences(other, chosen)
        return {"law": law, "between": between, "changed": of_day.changed(between, search)}
    return {
        "law": law,
        "between": None,
        "rules": of_day.found_rules(law, search),
        "values": of_day.found_values(law, search),
        "sources": of_day.sources(law, search),
    }


def _regimes(chosen: date) -> list[tuple[str, Any, str]]:
    laid = [(key, lay_out_regimes(changes(), chosen, width=wide)) for key, wide in WIDTHS.items()]
    return [(key, one, drawn_regimes(one, f"{REGIMES}-{key}")) for key, one in laid]


def _form(
    request: HttpRequest, name: str, declared: tuple[Input, ...], *, is_asked: bool
) -> RuleForm:
    if is_asked:
        return RuleForm(name, declared, data=request.GET)
    return RuleForm(name, declared, initial=defaults(declared, **_place(request)))


def _place(request: HttpRequest) -> dict[str, str]:
    """Where the office of the person lies; nothing for people who are not signed in."""
    staff: StaffMember | None = getattr(request, "staff", None)
    if staff is None:
        return {}
    return {"land": staff.jobcentre.land, "municipality": staff.jobcentre.municipality}


def _answer(form: RuleForm) -> Shown | None:
    """The answer; None after telling the form what is wrong."""
    try:
        return shown(apply_texts(form.rule, form.texts()))
    except WrongInputs as error:
        form.refuse(error, error.errors)
    except LawError as error:
        form.refuse(error)
    return None
