"""How accepted proposals become the draft schedule, or an amendment of the one in force."""

from __future__ import annotations

import secrets
from dataclasses import fields
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, Invalid
from schedules.choices import ScheduleState, ScheduleVerb
from schedules.kinds import GRAPH
from schedules.models import Planned, Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.permissions import can_prepare_schedule
from schedules.queries.amendment import draft_changes, says
from schedules.queries.proposals import row_texts
from schedules.rules import text_gaps
from schedules.services.amendment_checks import check_changes
from schedules.services.rows_data import RowData
from schedules.services.steps import locked_schedule, note_schedule
from schedules.workflow import SCHEDULE

_REASONS = ("change_reason_kk", "change_reason_ru", "change_reason_en")
_COPIED = tuple(dict.fromkeys([*(field.name for field in fields(RowData)), "span_start", "position", "facts"]))


@transaction.atomic
def assemble_draft(*, period_key: str, actor: Actor, today: date, kind: str = GRAPH.key) -> Schedule:
    """Copy every row of every accepted proposal into the working copy of the year; make one when there is none.

    May be done again while it is a draft: entries follow the proposals as they are now, and an entry keeps its key as
    long as its row lives. Once a schedule is in force the working copy amends it: meetings of bodies whose proposals
    are not accepted are carried over as they stand, so that nobody's are lost. Raises Invalid when no proposal is
    accepted, a text or the reason of a change is missing; Conflict when nothing would change.
    """
    can_prepare_schedule(actor, kind).require()
    schedule = locked_schedule(working_copy_of(kind, None, period_key, actor))
    before = schedule.state
    SCHEDULE.apply("assemble", before)
    proposals = Proposal.objects.for_schedule(schedule).accepted()
    rows = list(ProposalRow.objects.filter(proposal__in=proposals).standing().with_owners().in_order())
    if not rows and schedule.amends_id is None:
        raise Invalid(_("No proposal for this year is accepted yet."), code="nothing_accepted")
    if any(text_gaps(row_texts(row)) for row in rows):
        raise Invalid(_("Some meetings lack their text in Kazakh or in Russian."), code="texts")
    copy_rows(schedule, rows, set(proposals.values_list("body_id", flat=True)))
    if schedule.amends_id is not None:
        changes = draft_changes(schedule)
        if not changes:
            raise Conflict(_("Nothing differs from the schedule in force yet."), code="nothing_changed")
        check_changes(changes, scope=schedule.scope, today=None)
    note_schedule(schedule, ScheduleVerb.ASSEMBLE, before, actor=actor, today=today)
    return schedule


def working_copy_of(kind: str, body: Body | None, period_key: str, actor: Actor) -> Schedule:
    """The working copy, made when there is none; of two people at once the second finds the first one's."""
    chain = Schedule.objects.in_chain(kind, body, period_key)
    present = chain.standing().first()
    if present is not None and present.state != ScheduleState.PUBLISHED:
        return present
    try:
        with transaction.atomic():
            return Schedule.objects.create(
                kind=kind, body=body, period_key=period_key, amends=present, created_by=actor.user
            )
    except IntegrityError:
        return chain.unfinished()[0]


def copy_rows(schedule: Schedule, rows: list[ProposalRow], bodies: set[int] | None = None) -> None:
    """Entries are made anew, but a row met before gives its entry the same key: later versions are compared by it.

    `rows` are all there is of `bodies`; none given: of everybody. What is in force of others is carried over.
    """
    amended = list(schedule.amends.entries.all()) if schedule.amends is not None else []
    in_force = {entry.source_id: entry for entry in amended if entry.source_id is not None}
    keys = dict(schedule.entries.exclude(source=None).values_list("source_id", "key"))
    keys |= {source: entry.key for source, entry in in_force.items()}
    schedule.entries.all().delete()
    rows_of = schedule.its_kind.rows
    entries = [
        _entry(
            schedule,
            row,
            body=rows_of.body_of(plan=row.proposal.body_id, official=row.official.body_id),
            source=row.pk,
            version=row.version,
            key=keys.get(row.pk) or secrets.token_hex(6),
            was=in_force.get(row.pk),
        )
        for row in rows
    ]
    entries += [
        _entry(
            schedule,
            entry,
            body=entry.body_id,
            source=entry.source_id,
            version=entry.source_version,
            key=entry.key,
            was=entry,
        )
        for entry in amended
        if bodies is not None and entry.body_id not in bodies
    ]
    ScheduleEntry.objects.bulk_create(entries)


def _entry(
    schedule: Schedule,
    row: Planned,
    *,
    body: int,
    source: int | None,
    version: int,
    key: str,
    was: ScheduleEntry | None,
) -> ScheduleEntry:
    """A copy of the row. A reason is kept only beside what it explains: a change of what is in force."""
    entry = ScheduleEntry(
        schedule=schedule, body_id=body, source_id=source, source_version=version, key=key, **_values(row)
    )
    if schedule.amends_id is not None and not (was is not None and says(was) == says(row)):
        for name in _REASONS:
            setattr(entry, name, getattr(row, name))
    return entry


def _values(row: Planned) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COPIED if name not in _REASONS}
