"""What the filter of the calendar offers, in the reader's language and alphabet.

Names of places and bodies change a few times a year: each process remembers them under the version of all names, of
each question the latest few answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import pgettext

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from portal.kit import formats
from portal.kit.prepared import prepared

#: Bodies whose meetings can stand in the calendar.
MEETING_KINDS = (BodyKind.MINISTRY, BodyKind.AKIMAT)
#: Months offered before and after this one.
MONTHS_BACK, MONTHS_AHEAD = 6, 18

Options = Sequence[tuple[str, Any]]

#: Answers that are remembered: of some days, three languages and twenty regions.
_REMEMBERED = 128


@prepared
def place_called(kato: str, on: date) -> QuerySet[Territory]:
    """One or none. A code may be given to another place later; an address means the place that bears it now."""
    return Territory.objects.in_force(on).filter(kato=kato).select_related("parent")


@prepared
def body_called(slug: str) -> QuerySet[Body]:
    """One or none."""
    return Body.objects.filter(kind__in=MEETING_KINDS, slug=slug)


def place_options(names: str, on: date, asked: Territory | None, language: str) -> Options:
    """The units of the first rank and, when a smaller place is asked for, that place. `names`: the version of them."""
    options = [("", pgettext("filter", "All Kazakhstan")), *_regions(names, on, language)]
    if asked is not None and not asked.is_first_rank:
        options.append((asked.kato, f"{asked.name}, {asked.region.name}"))
    return options


@lru_cache(_REMEMBERED)
def _regions(_names: str, on: date, language: str) -> tuple[tuple[str, str], ...]:
    found = Territory.objects.in_force(on).regions().in_order(language).values_list("kato", "name")
    return tuple((kato, str(name)) for kato, name in found)


def body_options(names: str, on: date, asked: Body | None, language: str) -> Options:
    """Ministries and akimats of regions by groups; another body only when it is asked for."""
    bodies = list(_bodies(names, on, language))
    if asked is not None and asked.slug not in {slug for _kind, slug, _name in bodies}:
        bodies.append((asked.kind, asked.slug, str(asked.plain)))
    titles = {
        BodyKind.MINISTRY: pgettext("filter", "Ministries"),
        BodyKind.AKIMAT: pgettext("filter", "Akimats"),
    }
    ordered = sorted(bodies, key=lambda body: MEETING_KINDS.index(BodyKind(body[0])))
    groups = [
        (titles[BodyKind(kind)], tuple((slug, name) for _kind, slug, name in members))
        for kind, members in groupby(ordered, key=lambda body: body[0])
    ]
    return [("", pgettext("filter", "All bodies")), *groups]


@lru_cache(_REMEMBERED)
def _bodies(_names: str, on: date, language: str) -> tuple[tuple[str, str, str], ...]:
    bodies = Body.objects.in_force(on).leading().filter(kind__in=MEETING_KINDS).in_order(language)
    return tuple((kind, slug, str(name)) for kind, slug, name in bodies.values_list("kind", "slug", "plain"))


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


@lru_cache(_REMEMBERED)
def districts(_names: str, region: int, on: date, language: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of the districts and cities inside the region."""
    return tuple(Territory.objects.in_force(on).filter(parent=region).in_order(language).values_list("kato", "name"))
