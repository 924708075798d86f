"""What is known of regions: noted by the floors that know it, frozen into a row when its region is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Territory
from portal.kernel.errors import Invalid
from schedules.models import ProposalRow, RegionFacts


@transaction.atomic
def note_region(
    *,
    territory: Territory,
    as_of: date,
    open: int,  # noqa: A002 the word of the facts themselves
    late: int,
    repeated: int,
    last_visit_on: date | None,
    rank: int,
) -> RegionFacts:
    """Note what is known of a region on a day. Noting the same day again replaces it; rows keep what they froze.

    Called by the floors that hold questions and visits. Raises Invalid for a place inside a region.
    """
    if not territory.is_first_rank:
        raise Invalid.at(
            "territory",
            _("Facts are noted of a region, a city of republican significance or the capital."),
            code="not_a_region",
        )
    if late > open:
        raise Invalid.at("late", _("Late questions are some of the open ones."), code="late_of_open")
    facts, _is_new = RegionFacts.objects.update_or_create(
        territory=territory,
        as_of=as_of,
        defaults={"open": open, "late": late, "repeated": repeated, "last_visit_on": last_visit_on, "rank": rank},
    )
    return facts


def freeze_facts(rows: Iterable[ProposalRow], *, today: date) -> None:
    """Put into rows what is known today of their regions; for whoever adds rows in bulk. Nothing is saved here.

    One statement, if the rows' places are loaded with their parents.
    """
    rows = list(rows)
    known = frozen(today, (row.territory.region.pk for row in rows))
    for row in rows:
        row.facts = known.get(row.territory.region.pk)


def frozen(today: date, regions: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What is known today of the regions, as plain values that a row keeps. One statement."""
    latest = RegionFacts.objects.of_places(regions).known_on(today).select_related("territory")
    return {facts.territory_id: _values(facts) for facts in latest}


def _values(facts: RegionFacts) -> dict[str, Any]:
    return {
        "territory": facts.territory.kato,
        "as_of": facts.as_of.isoformat(),
        "open": facts.open,
        "late": facts.late,
        "repeated": facts.repeated,
        "last_visit_on": facts.last_visit_on.isoformat() if facts.last_visit_on else None,
        "rank": facts.rank,
    }
