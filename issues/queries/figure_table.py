"""A table of figures: a line a region, topic, quarter or body, with the bar of its parts and the way on from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from issues.models import Issue
from issues.queries.figures import Asked, By, figures_by, without_handed
from issues.rules.figures import NAMES, NONE, Figures, Share
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit import formats
from portal.questions.choices import Topic

#: Parts of the bar in its order: the class of each, and what it counts.
PARTS = ("ok", "claim", "work", "late", "none")
#: Columns of the file: whose figures, then every one of them, what they add up to, and the share with its base.
COLUMNS = (
    *("period", "as_of", "by", "key", "name", "registered", "solved", "closed", *NAMES),
    *("share_part", "share_base", "share_percent"),
)


@dataclass(frozen=True)
class Part:
    """A stretch of the bar, in per cents of its width."""

    look: str
    x: str
    width: str


@dataclass(frozen=True)
class FigureRow:
    """`url` narrows to the line; empty where nothing is narrower. `key` is its stable name in files; `listed` asks the
    list of issues for the same, as far as the list can be asked so.
    """

    key: str
    name: str
    url: str
    figures: Figures
    listed: str = ""

    @property
    def bar(self) -> list[Part]:
        one = self.figures
        counts = (one.confirmed, one.claimed, one.open - one.late, one.late, one.closed)
        return list(_parts(counts))

    @property
    def unsolved(self) -> int:
        return self.figures.closed - self.figures.explained

    @property
    def share(self) -> str:
        return share_words(self.figures.confirmed_share)


def share_words(share: Share) -> str:
    """With its base beside it; nothing where there is no base."""
    if share.percent is None:
        return ""
    values = {"part": share.part, "base": share.base, "percent": share.percent}
    return _("%(part)s of %(base)s, %(percent)s %%") % {k: formats.number(v) for k, v in values.items()}


def _parts(counts: Sequence[int]) -> Iterator[Part]:
    total, before = sum(counts), 0
    for look, count in zip(PARTS, counts, strict=True):
        if count:
            yield Part(look, f"{100 * before / total:.2f}%", f"{100 * count / total:.2f}%")
        before += count


@dataclass(frozen=True)
class FigureTable:
    """All lines, the fullest first (quarters in their order), and their sum, in which every issue stands once."""

    rows: list[FigureRow]
    total: FigureRow


def years(today: date) -> list[int]:
    """Years in which issues were registered, the latest first. One statement."""
    first = Issue.objects.aggregate(first=Min("registered_on"))["first"]
    return list(range(today.year, min(first or today, today).year - 1, -1))


def figure_table(by: By, asked: Asked, *, on: date) -> FigureTable:
    """Two statements, and one more for bodies."""
    found = figures_by(by, asked, on=on)
    if by == "quarter":
        rows = [_quarter(part, found.get(part.number, NONE), asked) for part in asked.period.parts("quarter")]
    else:
        named = _named(by, found, asked)
        rows = sorted(named, key=lambda row: (-row.figures.registered, -row.figures.handed, row.name))
    whole = sum((without_handed(row.figures) for row in rows), NONE)
    if asked.body is not None:
        whole = sum((row.figures for row in rows), NONE)
    return FigureTable(rows, FigureRow("", _("All together"), "", whole, _listed(asked)))


def _quarter(period: Period, figures: Figures, asked: Asked) -> FigureRow:
    return FigureRow(period.key, formats.period_name(period), _url(asked, by="region", period=period.key), figures)


def _named(by: By, found: Mapping[Any, Figures], asked: Asked) -> Iterator[FigureRow]:
    if by == "topic":
        for topic, figures in found.items():
            url = _url(asked, by="region", topic=topic)
            name = capfirst(str(Topic(topic).label))
            yield FigureRow(topic, name, url if not asked.topic else "", figures, _listed(asked, topic=topic))
    elif by == "body":
        for body in Body.objects.filter(pk__in=found):
            url, listed = _url(asked, by="quarter", body=body.slug), _listed(asked, body=body.slug)
            yield FigureRow(body.slug, str(body.plain), url, found[body.pk], listed)
    else:
        if None in found:
            yield FigureRow("00", pgettext("region of issues", "The whole country"), "", found[None])
        for region in Territory.objects.filter(pk__in=[key for key in found if key is not None]):
            url = _url(asked, by="body", region=region.kato)
            yield FigureRow(region.kato, str(region.name), url, found[region.pk], _listed(asked, place=region.kato))


def _url(asked: Asked, *, by: By, **more: str) -> str:
    query = {
        "by": by,
        "period": asked.period.key,
        "region": asked.region.kato if asked.region is not None else "",
        "topic": asked.topic,
        "body": asked.body.slug if asked.body is not None else "",
        **more,
    }
    return f"?{urlencode({name: value for name, value in query.items() if value})}"


def _listed(asked: Asked, **more: str) -> str:
    """The list knows years, and of them those that are public."""
    if asked.period.kind != "year":
        return ""
    query = {
        "year": asked.period.key,
        "place": asked.region.kato if asked.region is not None else "",
        "topic": asked.topic,
        "body": asked.body.slug if asked.body is not None else "",
        **more,
    }
    return urlencode({name: value for name, value in query.items() if value})


def file_lines(table: FigureTable, by: By, asked: Asked, *, on: date) -> Iterator[dict[str, object]]:
    """A line a line of the table, plain values."""
    for row in table.rows:
        one, share = row.figures, row.figures.confirmed_share
        yield {
            "period": asked.period.key,
            "as_of": on.isoformat(),
            "by": by,
            "key": row.key,
            "name": row.name,
            "registered": one.registered,
            "solved": one.solved,
            "closed": one.closed,
            **{name: getattr(one, name) for name in NAMES},
            "share_part": share.part,
            "share_base": share.base,
            "share_percent": "" if share.percent is None else share.percent,
        }
