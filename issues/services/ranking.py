"""What is known of regions is told to whoever plans visits."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from issues.queries.ranking import ranking
from schedules.services.facts import note_region


@transaction.atomic
def rank_regions(*, today: date) -> int:
    """Note the need of every region as of today; how many. A second time on the same day replaces what was noted."""
    rows = ranking(on=today, language="ru")
    for row in rows:
        note_region(
            territory=row.place,
            as_of=today,
            open=row.need.open,
            late=row.need.late,
            repeated=row.need.repeated,
            last_visit_on=row.last_visit_on,
            rank=row.rank,
        )
    return len(rows)
