"""Cells of the table of the record: hundreds on one page, so they are joined here and not by the template engine."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.deadlines.queries.record.matrix import Cell
from portal.kit.templatetags.kit import icon

register = template.Library()


@register.simple_tag
def record_cells(cells: Sequence[tuple[str, Cell | None]]) -> SafeString:
    """The cells of one row. Every text is escaped; an empty cell says nothing."""
    icons: dict[str, SafeString] = {}
    parts = []
    for label, cell in cells:
        if cell is None:
            parts.append('<td role="cell"></td>')
            continue
        sign = icons.get(cell.icon) or icons.setdefault(cell.icon, icon(cell.icon))
        said: str = escape(cell.text)
        if cell.words != cell.text:
            said = f'<span aria-hidden="true">{said}</span><span class="vh">{escape(cell.words)}</span>'
        parts.append(
            f'<td role="cell" data-l="{escape(label)}">'
            f'<a class="cell cell--{cell.kind}" href="{escape(cell.url)}">{sign}{said}</a></td>'
        )
    return mark_safe("".join(parts))  # noqa: S308 - every text was escaped above
