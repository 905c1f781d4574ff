"""The parts that pages are made of, as template tags: ``{% load rf %}``.

Every tag renders a template in ``templates/components``; the gallery at ``/hilfe/bausteine/``
shows each. Markup follows KERN-UX. Extra keyword arguments become attributes: ``hx_post=url``
is written as ``hx-post="…"``.
"""

from collections.abc import Hashable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from django import template
from django.core.paginator import Page
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from roterfaden.core import clock, spoken
from roterfaden.organisations.models import User
from roterfaden.plans.text_blocks.languages import EASY_GERMAN
from roterfaden.web.components.forms import GermanDateInput
from roterfaden.web.components.keys import groups_of
from roterfaden.web.components.navigation import url_or_nothing
from roterfaden.web.components.thread import ThreadEvent, drawn, grouped, lay_out, legend

register = template.Library()

WIDTHS = {"narrow": 816, "middle": 1040, "wide": 1280}
"""Content widths of the history pictures, in pixels; the stylesheet shows the one that fits."""
GRAVE = {"error": "danger", "debug": "info"}
"""Message levels that KERN's alerts call otherwise."""


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """The day in figures, ``26.11.2026``, in English ``26 Nov 2026``; nothing for None."""
    return spoken.day(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """The day for lists: ``Do, 26.11.``; nothing for None."""
    return spoken.short_day(value) if value else ""


@register.filter
def long_day(value: date | None) -> str:
    """The day in words: ``Freitag, 11. Dezember``; nothing for None."""
    return spoken.long_day(value) if value else ""


@register.filter(expects_localtime=True)
def day_and_month(value: date | None) -> str:
    """The day where the year is clear: ``26.11.``; nothing for None."""
    return spoken.day_and_month(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Day and time: ``26.11.2026, 10:52``; nothing for None."""
    return spoken.moment(value) if value else ""


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's language; the code itself when unknown."""
    if code == EASY_GERMAN:
        return _("Einfaches Deutsch")
    names = Locale.parse(get_language() or "de", sep="-").languages
    return str(names.get(code, code))


@register.filter
def alert_kind(tags: str) -> str:
    """KERN's alert for a message's tags: info, success, warning or danger."""
    level = tags.rsplit(" ", maxsplit=1)[-1] if tags else "info"
    return GRAVE.get(level, level)


@register.simple_tag
def icon(name: str, *, size: str = "default") -> SafeString:
    """A KERN icon, hidden from screen readers; a word must stand beside it.

    Required: ``name`` (without ``kern-icon--``). Optional: ``size`` small, default, large.
    """
    return format_html(
        '<span class="kern-icon kern-icon--{} kern-icon--{}" aria-hidden="true"></span>', name, size
    )


@register.inclusion_tag("components/button.html")
def button(label: str, *, kind: str = "secondary", **options: Any) -> dict[str, Any]:
    """A button, or a link that looks like one when ``href`` is given.

    Required: ``label``. Optional: ``kind`` primary (one a page), secondary, tertiary; ``type``
    (submit); ``href``; ``icon``; ``key`` (shown as a key cap); ``small``; ``block``; ``why``: the
    reason it is off, shown beside it; any other becomes an attribute (``name``, ``value``,
    ``form``, ``hx_post``).
    """
    shown = ("href", "icon", "key", "small", "block", "why")
    known = {name: options.pop(name, None) for name in shown}
    known["type"] = options.pop("type", "submit")
    if known["why"]:
        known |= {"href": None, "type": "button"}
        options["aria_disabled"] = "true"
    classes = ["kern-btn", f"kern-btn--{kind}"]
    classes += ["rf-btn-s"] if known["small"] else []
    classes += ["kern-btn--block"] if known["block"] else []
    attributes = _written(options)
    return {"label": label, "classes": " ".join(classes), "attributes": attributes, **known}


@register.inclusion_tag("components/alert.html")
def alert(kind: str, title: str, body: str = "") -> dict[str, str]:
    """A message in the page. Required: ``kind`` info, success, warning, danger; ``title``.

    Optional: ``body``.
    """
    return {"kind": kind, "title": title, "body": body}


@register.inclusion_tag("components/empty.html")
def empty_state(
    title: str, *, text: str = "", action: str = "", url: str = "", level: int = 2
) -> dict[str, Any]:
    """What to show where nothing is yet, and the way on.

    Required: ``title``. Optional: ``text``; ``action`` and ``url`` of one button; heading level.
    """
    return {"title": title, "text": text, "action": action, "url": url, "level": level}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Previous, next and where we are; keeps the other query parameters.

    Required: ``page`` of a Django paginator. Nothing is shown when there is one page.
    """
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """All errors of a form on top of it, each a link to its field; takes the focus.

    Required: ``form``. Optional: ``focus``. Nothing is shown when the form has no errors.
    """
    fields = [(_first_id(bound), bound.label, error) for bound in form for error in bound.errors]
    general = list(form.non_field_errors())
    count = len(fields) + len(general)
    return {"fields": fields, "general": general, "count": count, "focus": focus}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, hint: str = "", label: str = "", **options: Any) -> dict[str, Any]:
    """One form field with label, hint and errors in KERN's markup.

    Required: ``bound`` (``form.text``). Optional: ``hint`` and ``label`` (else the field's own);
    ``width`` short or day; ``inline`` (radios in one row); ``unmarked`` (no word for optional
    fields); any other becomes an attribute of the control.
    """
    is_day = isinstance(bound.field.widget, GermanDateInput)
    known = {key: options.pop(key, "") for key in ("width", "inline", "unmarked")}
    known["width"] = known["width"] or ("day" if is_day else "")
    hint = hint or str(bound.help_text)
    described = _described_by(bound, hint or is_day)
    return {
        "bound": bound,
        "kind": _kind(bound),
        "label": label or bound.label,
        "hint": hint,
        "is_day": is_day,
        "option_class": _option_class(bound),
        "described": described,
        "control": _control(bound, described, options),
        **known,
    }


@register.simple_tag(takes_context=True)
def page_keys(context: template.Context, *groups: str) -> SafeString:
    """The dialog behind ``?`` and F1 with the keys of this page; stands in the block ``keys``.

    Optional: codes of groups of :mod:`roterfaden.web.components.keys` besides ``everywhere``.
    """
    user = context.get("user")
    person = user if isinstance(user, User) else None
    needs = {key.needs for group in groups_of(groups) for key in group.keys}
    return _keys_dialog(
        get_language() or "de",
        groups,
        frozenset(name for name in needs if not name or context.get(name)),
        single_keys=person.single_keys if person else True,
        settings_url=url_or_nothing("own_account:settings") if person else "",
    )


@lru_cache(maxsize=256)
def _keys_dialog(
    language: str,
    groups: tuple[str, ...],
    needs: frozenset[str],
    *,
    single_keys: bool,
    settings_url: str,
) -> SafeString:
    """Rendered once for each kind of page: it is a long table."""
    shown = {
        "groups": [group.having(lambda key: key.needs in needs) for group in groups_of(groups)],
        "single_keys": single_keys,
        "settings_url": settings_url,
    }
    with override(language):
        return render_to_string("components/keys_dialog.html", shown)


@register.simple_tag
def same_for_all(template_name: str, **facts: Hashable) -> SafeString:
    """A part without anything of the person, rendered once for each language and these facts.

    Required: the template. Optional: what it shows, of which there are few: a flag, the menu.
    """
    return _same_for_all(template_name, get_language() or "de", **facts)


@lru_cache(maxsize=256)
def _same_for_all(template_name: str, language: str, **facts: Hashable) -> SafeString:
    with override(language):
        return render_to_string(template_name, facts)


@register.inclusion_tag("components/thread_history.html")
def thread_history(
    events: Sequence[ThreadEvent],
    *,
    table_url: str = "",
    today: date | None = None,
    name: str = "verlauf",
) -> dict[str, Any]:
    """A case's history on the thread: pictures made by the server, and a list on small screens.

    Many events are told as few: talks in a row as one, the oldest years as one each.

    Required: ``events``, oldest first, what lies ahead last. Optional: ``table_url``: where the
    same stands as a table; ``today``; ``name``: the stem of ids, for a second one on a page.
    """
    present = today or clock.today()
    shown = grouped(events)
    pictures = [(key, lay_out(shown, width=width, today=present)) for key, width in WIDTHS.items()]
    return {
        "events": shown,
        "legend": legend(shown),
        "pictures": [(key, one, drawn(one, f"{name}-{key}")) for key, one in pictures],
        "table_url": table_url,
        "name": name,
    }


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect):
        return "checkboxes" if widget.input_type == "checkbox" else "radios"
    if isinstance(widget, Select):
        return "select"
    for kind, of in (("checkbox", CheckboxInput), ("textarea", Textarea), ("file", FileInput)):
        if isinstance(widget, of):
            return kind
    return "text"


def _control(bound: BoundField, described: str, options: dict[str, Any]) -> str:
    """The bare control; radios and checkbox groups are written by the template."""
    kind = _kind(bound)
    classes = {
        "select": "kern-form-input__select",
        "checkbox": "kern-form-check__checkbox",
    }.get(kind, "kern-form-input__input")
    if bound.errors:
        classes += f" {classes}--error"
    attributes: dict[str, Any] = {"class": classes, **_dashed(options)}
    if described:
        attributes["aria-describedby"] = described
    if kind == "textarea":
        attributes.setdefault("rows", 3)
    return bound.as_widget(attrs=attributes)


def _option_class(bound: BoundField) -> str:
    """The class of each radio or checkbox of a group."""
    one = "radio" if _kind(bound) == "radios" else "checkbox"
    base = f"kern-form-check__{one}"
    return f"{base} {base}--error" if bound.errors else base


def _described_by(bound: BoundField, has_hint: object) -> str:
    ids = [f"{bound.auto_id}-hint"] if has_hint else []
    ids += [f"{bound.auto_id}-error"] if bound.errors else []
    return " ".join(ids)


def _first_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) in {"radios", "checkboxes"} else bound.auto_id


def _dashed(options: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("_", "-"): value for name, value in options.items()}


def _written(options: dict[str, Any]) -> SafeString:
    return flatatt({name: value for name, value in _dashed(options).items() if value is not None})
