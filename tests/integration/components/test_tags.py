"""The parts that pages are made of."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from roterfaden.web.components.gallery import TODAY, SampleForm, long_history, sample_events


def render(source: str, **context: object) -> str:
    with translation.override("de"):
        return Template("{% load rf %}" + source).render(Context(context))


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    html = render("{% field form.text %}", form=SampleForm({}))
    assert 'aria-describedby="id_text-hint id_text-error"' in html
    assert 'id="id_text-hint"' in html
    assert 'id="id_text-error"' in html
    assert 'aria-invalid="true"' in html


def test_an_optional_field_says_so_in_words() -> None:
    assert "(freiwillig)" in render("{% field form.words %}", form=SampleForm())
    assert "(freiwillig)" not in render("{% field form.text %}", form=SampleForm())


def test_a_day_is_a_text_field_with_its_form_as_hint() -> None:
    html = render("{% field form.due_on %}", form=SampleForm(initial={"due_on": TODAY}))
    assert "TT.MM.JJJJ" in html
    assert 'type="text"' in html
    assert 'value="24.11.2026"' in html


def test_a_group_of_choices_has_a_legend_and_labels() -> None:
    html = render("{% field form.owner %}", form=SampleForm(initial={"owner": "jobcentre"}))
    assert html.count('type="radio"') == 3
    assert html.count("<legend") == 1
    assert re.search(r'value="jobcentre"\s+checked', html)
    assert 'for="id_owner_1"' in html


def test_extra_words_become_attributes() -> None:
    html = render('{% field form.text hx_post="/speichern/" %}', form=SampleForm())
    assert 'hx-post="/speichern/"' in html


def test_what_people_typed_is_escaped() -> None:
    form = SampleForm({"text": "<script>"})
    assert "<script>" not in render("{% field form.text %}{% error_summary form %}", form=form)


def test_the_summary_links_each_error_to_its_field() -> None:
    html = render("{% error_summary form %}", form=SampleForm({"due_on": "31.2."}))
    for target in ("#id_text", "#id_due_on", "#id_topic", "#id_owner_0"):
        assert f'href="{target}"' in html
    assert "4 Angaben" in html


def test_a_form_without_errors_has_no_summary() -> None:
    class Small(forms.Form):
        name = forms.CharField()

    assert render("{% error_summary form %}", form=Small({"name": "x"})).strip() == ""


def test_a_button_that_is_off_says_why_and_cannot_send() -> None:
    html = render('{% button "Abstimmen" why="Es fehlt ein Ziel." href="/x/" %}')
    assert 'aria-disabled="true"' in html
    assert 'type="button"' in html
    assert "Es fehlt ein Ziel." in html
    assert "/x/" not in html


def test_the_pager_keeps_the_search(rf: RequestFactory) -> None:
    page = Paginator(range(60), 25).get_page(2)
    html = render(
        "{% pager page %}", page=page, request=rf.get("/faelle/", {"q": "Müller", "page": "2"})
    )
    assert "26 bis 50 von 60" in html
    assert "q=M%C3%BCller&amp;page=3" in html


def test_one_page_needs_no_pager(rf: RequestFactory) -> None:
    page = Paginator(range(3), 25).get_page(1)
    assert render("{% pager page %}", page=page, request=rf.get("/")).strip() == ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ d|day }}", "26.11.2026"),
        ("{{ d|short_day }}", "Do, 26.11."),
        ("{{ d|long_day }}", "Donnerstag, 26. November"),
        ("{{ none|day }}{{ none|short_day }}{{ none|long_day }}", ""),
        ('{{ "ar"|language_name }}', "Arabisch"),
        ('{{ "xx"|language_name }}', "xx"),
    ],
)
def test_days_and_languages_in_words(source: str, words: str) -> None:
    assert render(source, d=date(2026, 11, 26), none=None) == words


def test_the_history_is_well_formed_and_carries_no_style() -> None:
    html = render("{% thread_history events today=day %}", events=sample_events(), day=TODAY)
    assert "style=" not in html
    for picture in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        assert ET.fromstring(picture).tag == "svg"  # noqa: S314  our own output
    assert "Fassung 1: Erst Deutsch lernen" in re.sub(r"<[^>]+>", "", html)


def test_a_long_history_is_listed_as_it_is_drawn() -> None:
    html = render(
        '{% thread_history events table_url="/verlauf/" today=day %}',
        events=long_history(),
        day=TODAY,
    )
    assert "2021: 2 Ereignisse" in html
    assert html.count("<li") <= 15
    assert html.count('href="/verlauf/"') == 1


def test_a_part_that_is_the_same_for_all_follows_its_facts_and_the_language() -> None:
    tag = '{% same_for_all "components/foot_links.html" is_signed_in=known version="7" %}'
    assert "data-screen" in render(tag, known=True)
    assert "data-screen" not in render(tag, known=False)
    with translation.override("en"):
        english = Template("{% load rf %}" + tag).render(Context({"known": True}))
    assert "Hilfe" in render(tag, known=True)
    assert "Hilfe" not in english


@pytest.mark.parametrize(
    "path", ["hilfe/", "hilfe/bausteine/", "barrierefreiheit/", "datenschutz/"]
)
def test_pages_around_the_work_need_no_sign_in(client: Client, path: str) -> None:
    response = client.get(f"/{path}")
    assert response.status_code == 200
    assert b" style=" not in response.content
    assert b"onclick" not in response.content


def test_an_unknown_page_names_the_way_out(client: Client) -> None:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.text
