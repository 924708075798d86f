"""What an amendment changes: rows against what is in force, and the working copy against what it amends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise

from portal.bodies.models import Body
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kernel.wording import LANGUAGES
from schedules.choices import ProposalState
from schedules.errors import NO_REASON, OUTSIDE_SCOPE, TIME_PASSED
from schedules.models import Planned, Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.queries.terms import language_order, proposing_bodies

#: Everything of a planned meeting that was approved word for word.
APPROVED_FIELDS = (
    "official_id",
    "territory_id",
    "day",
    "more_days",
    "month_key",
    "quarter_key",
    "half_key",
    "start_time",
    "format",
    *(f"{text}_{language}" for text in ("venue", "subject", "ground") for language in ("kk", "ru", "en")),
)


def says(row: Planned) -> tuple[Any, ...]:
    """Two planned meetings that say the same are the same meeting, unchanged."""
    return tuple(getattr(row, name) for name in APPROVED_FIELDS)


@dataclass(frozen=True)
class Change:
    """A meeting that is not as it was approved; `row` is None when an amendment leaves it out."""

    kind: Literal["added", "changed", "withdrawn"]
    was: ScheduleEntry | None
    row: Planned | None
    #: Who carries the reason: the row itself, or the withdrawn one.
    reason: Planned | None

    @property
    def body_id(self) -> int:
        if self.was is not None:
            return self.was.body_id
        row = self.row
        return row.proposal.body_id if isinstance(row, ProposalRow) else row.body_id  # type: ignore[union-attr]

    @property
    def has_reason(self) -> bool:
        """In both official languages."""
        return self.reason is not None and bool(
            self.reason.change_reason_kk.strip() and self.reason.change_reason_ru.strip()
        )

    @property
    def has_any_reason(self) -> bool:
        reason = self.reason
        return reason is not None and any(getattr(reason, f"change_reason_{code}").strip() for code in LANGUAGES)

    @property
    def times(self) -> list[When]:
        """The time it had and the time it gets."""
        return [row.when for row in (self.was, self.row) if row is not None]

    def is_inside(self, scope: Period) -> bool:
        return all(When(period=scope).holds(when) for when in self.times)

    def is_past(self, today: date) -> bool:
        """Would rewrite what is over: the time it had has passed, or the time it gets has."""
        return any(when.last_day < today for when in self.times)


def proposal_chain(proposal: Proposal) -> tuple[str, int | None, str]:
    """Which schedule the proposal goes into: arguments of `Schedule.objects.in_chain`."""
    return proposal.kind, proposal.its_kind.body_of(proposal.body_id), proposal.period_key


def in_force(kind: str, body: int | None, period_key: str) -> Schedule | None:
    """The published schedule of the year. One statement."""
    return Schedule.objects.published().in_chain(kind, body, period_key).first()


def working_copy(kind: str, body: int | None, period_key: str) -> Schedule | None:
    """What is being prepared for the year. One statement."""
    return Schedule.objects.unfinished().in_chain(kind, body, period_key).first()


def approved_entries(proposal: Proposal) -> dict[int, ScheduleEntry]:
    """What of the proposal is in force, by the row it was copied from. One statement."""
    chain = Schedule.objects.published().in_chain(*proposal_chain(proposal))
    entries = ScheduleEntry.objects.filter(schedule__in=chain, source__proposal=proposal).with_places()
    return {entry.source_id: entry for entry in entries if entry.source_id is not None}


def proposal_scope(proposal: Proposal) -> Period | None:
    """The half-year that is being revised, if one is. One statement."""
    copy = working_copy(*proposal_chain(proposal))
    return copy.scope if copy else None


def change_faults(change: Change, *, scope: Period | None, today: date | None) -> Iterator[tuple[str, str | Promise]]:
    """Code and sentence of all for which the change is not taken. Without `today` its time is not asked. Pure."""
    if scope is not None and not change.is_inside(scope):
        yield "outside_scope", OUTSIDE_SCOPE
    if today is not None and change.is_past(today):
        yield "time_passed", TIME_PASSED
    if not change.has_reason:
        yield "change_reason", NO_REASON


def row_changes(rows: Iterable[ProposalRow], approved: dict[int, ScheduleEntry]) -> list[Change]:
    """How rows of one proposal differ from what is approved; withdrawn rows of earlier amendments are none. Pure."""
    changes = []
    for row in rows:
        was = approved.get(row.pk)
        if row.is_withdrawn:
            if was is not None:
                changes.append(Change("withdrawn", was, None, row))
        elif was is None:
            changes.append(Change("added", None, row, row))
        elif says(was) != says(row):
            changes.append(Change("changed", was, row, row))
    return changes


def proposal_changes(proposal: Proposal) -> list[Change]:
    """What filing the proposal now would change. Two statements."""
    return row_changes(proposal.rows.in_order(), approved_entries(proposal))


def draft_changes(schedule: Schedule) -> list[Change]:
    """How the working copy of an amendment differs from what it amends, in no order. Two statements."""
    if schedule.amends_id is None:
        return []
    was = {entry.key: entry for entry in ScheduleEntry.objects.filter(schedule=schedule.amends_id).with_sources()}
    now = {entry.key: entry for entry in schedule.entries.all()}
    changes = []
    for key, entry in now.items():
        before = was.get(key)
        if before is None:
            changes.append(Change("added", None, entry, entry))
        elif says(before) != says(entry):
            changes.append(Change("changed", before, entry, entry))
    changes += [Change("withdrawn", entry, None, entry.source) for key, entry in was.items() if key not in now]
    return changes


def changed_bodies(schedule: Schedule) -> set[int]:
    """Whose meetings an amendment changes. Two statements."""
    return {change.body_id for change in draft_changes(schedule)}


def accepted_changes(schedule: Schedule) -> dict[Proposal, list[Change]]:
    """Accepted changes that the schedule in force does not hold yet, by proposal. Three statements.

    They go into the next version that is assembled; nobody has to ask for them again.
    """
    proposals = {
        proposal.pk: proposal
        for proposal in Proposal.objects.for_schedule(schedule)
        .accepted()
        .filter(is_amending=True)
        .select_related("body")
        .order_by("body__slug")
    }
    chain = Schedule.objects.published().in_chain(schedule.kind, schedule.body_id, schedule.period_key)
    entries = ScheduleEntry.objects.filter(schedule__in=chain, source__proposal__in=proposals)
    approved = {entry.source_id: entry for entry in entries if entry.source_id is not None}
    rows = ProposalRow.objects.filter(proposal__in=proposals).in_order().with_owners()
    found: dict[int, list[Change]] = {pk: [] for pk in proposals}
    for row in rows:
        found[row.proposal_id] += row_changes([row], approved)
    return {proposals[pk]: changes for pk, changes in found.items() if changes}


def amendable_bodies(schedule: Schedule, on: date) -> list[Body]:
    """Who can be asked to change the schedule, or to come into it. Five statements.

    Not those whose proposal is filed already, or accepted with a change: the amendment takes it up by itself.
    """
    proposals = Proposal.objects.for_schedule(schedule)
    at_work = proposals.exclude(state=ProposalState.SUBMITTED).exclude(
        pk__in=[it.pk for it in accepted_changes(schedule)]
    )
    known = set(at_work.values_list("body", flat=True))
    if schedule.its_kind.is_common:
        known |= set(
            proposing_bodies(on).exclude(pk__in=proposals.values("body")).order_by().values_list("pk", flat=True)
        )
    return list(language_order(Body.objects.filter(pk__in=known)))


def bodies_outside(schedule: Schedule, bodies: Iterable[Body]) -> set[int]:
    """Which of them have no meeting in the schedule in force. One statement."""
    present = set(ScheduleEntry.objects.filter(schedule=schedule).order_by().values_list("body", flat=True).distinct())
    return {body.pk for body in bodies} - present
