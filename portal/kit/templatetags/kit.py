"""Filters and tags every template may use: loaded as a builtin, so no `{% load %}` is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.kit import formats
from portal.kit.translated import Words
from portal.kit.typography import bound

register = template.Library()

SPRITE = "kezdesu/icons.svg"


# -- dates and numbers ---------------------------------------------------------------------------------------------
def _filter(write: Callable[..., str]) -> None:
    """Register a writer of `portal.kit.formats`; nothing in gives nothing out."""

    def printed(value: Any) -> str:
        return "" if value is None or value == "" else write(value)

    register.filter(write.__name__, printed)


for _write in (
    formats.day,
    formats.day_weekday,
    formats.day_short,
    formats.day_month,
    formats.day_digits,
    formats.month_year,
    formats.month_name,
    formats.month_of_day,
    formats.weekday,
    formats.weekday_short,
    formats.clock_time,
    formats.instant,
    formats.iso,
    formats.number,
    formats.period_name,
):
    _filter(_write)


@register.simple_tag
def day_range(first: date, last: date) -> str:
    """`{% day_range week.start week.last_day %}`: "8–14 наурыз"."""
    return formats.day_range(first, last)


@register.simple_tag
def moment(value: date | datetime | time, style: str = "day") -> SafeString:
    """`{% moment meeting.on "day_weekday" %}`: the words in a `<time>` that machines read; `style` names a filter."""
    return format_html('<time datetime="{}">{}</time>', formats.iso(value), getattr(formats, style)(value))


# -- content -------------------------------------------------------------------------------------------------------
@register.filter
def words(text: str) -> SafeString | str:
    """Translated content; a text borrowed from another language is marked with it, for screen readers and fonts."""
    if isinstance(text, Words) and text and text.is_fallback:
        return format_html('<span lang="{}">{}</span>', text.lang, str(text))
    return conditional_escape(text)


@register.filter(is_safe=True)
def kept_markup(markup: str) -> SafeString:
    """A part of the page that is kept as it was printed: its spaces are bound."""
    return mark_safe(bound(markup))  # noqa: S308 - whoever printed it has escaped what stands in it


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """`{% icon "check" %}`: an icon of the sprite, hidden from screen readers: the word stands beside it."""
    return _icon(name, extra, settings.STATIC_URL)


@lru_cache(maxsize=512)
def _icon(name: str, extra: str, _static_url: str) -> SafeString:
    """A list of fifty rows has two hundred, of ten kinds."""
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {extra}" if extra else "",
        static(SPRITE),
        name,
    )


# -- addresses -----------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def query_string(context: template.Context, **changes: Any) -> str:
    """The present query with `changes`; None takes a parameter away. Changing anything but the page drops the page."""
    # The request itself is also there inside `{% include … only %}`, where its context variable is not.
    request = getattr(context, "request", None) or context["request"]
    query: dict[str, list[str]] = dict(request.GET.lists())
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = list(map(str, value)) if isinstance(value, list | tuple) else [str(value)]
    return f"?{urlencode(query, doseq=True)}"


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int | None]:
    """First, last and neighbouring page numbers; None where some are left out."""
    shown = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in shown]


# -- forms ---------------------------------------------------------------------------------------------------------
@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: hidden, options (a group), switch (one box), file, or control (label above)."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "switch"
    return "file" if isinstance(widget, forms.FileInput) else "control"


@register.simple_tag(takes_context=True)
def chosen_file(context: template.Context, name: str) -> Any:
    """The file sent in the field `name` of a form that has to be sent again: its name, size and key, or None."""
    request = getattr(context, "request", None) or context.get("request")
    chosen = getattr(request, "chosen_files", None)
    return None if chosen is None else chosen.of(name)


@register.simple_tag(takes_context=True)
def chosen_files(context: template.Context, name: str) -> list[Any]:
    """The files sent in the field `name`, which takes several, as `chosen_file` gives one."""
    request = getattr(context, "request", None) or context.get("request")
    chosen = getattr(request, "chosen_files", None)
    return [] if chosen is None else list(chosen.several(name))


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether its label says so: not when it must be filled in, nor when a choice beside it asks for it."""
    return not field.field.required and "data-needed" not in field.field.widget.attrs


@register.filter
def describes(field: BoundField) -> str:
    """Ids of the field's hint and then its error, for `aria-describedby`; what the widget itself names comes first."""
    ids = [field.field.widget.attrs.get("aria-describedby", "")]
    if field.help_text:
        ids.append(f"{field.auto_id}-hint")
    if field.errors:
        ids.append(f"{field.auto_id}-error")
    return " ".join(filter(None, ids))


@register.simple_tag
def control(field: BoundField, css: str = "in") -> SafeString:
    """The input itself, tied to its hint and error. The class of the widget, if any, stands after `css`."""
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, (css, field.field.widget.attrs.get("class"))))}
    if not attrs["class"]:
        del attrs["class"]
    if ids := describes(field):
        attrs["aria-describedby"] = ids
    return field.as_widget(attrs=attrs)


@register.filter
def focus_id(field: BoundField) -> str:
    """Id of what the error summary leads to: the input, or the first of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
