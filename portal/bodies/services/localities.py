"""Villages without an akim become territories where akims visit them, so that duties and calendars can name them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from portal.bodies.models import Body, ClassifierEntry, Territory
from portal.bodies.queries import villages
from portal.bodies.rules import codes
from portal.bodies.services.locking import hold_places

_BATCH = 1000


def raise_localities(*, on: date) -> int:
    """Every village in which an akim of a region on the portal owes meetings; says how many were made.

    A region is on the portal with the first akimat of it. Three statements where nothing is wanting.
    """
    joined = Body.objects.in_force(on).akimats().on_the_portal()
    regions = {codes.region(code) for code in joined.values_list("territory__kato", flat=True)}
    return make_localities(regions, on=on)


def make_localities(regions: Collection[str], *, on: date) -> int:
    """The same of the regions with these first two digits, on the portal or not. Two statements and the writing."""
    if not regions:
        return 0
    if next(iter(_wanting(regions, on)), None) is None:
        return 0
    with transaction.atomic():
        # Asked again under the lock: another may have made them meanwhile.
        hold_places()
        return len(Territory.objects.bulk_create(_wanting(regions, on), batch_size=_BATCH))


def _wanting(regions: Collection[str], on: date) -> Iterator[Territory]:
    entries = ClassifierEntry.objects.in_force(on).of_regions(sorted(regions)).filter(level=codes.PLACE)
    return villages(entries.order_by("code"), _standing(regions, on))


def _standing(regions: Collection[str], on: date) -> dict[str, Territory]:
    within = reduce(or_, (Q(kato__startswith=region) for region in regions))
    return {row.kato: row for row in Territory.objects.in_force(on).filter(within)}
