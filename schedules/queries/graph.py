"""Reads for the working copy of the schedule: who is asked, what is missing, what clashes, matrix and list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from portal.bodies.choices import Post
from portal.bodies.models import Body, Territory
from portal.kernel.periods import Period
from schedules.choices import ScheduleState
from schedules.models import AgreementSlot, Proposal, ProposalRow, Schedule, ScheduleEntry, ScheduleEvent
from schedules.queries.amendment import changed_bodies
from schedules.queries.clashes import Clash, find_clashes, unvisited_regions
from schedules.queries.matrix import Matrix, year_matrix
from schedules.queries.proposals import row_texts
from schedules.queries.tags import Step, Tag, schedule_steps, schedule_tag, slot_tag
from schedules.queries.terms import language_order, proposing_bodies
from schedules.rules import QUARTERLY_ACT, Line, quarter_cover, text_gaps


def agreeing_bodies(schedule: Schedule, on: date) -> list[Body]:
    """Ministries asked to agree: those asked for a proposal, and whoever else has a meeting in the schedule.

    An amendment concerns those whose meetings it changes; the revision of a half-year is agreed with all.
    """
    if schedule.amends_id is not None and not schedule.scope_key:
        return list(language_order(Body.objects.filter(pk__in=changed_bodies(schedule))))
    asked = Q(pk__in=proposing_bodies(on).order_by().values("pk"))
    present = Q(pk__in=schedule.entries.order_by().values("body"))
    return list(language_order(Body.objects.filter(asked | present)))


@dataclass(frozen=True)
class QuarterGap:
    """A ministry bound by the quarterly minimum, and the quarters in which its first head meets nobody."""

    body: Body
    quarters: tuple[Period, ...]

    @property
    def is_whole_year(self) -> bool:
        return len(self.quarters) == 4


def quarter_gaps(schedule: Schedule, on: date) -> list[QuarterGap]:
    """Ministries that the act does not exempt and that have an empty quarter. Two statements, few rows.

    Exemptions count as on the first day of the year planned, or on `on` once that is past.
    """
    since = max(on, schedule.period.start)
    bound = list(language_order(Body.objects.ministries().in_force(on).obliged_under(QUARTERLY_ACT, since)))
    planned: dict[int, list[Line]] = defaultdict(list)
    for time in schedule.entries.filter(official__post=Post.FIRST_HEAD, body__in=bound).times():
        line = Line(key=0, body=time.body, official=0, region=0, when=time.when, first_head=True)
        # More than the two quarters of a half-year fill no more quarters.
        planned[time.body] += [line] * min(time.entries, 2)
    gaps = []
    for body in bound:
        cover = quarter_cover(schedule.period, planned[body.pk])
        empty = tuple(quarter for quarter, (certain, lent) in cover.items() if not certain + lent)
        if empty:
            gaps.append(QuarterGap(body, empty))
    return gaps


def schedule_texts_missing(schedule: Schedule) -> list[ScheduleEntry]:
    """Entries that lack a text in Kazakh or in Russian. One statement."""
    return [entry for entry in schedule.entries.in_order().with_places() if text_gaps(row_texts(entry))]


def is_up_to_date(schedule: Schedule) -> bool:
    """Whether the draft holds exactly the rows of the proposals that are accepted now. Two statements.

    An amendment also holds, as they are in force, meetings of bodies whose proposals are not accepted: one more.
    """
    proposals = Proposal.objects.for_schedule(schedule).accepted()
    rows = ProposalRow.objects.filter(proposal__in=proposals).standing()
    wanted = set(rows.values_list("pk", "version"))
    if schedule.amends_id is not None:
        carried = ScheduleEntry.objects.filter(schedule=schedule.amends_id).exclude(body__in=proposals.values("body"))
        wanted |= set(carried.values_list("source_id", "source_version"))
    return wanted == set(schedule.entries.values_list("source_id", "source_version"))


def missing_proposals(period_key: str, on: date) -> list[Body]:
    """Ministries asked for a proposal whose proposal is not accepted. One statement."""
    accepted = Proposal.objects.for_year(period_key).accepted().for_graph()
    return list(proposing_bodies(on).exclude(pk__in=accepted.values("body")))


@dataclass(frozen=True)
class AssemblyPreview:
    """What assembling now would put together, and who would be left out."""

    proposals: list[Proposal]
    missing: list[Body]

    @property
    def meetings(self) -> int:
        return sum(proposal.row_count for proposal in self.proposals)  # type: ignore[attr-defined]


def assembly_preview(period_key: str, on: date) -> AssemblyPreview:
    """Two statements."""
    accepted = Proposal.objects.for_year(period_key).accepted().for_graph().select_related("body").with_row_counts()
    return AssemblyPreview(list(accepted.order_by("body__slug")), missing_proposals(period_key, on))


@dataclass(frozen=True)
class SlotFigures:
    agreed: int
    silent: int
    remarks: int
    unanswered: int
    pending: int

    @property
    def agreed_in_all(self) -> int:
        return self.agreed + self.silent

    @property
    def is_complete(self) -> bool:
        return self.pending == 0 and self.unanswered == 0


@dataclass(frozen=True)
class SlotView:
    """One ministry's answer. `awaits_answer`: its remarks were not answered yet."""

    slot: AgreementSlot
    tag: Tag
    awaits_answer: bool


