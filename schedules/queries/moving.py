"""What moving or copying many rows would come to, before it is done: the service writes exactly this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.bodies.choices import Post
from portal.bodies.models import Official, Territory
from portal.deadlines.queries import days_off
from portal.kernel.periods import Period
from portal.kernel.when import When
from schedules.models import Planned, Proposal, ProposalRow, Schedule, ScheduleEntry
from schedules.queries.window import RowFilter, narrowed
from schedules.rules.moving import into_year, shifted

_TEXTS = tuple(f"{name}_{language}" for name in ("venue", "subject", "ground") for language in ("kk", "ru", "en"))


@dataclass(frozen=True)
class Step:
    """One meeting: what it is made of, its days before and after. No days after: it stays as it is, or is left out."""

    of: Planned
    was: When
    days: tuple[date, ...]

    @property
    def becomes(self) -> When | None:
        return When(self.days) if self.days else None

    @property
    def is_change(self) -> bool:
        return bool(self.days) and self.days != self.was.days


def shift_steps(proposal: Proposal, asked: RowFilter, *, by: int, onto_working: bool) -> list[Step]:
    """Rows with days, in order. Two statements."""
    rows = [row for row in narrowed(proposal, asked).standing() if row.day is not None]
    off = _off(proposal.period)
    moved = shifted(
        {row.pk: tuple(row.days) for row in rows}, by=by, onto_working=onto_working, off=off, year=proposal.period
    )
    return [Step(row, row.when, each.days) for row, each in zip(rows, moved, strict=True)]


def last_published(proposal: Proposal) -> Schedule | None:
    """The latest published plan of the same body before the year of the proposal. One statement."""
    found = Schedule.objects.published().filter(kind=proposal.kind, period_key__lt=proposal.period_key)
    body = proposal.its_kind.body_of(proposal.body_id)
    return found.filter(body=body).order_by("-period_key").first()


@dataclass(frozen=True)
class CopySteps:
    """`gone` had no day, or their akimat or place is no more; `present` stand in the year already."""

    source: Schedule
    steps: list[Step]
    officials: dict[int, Official]
    gone: int = 0
    present: int = 0


def copy_steps(proposal: Proposal, source: Schedule, on: date) -> CopySteps:
    """Entries that the year lacks: as many of each akim in each place and half-year as there were. Five statements."""
    entries = list(
        source.entries.in_order().with_places().select_related("official__body", "territory__parent__parent__parent")
    )
    on = max(on, proposal.period.start)
    heads = {
        head.body_id: head
        for head in Official.objects.in_force(on)
        .filter(post=Post.FIRST_HEAD, body__in={entry.official.body_id for entry in entries})
        .select_related("body")
    }
    named = {entry.territory_id for entry in entries}
    places = set(Territory.objects.in_force(on).filter(pk__in=named).values_list("pk", flat=True))
    rows = list(ProposalRow.objects.filter(proposal=proposal).standing().select_related("official"))
    there = Counter((row.official.body_id, row.territory_id, _half(row.span_start)) for row in rows)
    usable, gone, present = [], 0, 0
    for entry in entries:
        if entry.day is None or entry.official.body_id not in heads or entry.territory_id not in places:
            gone += 1
            continue
        key = (entry.official.body_id, entry.territory_id, _half(entry.day))
        if there[key] > 0:
            there[key] -= 1
            present += 1
            continue
        usable.append(entry)
    taken = {(row.official.body_id, day) for row in rows for day in row.days}
    meetings = [(entry.pk, entry.official.body_id, entry.day) for entry in usable if entry.day is not None]
    placed = into_year(meetings, off=_off(proposal.period), taken=taken, year=proposal.period)
    steps = [Step(entry, entry.when, each.days) for entry, each in zip(usable, placed, strict=True)]
    return CopySteps(source, steps, heads, gone, present)


def copied_values(entry: ScheduleEntry | Planned) -> dict[str, Any]:
    """What a copy says again: texts, time and format, not the reason of a change."""
    return {name: getattr(entry, name) for name in (*_TEXTS, "start_time", "format")}


def _half(day: date) -> str:
    """ "H1" or "H2", whatever the year."""
    return Period.containing("half", day).key[-2:]


def _off(year: Period) -> frozenset[date]:
    return frozenset(days_off(year.start, year.last_day))
