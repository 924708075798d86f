"""Departmental plans of the demonstration: one published, one approved, one waiting, one returned."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from meetings.services.publication import publish_schedule
from portal.bodies.choices import Post
from portal.bodies.models import Official
from portal.demo.content import venues
from portal.demo.content.posts import CHAIRS, ORDER_NUMBER, PLAN_RETURN_COMMENT, deputy
from portal.demo.content.subjects import subjects
from portal.demo.content.words import GROUNDS
from portal.demo.plan import Ground
from portal.demo.season import AUTHORISED, UNFINISHED, NextSeason
from portal.demo.services.planning import Cast
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.owner_decisions import SHIPPED
from portal.law.registry import rule_for
from schedules.kinds import PLAN
from schedules.models import Proposal, Schedule
from schedules.rules import PLAN_DUTY
from schedules.services import proposals
from schedules.services.plans import approve_plan
from schedules.services.rows_data import RowData

#: Whose plan its head has given back.
RETURNED = "energy"
#: At this hour meetings of plans begin, and at this one plans are published.
_BEGINS_AT, _PUBLISHES_AT = 11, 10
#: Days of a quarter after which its meeting is held; and days from today of meetings close at hand.
_INTO_THE_QUARTER = (20, 34, 48, 62)
_NEAR = (-9, 6, 13)
#: Before the last day in time a plan is submitted, approved and published.
_SUBMITTED, _APPROVED, _PUBLISHED = timedelta(days=20), timedelta(days=15), timedelta(days=12)


def carry_plans(*, cast: Cast, running: Period, next_season: NextSeason, ground: Ground) -> frozenset[tuple[str, str]]:
    """Make deputies and chairs, and carry the plans; which bodies and years have theirs on the portal."""
    posts = {slug: _appoint(cast, slug) for slug in CHAIRS}
    shelf = _Shelf(cast, ground, posts)
    due_on = _due_on(running)
    published = _approve(shelf, AUTHORISED, running, due_on - _SUBMITTED, due_on - _APPROVED)
    publish_schedule(
        schedule=published,
        actor=cast.crew.preparer(AUTHORISED, due_on - _PUBLISHED),
        today=due_on - _PUBLISHED,
        now=clock.at(due_on - _PUBLISHED, _PUBLISHES_AT),
    )
    done = {(AUTHORISED, running.key)}
    if next_season.is_under_way:
        done |= _next(shelf, next_season.year, next_season.today)
    return frozenset(done)


@dataclass(frozen=True)
class _Shelf:
    """What every step takes from."""

    cast: Cast
    ground: Ground
    posts: dict[str, list[Official]]


def _next(shelf: _Shelf, year: Period, today: date) -> set[tuple[str, str]]:
    """Approved and ready to publish; waiting for the head; returned."""
    crew = shelf.cast.crew
    last = min(today, _due_on(year))
    _approve(shelf, AUTHORISED, year, last - timedelta(days=6), last - timedelta(days=3))
    _submit(shelf, UNFINISHED, year, last - timedelta(days=2))
    proposal = _submit(shelf, RETURNED, year, last - timedelta(days=5))
    returned_on = last - timedelta(days=4)
    proposals.return_proposal(
        proposal=proposal, comment=PLAN_RETURN_COMMENT, actor=crew.head(RETURNED, returned_on), today=returned_on
    )
    return {(slug, year.key) for slug in (AUTHORISED, UNFINISHED, RETURNED)}


def _appoint(cast: Cast, slug: str) -> list[Official]:
    """A deputy and a chair, since the body began."""
    body = cast.bodies[slug]
    head = Lines(body.head_title_kk, body.head_title_ru, body.head_title_en)
    titles = ((Post.DEPUTY, deputy(head)), (Post.COMMITTEE_CHAIR, CHAIRS[slug]))
    return [
        Official.objects.create(
            body=body,
            post=post,
            title_kk=title.kk,
            title_ru=title.ru,
            title_en=title.en,
            starts_on=body.starts_on,
        )
        for post, title in titles
    ]


def _submit(shelf: _Shelf, slug: str, year: Period, on: date) -> Proposal:
    crew = shelf.cast.crew
    actor = crew.preparer(slug, on)
    proposal = proposals.open_proposal(
        body=shelf.cast.bodies[slug], period_key=year.key, kind=PLAN.key, actor=actor, today=on
    )
    for data in _rows(shelf, slug, year):
        proposals.save_row(proposal=proposal, row=None, data=data, expected_version=None, actor=actor, today=on)
    return proposals.submit_proposal(proposal=proposal, actor=actor, today=on)


def _approve(shelf: _Shelf, slug: str, year: Period, submitted_on: date, approved_on: date) -> Schedule:
    proposal = _submit(shelf, slug, year, submitted_on)
    return approve_plan(
        proposal=proposal,
        act_number=ORDER_NUMBER.format(number=proposal.pk),
        act_on=approved_on,
        actor=shelf.cast.crew.head(slug, approved_on),
        today=approved_on,
    )


def _rows(shelf: _Shelf, slug: str, year: Period) -> Iterator[RowData]:
    chance = random.Random(f"{slug} {year.key}")  # noqa: S311 - a demonstration, not a secret
    regions = [place for place in shelf.ground.places if place.is_first_rank]
    for number, day in enumerate(_days(shelf.ground, year)):
        region = chance.choice(regions)
        venue, subject, ground = venues.hall(region.kato, chance), subjects()[slug][number % 4], chance.choice(GROUNDS)
        yield RowData(
            official=shelf.posts[slug][number % 2],
            territory=shelf.cast.territories[region.kato],
            day=day,
            start_time=time(_BEGINS_AT),
            venue_kk=venue.kk,
            venue_ru=venue.ru,
            venue_en=venue.en,
            subject_kk=subject.kk,
            subject_ru=subject.ru,
            subject_en=subject.en,
            ground_kk=ground.kk,
            ground_ru=ground.ru,
            ground_en=ground.en,
        )


def _days(ground: Ground, year: Period) -> Iterable[date]:
    """A working day in each quarter, and some around today."""
    quarters = zip(year.parts("quarter"), _INTO_THE_QUARTER, strict=True)
    days = [quarter.start + timedelta(days=into) for quarter, into in quarters]
    days += [ground.today + timedelta(days=ahead) for ahead in _NEAR]
    return sorted({day for wanted in days if year.contains(day := ground.calendar.last_working_day(wanted))})


def _due_on(year: Period) -> date:
    return rule_for(PLAN_DUTY, year, SHIPPED).due_on
