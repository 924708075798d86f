"""Proposals and schedules of the demonstration, driven through the services on their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.services.publication import publish_schedule
from portal.bodies.choices import Post
from portal.bodies.models import Body, Official, Territory
from portal.demo.content.words import (
    ACT_NUMBER,
    ANSWER,
    LATE_REASONS,
    QUARTER_REASON,
    REMARKS,
    RETURN_COMMENT,
    ROW_COMMENT,
)
from portal.demo.plan import Visit
from portal.demo.season import (
    AUTHORISED,
    LATE_LAST_SEASON,
    REMARKED_LAST_SEASON,
    RETURNED_LAST_SEASON,
    SILENT_LAST_SEASON,
    UNFINISHED,
    Filing,
    LastSeason,
    NextSeason,
)
from portal.demo.services.crew import Crew
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When
from schedules.models import Proposal, Schedule
from schedules.services import graphs, proposals
from schedules.services.rows_data import RowData

#: At this hour of the day the authorised body publishes.
_PUBLISHES_AT = 10


@dataclass(frozen=True)
class Cast:
    """Rows that every step needs, read once."""

    crew: Crew
    bodies: dict[str, Body]
    heads: dict[str, Official]
    territories: dict[str, Territory]

    @classmethod
    def assemble(cls, crew: Crew, bodies: dict[str, Body], on: date) -> Cast:
        heads = Official.objects.in_force(on).filter(post=Post.FIRST_HEAD).select_related("body")
        return cls(
            crew=crew,
            bodies=bodies,
            heads={head.body.slug: head for head in heads},
            territories={place.kato: place for place in Territory.objects.in_force(on).of_upper_ranks()},
        )


def carry_last_season(*, cast: Cast, season: LastSeason, visits: Iterable[Visit]) -> Schedule:
    """From the proposals to the published schedule of the running year."""
    for place, (slug, planned) in enumerate(_by_ministry(visits).items()):
        _file_last_season(cast, season, slug, place, planned)
    schedule = _agree(cast, season)
    head = cast.crew.head(AUTHORISED, season.sent_on)
    schedule = graphs.send_to_government(
        schedule=schedule, actor=head, today=season.sent_on, quarter_reason=QUARTER_REASON
    )
    schedule = graphs.approve_schedule(
        schedule=schedule,
        act_number=ACT_NUMBER.format(number=season.year.start.year % 100),
        act_on=season.approved_on,
        actor=cast.crew.actor("approver", "government", season.approved_on),
        today=season.approved_on,
    )
    publish_schedule(
        schedule=schedule,
        actor=cast.crew.head(AUTHORISED, season.published_on),
        today=season.published_on,
        now=clock.at(season.published_on, _PUBLISHES_AT),
    )
    return schedule


def carry_next_season(*, cast: Cast, season: NextSeason, visits: Iterable[Visit], order: list[str]) -> None:
    """As far as the planning of the next year has come by today."""
    planned = _by_ministry(visits)
    filings = season.filings(order)
    for filing in filings:
        _file_next_season(cast, season, filing, planned[filing.slug])
    _leave_unfinished(cast, season, planned[UNFINISHED])
    if not filings:
        # Long before the season one more ministry has begun to think.
        _draft(cast, season.year, order[0], planned[order[0]][:1], season.today)
    if season.is_sent:
        _send_next_season(cast, season)


def _file_last_season(cast: Cast, season: LastSeason, slug: str, place: int, planned: list[Visit]) -> None:
    filed_on = season.filed_on(slug, place)
    proposal = _draft(cast, season.year, slug, planned, filed_on)
    late_reason = LATE_REASONS[place % len(LATE_REASONS)] if slug in LATE_LAST_SEASON else ""
    preparer = cast.crew.preparer(slug, filed_on)
    proposal = proposals.submit_proposal(proposal=proposal, actor=preparer, today=filed_on, late_reason=late_reason)
    reviewer = cast.crew.head(AUTHORISED, season.accepted_on)
    if slug == RETURNED_LAST_SEASON:
        _return(cast, proposal, season.accepted_on)
        again = cast.crew.preparer(slug, season.accepted_on)
        proposal = proposals.submit_proposal(proposal=proposal, actor=again, today=season.accepted_on)
    proposals.accept_proposal(proposal=proposal, actor=reviewer, today=season.accepted_on)


def _agree(cast: Cast, season: LastSeason) -> Schedule:
    """Most agree, one has remarks and is answered, one is silent."""
    preparer = cast.crew.preparer(AUTHORISED, season.agreement_on)
    schedule = graphs.assemble_draft(period_key=season.year.key, actor=preparer, today=season.agreement_on)
    schedule = graphs.start_agreement(schedule=schedule, actor=preparer, today=season.agreement_on)
    for slot in schedule.slots.select_related("body"):
        slug = slot.body.slug
        if slug == SILENT_LAST_SEASON:
            continue
        head = cast.crew.head(slug, season.answered_on)
        if slug == REMARKED_LAST_SEASON:
            graphs.object_with_remarks(
                schedule=schedule, body=slot.body, remarks=REMARKS, actor=head, today=season.answered_on
            )
            graphs.answer_remarks(
                schedule=schedule, body=slot.body, answer=ANSWER, actor=preparer, today=season.remarks_answered_on
            )
        else:
            graphs.agree(schedule=schedule, body=slot.body, actor=head, today=season.answered_on)
    graphs.close_silent_slots(today=season.silent_on)
    return schedule


def _file_next_season(cast: Cast, season: NextSeason, filing: Filing, planned: list[Visit]) -> None:
    proposal = _draft(cast, season.year, filing.slug, planned, filing.filed_on)
    proposal = proposals.submit_proposal(
        proposal=proposal,
        actor=cast.crew.preparer(filing.slug, filing.filed_on),
        today=filing.filed_on,
        late_reason=LATE_REASONS[0] if filing.filed_on > season.due_on else "",
    )
    if filing.returned_on:
        _return(cast, proposal, filing.returned_on)
    if filing.accepted_on:
        proposals.accept_proposal(
            proposal=proposal,
            actor=cast.crew.head(AUTHORISED, filing.accepted_on),
            today=filing.accepted_on,
        )


def _leave_unfinished(cast: Cast, season: NextSeason, planned: list[Visit]) -> None:
    """A draft that lacks its last quarter, for whoever signs in as its preparer."""
    last_quarter = season.year.parts("quarter")[-1]
    rows = [visit for visit in planned if visit.quarter != last_quarter]
    _draft(cast, season.year, UNFINISHED, rows, season.today)


def _send_next_season(cast: Cast, season: NextSeason) -> None:
    """The draft went to the Government on its last day: its approver has something to decide."""
    on = season.draft_due_on
    preparer, head = cast.crew.preparer(AUTHORISED, on), cast.crew.head(AUTHORISED, on)
    schedule = graphs.assemble_draft(period_key=season.year.key, actor=preparer, today=on)
    schedule = graphs.start_agreement(schedule=schedule, actor=preparer, today=on)
    for slot in schedule.slots.select_related("body"):
        graphs.agree(schedule=schedule, body=slot.body, actor=cast.crew.head(slot.body.slug, on), today=on)
    graphs.send_to_government(schedule=schedule, actor=head, today=on, quarter_reason=QUARTER_REASON)


def _draft(cast: Cast, year: Period, slug: str, planned: Iterable[Visit], on: date) -> Proposal:
    actor = cast.crew.preparer(slug, on)
    proposal = proposals.open_proposal(body=cast.bodies[slug], period_key=year.key, actor=actor, today=on)
    for visit in planned:
        proposals.save_row(
            proposal=proposal, row=None, data=_row(cast, visit), expected_version=None, actor=actor, today=on
        )
    return proposal


def _return(cast: Cast, proposal: Proposal, on: date) -> Proposal:
    row = proposal.rows.in_order().first()
    assert row is not None
    return proposals.return_proposal(
        proposal=proposal,
        comment=RETURN_COMMENT,
        row_comments={row.pk: ROW_COMMENT},
        actor=cast.crew.head(AUTHORISED, on),
        today=on,
    )


def _row(cast: Cast, visit: Visit) -> RowData:
    when = visit.when
    named = When(period=when) if isinstance(when, Period) else When((when,))
    return RowData(
        official=cast.heads[visit.slug],
        territory=cast.territories[visit.kato],
        day=None if isinstance(when, Period) else when,
        month_key=named.key_of("month"),
        quarter_key=named.key_of("quarter"),
        start_time=visit.start_time,
        format=visit.format,
        venue_kk=visit.venue.kk,
        venue_ru=visit.venue.ru,
        venue_en=visit.venue.en,
        subject_kk=visit.subject.kk,
        subject_ru=visit.subject.ru,
        subject_en=visit.subject.en,
        ground_kk=visit.ground.kk,
        ground_ru=visit.ground.ru,
        ground_en=visit.ground.en,
    )


def _by_ministry(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    planned: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        planned[visit.slug].append(visit)
    return dict(planned)
