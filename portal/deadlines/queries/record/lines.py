"""The record row by row for machines and spreadsheets: plain values under lasting names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from portal.deadlines.models import Obligation
from portal.deadlines.queries.record.board import board_rows

RECORD_COLUMNS = (
    "id",
    "duty",
    "act",
    "action",
    "body",
    "body_name",
    "place",
    "period",
    "act_due_on",
    "due_on",
    "met_on",
    "state",
    "state_words",
    "days",
    "late_reason",
    "release_ground",
    "page",
    "entered_on",
    "late_since",
    "confirmed_on",
    "confirmed_for",
    "returned_on",
    "is_outside",
    "closed_by_officer",
    "is_apart",
)


def record_lines(rows: Iterable[Obligation], on: date, absolute: Callable[[str], str]) -> Iterator[dict[str, object]]:
    """`rows` with body, place and state, as `RECORD_COLUMNS`; texts in the active language. No statement."""
    for obligation in rows:
        (row,) = board_rows([obligation], on)
        place = obligation.body.territory
        yield {
            "id": obligation.pk,
            "duty": obligation.duty,
            "act": obligation.act,
            "action": row.action,
            "body": obligation.body.slug,
            "body_name": str(obligation.body.plain),
            "place": place.kato if place is not None else "",
            "period": obligation.period_key,
            "act_due_on": obligation.act_due_on,
            "due_on": row.due_on,
            "met_on": row.met_on,
            "state": obligation.state_kind,
            "state_words": row.tag.text,
            "days": obligation.state_days,
            "late_reason": obligation.late_reason if row.met_on is not None else "",
            "release_ground": obligation.release_ground,
            "page": absolute(obligation.get_absolute_url()),
            "entered_on": row.entered_on,
            "late_since": row.late_since,
            "confirmed_on": row.confirmed_on,
            "confirmed_for": row.confirmed_for.slug if row.confirmed_for is not None else "",
            "returned_on": row.returned_on,
            "is_outside": obligation.is_outside if row.met_on is not None else False,
            "closed_by_officer": obligation.closed_by_officer if row.met_on is not None else False,
            "is_apart": obligation.is_apart,
        }
