"""How accepted proposals become the draft schedule."""

from __future__ import annotations

import secrets
from dataclasses import fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.permissions import Actor
from portal.kernel.errors import Invalid
from schedules.choices import ScheduleVerb
from schedules.models import ProposalRow, Schedule, ScheduleEntry
from schedules.permissions import can_prepare_schedule
from schedules.queries.proposals import row_texts
from schedules.rules import text_gaps
from schedules.services.history import locked, note
from schedules.services.row_data import RowData
from schedules.workflow import SCHEDULE

_COPIED = tuple(field.name for field in fields(RowData))


@transaction.atomic
def assemble_draft(*, period_key: str, actor: Actor, today: date) -> Schedule:
    """Copy every row of every accepted proposal into the draft schedule of the year; make the draft when there is none.

    May be done again while the schedule is a draft: entries follow the proposals as they are now, and an entry keeps
    its key as long as its row lives. Raises Invalid when no proposal is accepted.
    """
    can_prepare_schedule(actor).require()
    schedule, _is_new = Schedule.objects.get_or_create(period_key=period_key, defaults={"created_by": actor.user})
    schedule = locked(schedule)
    before = schedule.state
    SCHEDULE.apply("assemble", before)
    rows = list(
        ProposalRow.objects.filter(proposal__period_key=period_key, proposal__state="accepted")
        .select_related("proposal")
        .in_order()
    )
    if not rows:
        raise Invalid(_("No proposal for this year is accepted yet."), code="nothing_accepted")
    if any(text_gaps(row_texts(row)) for row in rows):
        raise Invalid(_("Some meetings lack their text in Kazakh or in Russian."), code="texts")
    _copy(schedule, rows)
    note(schedule, ScheduleVerb.ASSEMBLE, before, actor=actor, today=today)
    return schedule


def _copy(schedule: Schedule, rows: list[ProposalRow]) -> None:
    """Entries are made anew, but a row met before gives its entry the same key: later versions are compared by it."""
    keys = dict(schedule.entries.exclude(source=None).values_list("source_id", "key"))
    schedule.entries.all().delete()
    ScheduleEntry.objects.bulk_create(
        [
            ScheduleEntry(
                schedule=schedule,
                body_id=row.proposal.body_id,
                source=row,
                source_version=row.version,
                key=keys.get(row.pk) or secrets.token_hex(6),
                span_start=row.span_start,
                position=row.position,
                **{name: getattr(row, name) for name in _COPIED},
            )
            for row in rows
        ]
    )
