"""The calendar of all akims of one region: that of this year published and sent, that of the next in the making."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from meetings.services.publication import publish_schedule
from portal.bodies.choices import BodyKind, Post, Role
from portal.bodies.models import Body, Official, Territory
from portal.bodies.querysets import BodyQuerySet
from portal.bodies.rules import codes
from portal.bodies.services import make_localities
from portal.calendars.models import Part
from portal.calendars.queries.proposing import known_law, sketch
from portal.calendars.rules.proposing import Given
from portal.calendars.services.parts import give_out, mark_ready
from portal.calendars.services.proposing import propose
from portal.deadlines.models import Transmittal
from portal.deadlines.services import acknowledge
from portal.demo.akims import begins_at
from portal.demo.content import akims, venues
from portal.demo.content.kyzylorda import REGION
from portal.demo.people import LOGINS
from portal.demo.season import CalendarSeason, NextSeason, PartsSeason
from portal.demo.services.crew import Crew, hire_officers
from portal.kernel import clock
from portal.kit.statistics import count_anew
from portal.law.counting.calendar import WorkingCalendar
from schedules.choices import BulkVerb
from schedules.kinds.akim_calendar import AKIM_CALENDAR
from schedules.models import Proposal, ProposalRow
from schedules.rules import CALENDAR_SENT_DUTY
from schedules.services import proposals
from schedules.services.bulk import change_many
from schedules.services.hearings import send_to_maslikhat
from schedules.services.plans import approve_plan
from schedules.services.rows import RowChange, delete_row, save_row
from schedules.services.rows_data import RowData, data_of
from schedules.services.sending_up import send_calendar

AKIMAT = f"akimat-{REGION}"
#: At this hour of the day a calendar is published.
PUBLISHES_AT = 11
#: Of the next year: so many districts are ready, with all that lies in them; of the others every so-manieth office.
_READY, _EVERY_OFFICE = 3, 3
#: In each of so many districts that are not ready a meeting was moved, and one was taken out: its place is empty.
_WORKED_ON = 2
_BY = (3, 4, 5, 6, 7, -3, -4)


def offices(districts: Collection[str] | None) -> BodyQuerySet:
    """Akimats below the region that plan in the demonstration: all, or those of these districts."""
    within = Body.objects.akimats().filter(territory__kato__startswith=codes.region(REGION)).exclude(slug=AKIMAT)
    if districts is None:
        return within
    inside = Q(pk__in=[])
    for kato in districts:
        inside |= Q(territory__kato__startswith=codes.stem(kato))
    return within.filter(inside)


def bring_calendars(
    *, crew: Crew, season: CalendarSeason, next_season: NextSeason, districts: Collection[str] | None
) -> tuple[Crew, frozenset[tuple[str, str]]]:
    """Offices come to the portal with their first calendar, and calendars are made: whose, and of which year.

    The crew has the people of those offices.
    """
    below = offices(districts).order_by("slug")
    below.filter(joined_on=None).update(joined_on=season.joined_on)
    make_localities({codes.region(REGION)}, on=season.today)
    crew = hire_officers(crew, below.values_list("slug", flat=True), since=season.joined_on)
    region = _Region.read(crew, season.today)
    _carry_running(region, season)
    if next_season.is_under_way:
        _begin_next(region, PartsSeason(next_season.year, next_season.today))
    return crew, frozenset({(AKIMAT, season.year.key)})


@dataclass(frozen=True)
class _Region:
    """Heads and places by code, read once."""

    crew: Crew
    place: Territory
    heads: dict[str, Official]
    places: dict[str, Territory]

    @classmethod
    def read(cls, crew: Crew, today: date) -> _Region:
        """Those whose people are of the crew. Two plain statements: nobody has counted yet what was loaded."""
        inside = Territory.objects.in_force(today).filter(kato__startswith=codes.region(REGION))
        places = {place.pk: place for place in inside.select_related("parent__parent__parent")}
        planning = {
            body.pk: places[body.territory_id].kato
            for body in crew.bodies.values()
            if body.kind == BodyKind.AKIMAT and body.territory_id in places and crew.speaks_for(body)
        }
        heads = Official.objects.in_force(today).filter(post=Post.FIRST_HEAD, body__in=list(planning))
        by_kato = {place.kato: place for place in places.values()}
        return cls(
            crew=crew,
            place=by_kato[REGION],
            heads={planning[head.body_id]: head for head in heads.select_related("body")},
            places=by_kato,
        )


# -- the running year --------------------------------------------------------------------------------------------------
def _carry_running(region: _Region, season: CalendarSeason) -> None:
    """Drawn up by the norms, told to the maslikhat, approved, published, sent to the Government, received there."""
    crew = region.crew
    officer, on = crew.actor(Role.OFFICER, AKIMAT, season.begun_on), season.begun_on
    proposal = proposals.open_proposal(
        body=crew.bodies[AKIMAT], period_key=season.year.key, kind=AKIM_CALENDAR.key, actor=officer, today=on
    )
    given = sketch(region.place, season.year.start.year, on=season.today, known=known_law()).proposed.given
    changes = [RowChange(_row(region, each)) for each in given if each.want.akim in region.heads]
    change_many(proposal=proposal, verb=BulkVerb.PROPOSE, changes=changes, actor=officer, today=on)
    on = season.submitted_on
    proposal = proposals.submit_proposal(proposal=proposal, actor=replace(officer, on=on), today=on)
    on = season.told_on
    send_to_maslikhat(proposal=proposal, actor=replace(officer, on=on), today=on)
    on = season.approved_on
    calendar = approve_plan(
        proposal=proposal,
        act_number=akims.ACT_NUMBER.format(number=season.year.start.year % 100),
        act_on=on,
        actor=crew.head(AKIMAT, on),
        today=on,
    )
    # Rows of hundreds were written in this transaction, and publishing asks of them beside everything they name.
    count_anew()
    on = season.published_on
    publish_schedule(schedule=calendar, actor=replace(officer, on=on), today=on, now=clock.at(on, PUBLISHES_AT))
    on = season.sent_on
    send_calendar(schedule=calendar, actor=replace(officer, on=on), today=on)
    take_receipt(crew, season.year.key, season.acknowledged_on)


def take_receipt(crew: Crew, year: str, on: date) -> None:
    """The Government acknowledges what was sent."""
    sent = Transmittal.objects.unanswered().filter(
        obligation__duty=CALENDAR_SENT_DUTY, obligation__body=crew.bodies[AKIMAT], obligation__period_key=year
    )
    for row in sent.select_related("receiver"):
        acknowledge(transmittal=row, actor=crew.speaker(row.receiver, on), today=on)


def _row(region: _Region, given: Given) -> RowData:
    want = given.want
    place = region.places[want.unit]
    chance = random.Random(f"{want.akim} {want.unit} {given.day}")  # noqa: S311 - a demonstration, not a secret
    subject = chance.choice(akims.SUBJECTS)
    hall = venues.hall(REGION, chance) if place.kind == "city" else chance.choice(akims.VENUES)
    venue = venues.district_hall(chance) if place.kind == "district" else hall
    return RowData(
        official=region.heads[want.akim],
        territory=place,
        day=given.day,
        start_time=begins_at(want.akim, want.unit, given.day),
        venue_kk=venue.kk,
        venue_ru=venue.ru,
        venue_en=venue.en,
        subject_kk=subject.kk,
        subject_ru=subject.ru,
        subject_en=subject.en,
    )


# -- the next year -----------------------------------------------------------------------------------------------------
def _begin_next(region: _Region, season: PartsSeason) -> None:
    """Proposed by the norms and given out; some districts are ready, some work on it, some have not begun."""
    crew, on = region.crew, season.proposed_on
    officer = crew.actor(Role.OFFICER, AKIMAT, on)
    proposal = proposals.open_proposal(
        body=crew.bodies[AKIMAT], period_key=season.year.key, kind=AKIM_CALENDAR.key, actor=officer, today=on
    )
    propose(proposal=proposal, actor=officer, today=on, begins=begins_at(REGION, REGION, season.year.start))
    on = season.given_on
    delegation = give_out(proposal=proposal, due_on=season.inner_due_on, actor=replace(officer, on=on), today=on)
    given = delegation.parts.select_related("body__territory").order_by("body__territory__kato")
    parts = [part for part in given if crew.speaks_for(part.body)]
    districts = [part for part in parts if part.body.territory and part.body.territory.parent_id == region.place.pk]
    others = [part for part in districts if not _is_signed_in(part.body)]
    ready, working = others[:_READY], others[_READY : _READY + _WORKED_ON]
    for part in working:
        _work_on(region, proposal, part, season)
    for part in _done(parts, ready, season):
        actor = crew.actor(Role.OFFICER, part.body.slug, season.ready_on)
        mark_ready(part=part, actor=actor, today=season.ready_on)


def _done(parts: Iterable[Part], ready: Collection[Part], season: PartsSeason) -> list[Part]:
    """Parts that are ready: whole districts, from below, and some offices elsewhere. Not where somebody signs in."""
    whole = [_kato(part) for part in ready]
    done = []
    # From below: offices before their district.
    for number, part in enumerate(reversed(list(parts))):
        is_office = codes.level(_kato(part)) >= codes.ADMINISTRATION
        is_ready = any(codes.is_within(_kato(part), district) for district in whole)
        if (is_ready or (is_office and number % _EVERY_OFFICE == 0)) and not _is_signed_in(part.body):
            done.append(part)
    return done


def _work_on(region: _Region, proposal: Proposal, part: Part, season: PartsSeason) -> None:
    """The district moves one of its meetings and takes another out."""
    on = season.changed_on
    actor = region.crew.actor(Role.OFFICER, part.body.slug, on)
    rows = list(ProposalRow.objects.filter(proposal=proposal, official__body=part.body).in_order().with_places())
    first, last = rows[0], rows[-1]
    assert first.day is not None
    taken = {row.day for row in rows}
    plain = WorkingCalendar()
    day = next(
        day
        for by in _BY
        if (day := first.day + timedelta(days=by)) not in taken and plain.is_working(day) and season.year.contains(day)
    )
    save_row(
        proposal=proposal, row=first, data=replace(data_of(first), day=day), expected_version=first.version,
        actor=actor, today=on,
    )  # fmt: skip
    delete_row(proposal=proposal, row=last, expected_version=last.version, actor=actor, today=on)


def _is_signed_in(body: Body) -> bool:
    """Somebody can sign in there: its part is left to them."""
    return body.slug in {person.slug for person in LOGINS}


def _kato(part: Part) -> str:
    assert part.body.territory is not None
    return part.body.territory.kato