@dataclass(frozen=True)
class GraphView:
    """The working copy as the authorised body, the ministries and the Government look at it."""

    schedule: Schedule
    entries: list[ScheduleEntry]
    matrix: Matrix
    slots: list[SlotView]
    figures: SlotFigures
    gaps: list[QuarterGap]
    clashes: list[Clash]
    unvisited: list[Territory]
    missing: list[Body]
    is_up_to_date: bool

    @property
    def tag(self) -> Tag:
        return schedule_tag(self.schedule)

    @property
    def is_empty_copy(self) -> bool:
        """An amendment that nothing was assembled into yet: it has nothing to count, to warn of or to list."""
        return self.schedule.amends_id is not None and not self.entries

    @property
    def is_public(self) -> bool:
        return self.schedule.state == ScheduleState.PUBLISHED

    @property
    def with_remarks(self) -> list[AgreementSlot]:
        return [each.slot for each in self.slots if each.slot.remarks]

    @property
    def steps(self) -> list[Step]:
        return schedule_steps(self.schedule)

    @property
    def entry_count(self) -> int:
        return len(self.entries)

    @property
    def body_count(self) -> int:
        return len({entry.body_id for entry in self.entries})

    @property
    def region_count(self) -> int:
        return len({entry.territory.region.pk for entry in self.entries})


def graph_view(schedule: Schedule, on: date) -> GraphView:
    """Nine statements, however many entries."""
    entries = list(schedule.entries.in_order().with_places())
    is_empty_copy = schedule.amends_id is not None and not entries
    gaps = [] if is_empty_copy else quarter_gaps(schedule, on)
    bodies = _rows_of_matrix(entries, on)
    places = {body.pk: place for place, body in enumerate(bodies)}
    slots = sorted(schedule.slots.select_related("body"), key=lambda slot: places.get(slot.body_id, len(places)))
    return GraphView(
        schedule=schedule,
        entries=entries,
        matrix=year_matrix(schedule.period, bodies, entries, [gap.body.pk for gap in gaps]),
        slots=[SlotView(slot, slot_tag(slot), _awaits_answer(slot)) for slot in slots],
        figures=slot_figures(slots),
        gaps=gaps,
        clashes=find_clashes((entry, entry.body) for entry in entries),
        unvisited=[] if is_empty_copy else unvisited_regions(entries, schedule.period.start),
        missing=missing_proposals(schedule.period_key, on),
        is_up_to_date=is_up_to_date(schedule),
    )


def slot_figures(slots: Iterable[AgreementSlot]) -> SlotFigures:
    slots = list(slots)
    count = Counter(slot.state for slot in slots)
    unanswered = sum(_awaits_answer(slot) for slot in slots)
    return SlotFigures(count["agreed"], count["silent"], count["remarks"], unanswered, count["pending"])


def _awaits_answer(slot: AgreementSlot) -> bool:
    return bool(slot.remarks) and not slot.answer


def graph_history(schedule: Schedule) -> list[ScheduleEvent]:
    """Oldest first, with people and bodies. One statement."""
    return list(schedule.events.select_related("actor", "body"))


def _rows_of_matrix(entries: Iterable[ScheduleEntry], on: date) -> list[Body]:
    """Ministries asked, and whoever else has a meeting."""
    present = {entry.body_id for entry in entries}
    asked = proposing_bodies(on).order_by().values("pk")
    return list(language_order(Body.objects.filter(Q(pk__in=asked) | Q(pk__in=present))))
