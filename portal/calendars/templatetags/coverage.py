"""Periods of norms, a thousand on the page of a large district: joined here and not by the template engine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.calendars.queries.coverage_matrix import Month, Slot
from portal.calendars.queries.coverage_words import Said
from portal.kit.templatetags.kit import icon

register = template.Library()

#: Of a cell that opens a quarter or a half of the year.
_Q = ' class="q"'
#: Stands in the address where a number comes.
_NUMBER = 123456789


@register.simple_tag
def coverage_heads(months: Iterable[Month]) -> SafeString:
    """The months above a matrix, once for all of a page. Every text is escaped."""
    heads = (
        f'<th scope="col"{_Q if each.opens else ""}><abbr title="{escape(each.name)}">{escape(each.short)}</abbr></th>'
        for each in months
    )
    return mark_safe("".join(heads))  # noqa: S308 - every text was escaped above


@register.simple_tag
def coverage_slots(slots: Iterable[Slot]) -> SafeString:
    """The months of a unit in the matrix. Every text is escaped."""
    cells = (
        f"<td{_Q if each.opens else ''}{_span(each)}>{coverage_mark(each.said) if each.said else ''}</td>"
        for each in slots
    )
    return mark_safe("".join(cells))  # noqa: S308 - every text was escaped above


@register.simple_tag
def coverage_cells(cells: Iterable[Said]) -> SafeString:
    """The periods of a norm in a list, a line each. Every text is escaped."""
    lines = (f'<div><span class="small">{escape(each.period)}</span> {coverage_cell(each)}</div>' for each in cells)
    return mark_safe("".join(lines))  # noqa: S308 - every text was escaped above


@register.simple_tag
def coverage_cell(said: Said) -> SafeString:
    """A period of a norm in a list. Every text is escaped."""
    tag = said.tag
    tone = f" tag--{escape(tag.tone)}" if tag.tone else ""
    text = f'<span class="tag{tone}">{icon(tag.icon)}{escape(capfirst(tag.text))}</span>'
    if said.day:
        text += f' <span class="small">{escape(said.day)}</span>'
    if said.url:
        heard = f'<span class="vh">, {escape(said.period)}</span>'
        text += f' <a class="small" href="{escape(said.url)}">{_to_plan(said)}{heard}</a>'
    elif said.cell.obligation:
        word, heard = escape(pgettext("coverage", "Why")), f'<span class="vh"> {escape(said.period)}</span>'
        text += f' <a class="small" href="{_why(said)}">{word}{heard}</a>'
    return mark_safe(text)  # noqa: S308 - every text was escaped above


@register.simple_tag
def coverage_mark(said: Said) -> SafeString:
    """The same in the matrix: the state is its icon, its look and a word to hear. Every text is escaped."""
    mark, state, look = icon(said.tag.icon), escape(said.tag.text), f"cell cell--{escape(said.look)}"
    if said.url:
        heard = f'<span class="vh">, {state}, {escape(said.period)}</span>'
        text = f'<a class="{look}" href="{escape(said.url)}">{mark}{_to_plan(said)}{heard}</a>'
    else:
        word = f'<span class="vh">{state}, {escape(said.day)}</span>' if said.day else state
        if said.cell.obligation:
            text = f'<a class="{look}" href="{_why(said)}">{mark}{word}</a>'
        else:
            text = f'<span class="{look}">{mark}{word}</span>'
    return mark_safe(text)  # noqa: S308 - every text was escaped above


def _span(slot: Slot) -> str:
    return f' colspan="{slot.span}"' if slot.span > 1 else ""


def _to_plan(said: Said) -> str:
    return escape(_("Plan it on %(day)s") % {"day": said.could_be} if said.could_be else _("Plan it"))


def _why(said: Said) -> str:
    begins, ends = _around(get_language() or "")
    return f"{begins}{said.cell.obligation}{ends}"


@lru_cache(maxsize=8)
def _around(_language: str) -> tuple[str, str]:
    """The address of a "why this date", before and after its number."""
    begins, _number, ends = escape(reverse("deadlines:why", args=[_NUMBER])).partition(str(_NUMBER))
    return begins, ends
