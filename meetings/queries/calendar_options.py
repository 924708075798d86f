"""What the filter of the calendar offers, in the reader's language and alphabet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import pgettext

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit import formats

#: Bodies whose meetings can stand in the calendar.
MEETING_KINDS = (BodyKind.MINISTRY, BodyKind.AKIMAT)
#: Months offered before and after this one.
MONTHS_BACK, MONTHS_AHEAD = 6, 18

Options = Sequence[tuple[str, Any]]


def place_options(on: date, asked: Territory | None, language: str) -> Options:
    """The units of the first rank and, when a smaller place is asked for, that place. One statement."""
    regions = Territory.objects.in_force(on).regions().in_order(language)
    options = [("", pgettext("filter", "All Kazakhstan")), *((region.kato, str(region.name)) for region in regions)]
    if asked is not None and not asked.is_first_rank:
        options.append((asked.kato, f"{asked.name}, {asked.region.name}"))
    return options


def body_options(on: date, asked: Body | None, language: str) -> Options:
    """Ministries and akimats of regions by groups; another body only when it is asked for. One statement."""
    bodies = list(Body.objects.in_force(on).leading().filter(kind__in=MEETING_KINDS).in_order(language))
    if asked is not None and asked not in bodies:
        bodies.append(asked)
    titles = {
        BodyKind.MINISTRY: pgettext("filter", "Ministries"),
        BodyKind.AKIMAT: pgettext("filter", "Akimats"),
    }
    ordered = sorted(bodies, key=lambda body: MEETING_KINDS.index(BodyKind(body.kind)))
    groups = [
        (titles[BodyKind(kind)], [(body.slug, str(body.plain)) for body in members])
        for kind, members in groupby(ordered, key=lambda body: body.kind)
    ]
    return [("", pgettext("filter", "All bodies")), *groups]


def month_options(today: date, asked: Period | None) -> Options:
    """Months around today's, and the one asked for wherever it lies."""
    month = Period.containing("month", today)
    for _step in range(MONTHS_BACK):
        month = month.previous()
    months = [month]
    for _step in range(MONTHS_BACK + MONTHS_AHEAD):
        months.append(months[-1].next())
    if asked is not None and asked not in months:
        months = sorted([*months, asked])
    return [
        ("", pgettext("filter", "Not chosen")),
        *((each.key, capfirst(formats.month_year(each.start))) for each in months),
    ]


def districts(place: Territory, on: date, language: str) -> list[Territory]:
    """Districts and cities inside the region that `place` is or lies in. One statement."""
    return list(Territory.objects.in_force(on).below(place.region).in_order(language))
