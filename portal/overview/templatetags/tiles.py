"""The regions of the tile map: twenty of eight parts, twice, so they are joined here and not by the template engine."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.kit import formats
from portal.kit.templatetags.kit import words
from portal.overview.queries.home import Tile

register = template.Library()


@register.simple_tag
def tiles_of_map(tiles: Iterable[Tile]) -> SafeString:
    """The items of the map. Every text is escaped."""
    return mark_safe("\n    ".join(map(_tile, tiles)))  # noqa: S308 - every text was escaped below


def _tile(tile: Tile) -> str:
    css = f"tile t{escape(tile.code)} step-{tile.step}{' tile--city' if tile.city else ''}"
    return (
        f'<li class="{css}">\n'
        f'      <a href="{escape(tile.url)}"><span class="vh">{words(tile.name)}: {escape(tile.words)}</span>'
        f'<span class="tile__s"\n      aria-hidden="true">{escape(tile.tiny)}</span>'
        f'<span class="tile__f" aria-hidden="true">{escape(tile.short)}</span>'
        f'<b\n      aria-hidden="true">{escape(formats.number(tile.count))}</b></a></li>'
    )


@register.simple_tag
def tiles_of_table(tiles: Iterable[Tile]) -> SafeString:
    """The same as rows of a table."""
    rows = (
        f'<tr><th scope="row"><a href="{escape(tile.url)}">{words(tile.name)}</a></th>'
        f'<td class="num">{escape(formats.number(tile.count))}</td></tr>'
        for tile in tiles
    )
    return mark_safe("\n          ".join(rows))  # noqa: S308 - every text was escaped above
