"""Many meetings moved to other days, or copied from the last year: as it was shown, and not otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from portal.bodies.permissions import Actor
from schedules.choices import BulkVerb
from schedules.errors import RowsChanged
from schedules.models import Proposal
from schedules.queries.moving import copied_values, copy_steps, last_published, shift_steps
from schedules.queries.window import RowFilter
from schedules.services.bulk import BulkOutcome, change_many
from schedules.services.rows import RowChange
from schedules.services.rows_data import RowData, data_of
from schedules.services.steps import writable


@transaction.atomic
def shift_rows(
    *,
    proposal: Proposal,
    asked: RowFilter,
    chosen: Mapping[int, int],
    by: int,
    onto_working: bool,
    actor: Actor,
    today: date,
) -> BulkOutcome:
    """Move the chosen rows (version by id). Raises RowsChanged when one is no longer as it was shown."""
    proposal = writable(proposal, actor)
    steps = {step.of.pk: step for step in shift_steps(proposal, asked, by=by, onto_working=onto_working)}
    lost = [pk for pk in chosen if pk not in steps]
    if lost:
        raise RowsChanged([], len(lost))
    changes = []
    for pk, version in chosen.items():
        step = steps[pk]
        if step.is_change:
            data = replace(data_of(step.of), day=step.days[0], more_days=step.days[1:])
            changes.append(RowChange(data, pk, version))
    return change_many(proposal=proposal, verb=BulkVerb.SHIFT, changes=changes, actor=actor, today=today)


@transaction.atomic
def copy_last_year(*, proposal: Proposal, source: int, actor: Actor, today: date) -> BulkOutcome:
    """Add what the last published plan has and this year lacks. Twice adds nothing twice.

    `source` is the plan that was shown. Raises RowsChanged when another one is the last by now.
    """
    proposal = writable(proposal, actor)
    last = last_published(proposal)
    if last is None or last.pk != source:
        raise RowsChanged([], 0)
    copied = copy_steps(proposal, last, today)
    changes = [
        RowChange(
            RowData(
                official=copied.officials[step.of.official.body_id],
                territory=step.of.territory,
                day=step.days[0],
                **copied_values(step.of),
            )
        )
        for step in copied.steps
        if step.days
    ]
    return change_many(proposal=proposal, verb=BulkVerb.COPY, changes=changes, actor=actor, today=today)
