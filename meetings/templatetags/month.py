"""Days of the month table: forty of a dozen parts each, so they are joined here and not by the template engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.queries import MonthDay
from portal.kit import formats
from portal.kit.templatetags.kit import query_string, words
from portal.kit.typography import bound

register = template.Library()

#: In the address of a day: made once for the table.
_DAY = "0000-00-00"


@register.simple_tag(takes_context=True)
def month_weeks(context: template.Context, weeks: Iterable[Iterable[MonthDay]], cells: Mapping[int, str]) -> SafeString:
    """The rows of the table. `cells`: what is kept of each meeting that is named, as HTML; other texts are escaped."""
    address = escape(query_string(context, view="list", day=_DAY, month=None))
    rows = (f"<tr>{''.join(_day(day, cells, address) for day in week)}</tr>\n" for week in weeks)
    return mark_safe("".join(rows))  # noqa: S308 - every text was escaped above


def _day(day: MonthDay, cells: Mapping[int, str], address: str) -> str:
    number = f'<span class="month__d">{day.on.day}</span>'
    if not day.in_month:
        return f'<td class="out">\n  {number}</td>'
    css = " ".join(filter(None, ("now" if day.is_today else "", "off" if day.is_off else "")))
    parts = [f'<td class="{css}">\n  ' if css else "<td>\n  ", number]
    if day.is_today:
        today = escape(_("today"))
        parts.append(f'<span class="vh">\n  {today}</span>')
    if day.off_name:
        parts.append(f'<span class="month__h">{words(day.off_name)}</span>')
    # What was hidden since the numbers were read is not named.
    parts += [bound(cells[pk]) for pk in day.shown if pk in cells]
    if day.count:
        parts.append(_number(day, address.replace(_DAY, day.on.isoformat())))
    return "".join((*parts, "</td>"))


def _number(day: MonthDay, url: str) -> str:
    """Links to the list of the day: its number and, when not all are named, a sentence."""
    number = formats.number(day.count)
    said = ngettext("%(when)s: %(count)s meeting", "%(when)s: %(count)s meetings", day.count)
    label = said % {"when": formats.day_month(day.on), "count": day.count}
    link = f'<a class="month__n" rel="nofollow"\n  href="{url}"\n  aria-label="{escape(label)}">{escape(number)}</a>'
    if not day.more:
        return link
    whole = _("%(count)s in all") % {"count": number}
    return f'{link}<a\n  class="month__h" rel="nofollow"\n  href="{url}">{escape(whole)}</a>'
