"""The gallery: every part of the pages in one place, for builders and for the browser tests."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.web.components.forms import GermanDateField
from roterfaden.web.components.thread import ThreadEvent

TODAY = date(2026, 11, 24)


class SampleForm(forms.Form):
    """One field of each kind."""

    text = forms.CharField(label="Schritt", help_text="Ein Satz in der Ich-Form.")
    words = forms.CharField(
        label="Was sonst noch wichtig ist", widget=forms.Textarea, required=False
    )
    due_on = GermanDateField(label="Bis wann", required=False)
    topic = forms.ChoiceField(label="Thema", choices=[("work", "Arbeit"), ("language", "Sprache")])
    owner = forms.ChoiceField(
        label="Wer tut das",
        choices=[
            ("recipient", "Frau Haddad"),
            ("jobcentre", "Jobcenter"),
            ("other", "Andere Stelle"),
        ],
        widget=forms.RadioSelect,
    )
    sought_by = forms.MultipleChoiceField(
        label="Wie haben Sie es besprochen?",
        choices=[("read", "vorgelesen"), ("print", "ausgedruckt"), ("screen", "am Bildschirm")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    towards_work = forms.BooleanField(label="Führt zur Arbeit hin", required=False)


def sample_events() -> list[ThreadEvent]:
    """The history of the example case."""
    return [
        ThreadEvent(
            date(2025, 6, 12), "version", "Erst Deutsch lernen", "Fassung 1, 12.06.2025", 1
        ),
        ThreadEvent(date(2025, 8, 28), "talk"),
        ThreadEvent(date(2025, 10, 2), "talk"),
        ThreadEvent(date(2025, 11, 4), "goal_reached", "Prüfung B1 bestanden", "04.11.2025"),
        ThreadEvent(
            date(2025, 12, 10), "version", "Einen Kita-Platz finden", "Fassung 2, 10.12.2025", 2
        ),
        ThreadEvent(date(2026, 2, 20), "talk"),
        ThreadEvent(date(2026, 4, 1), "goal_reached", "Kita-Platz gefunden", "01.04.2026"),
        ThreadEvent(
            date(2026, 5, 26), "version", "In der Pflege umsehen", "Fassung 3, 26.05.2026", 3
        ),
        ThreadEvent(date(2026, 7, 15), "talk"),
        ThreadEvent(date(2026, 9, 30), "missed"),
        ThreadEvent(TODAY, "now", "Fassung 4 machen", "bis Do, 26.11.", 4),
        ThreadEvent(date(2027, 3, 1), "ahead", "Berufssprachkurs B2", "Zwischenziel"),
        ThreadEvent(date(2027, 7, 1), "ahead", "Alltagsbegleiterin sein", "Ziel"),
    ]


def long_history() -> list[ThreadEvent]:
    """More than fits: nine versions with talks between them."""
    events = []
    for number in range(1, 10):
        year, month = 2021 + number // 2, 3 + 6 * (number % 2)
        words = "Eine Ausbildung als Fachkraft für Lagerlogistik beginnen"
        detail = f"Fassung {number}, {month:02}/{year}"
        events.append(ThreadEvent(date(year, month, 1), "version", words, detail, number))
        events.append(ThreadEvent(date(year, month, 20), "talk"))
    return [*events, ThreadEvent(TODAY, "now")]


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part once, filled and with errors."""
    initial: dict[str, Any] = {"due_on": TODAY, "owner": "recipient", "sought_by": ["read"]}
    wrong = SampleForm({"falsch-due_on": "31.2.", "falsch-towards_work": "on"}, prefix="falsch")
    return render(
        request,
        "components/pages/gallery.html",
        {
            "form": SampleForm(initial=initial),
            "wrong": wrong,
            "events": sample_events(),
            "long_events": long_history(),
            "today": TODAY,
            "page": Paginator(range(1, 241), 25).get_page(3),
        },
    )
