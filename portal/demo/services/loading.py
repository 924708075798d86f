"""Loading the whole demonstration, once."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from portal.bodies.facts.territories import in_force
from portal.bodies.models import Body
from portal.bodies.services import import_edition, raise_akimats, seed_reference
from portal.bodies.services.akimats import note_joined
from portal.deadlines.queries import working_calendar
from portal.deadlines.services import seed_law, sweep
from portal.demo import plan
from portal.demo.content import kyzylorda, places, ulytau
from portal.demo.errors import NoDemonstration
from portal.demo.people import COMPANIES, LOGINS
from portal.demo.queries import is_loaded
from portal.demo.season import CalendarSeason, LastSeason, NextSeason
from portal.demo.services.amending import carry_amendments
from portal.demo.services.beginning import begin_duties
from portal.demo.services.calendars import bring_calendars
from portal.demo.services.crew import hire, keep_logins
from portal.demo.services.issues import raise_first
from portal.demo.services.planning import Cast, carry_last_season, carry_next_season
from portal.demo.services.plans import carry_plans
from portal.demo.services.record import fill_record
from portal.kernel.periods import Period
from portal.kit.statistics import count_anew
from portal.notices.services import settle
from schedules.rules import PROPOSAL_ACT


@dataclass(frozen=True)
class Loaded:
    """What a load did. `is_new` is False when the demonstration was there already."""

    is_new: bool
    meetings: int = 0
    logins_restored: int = 0


def load_demonstration(*, today: date, districts: Collection[str] | None = None) -> Loaded:
    """Bring the demonstration as of `today` into the database, once; whatever was entered since stays as it is.

    `districts`: of the region whose akims have a calendar these alone, by their codes; none of them, no calendar. What
    became of its meetings comes after the load: `services.holding`. One transaction: a load that is killed leaves
    nothing. Raises NoDemonstration where settings do not allow it.
    """
    if not settings.KEZDESU_DEMO:
        raise NoDemonstration
    with transaction.atomic():
        running = Period.containing("year", today)
        since = running.previous().parts("half")[-1].start
        # Two loads at once take turns here.
        seed_reference(on=today, joined_on=since)
        if is_loaded():
            return Loaded(is_new=False, logins_restored=keep_logins(today=today))
        seed_law()
        # Two regions down to their villages, with an office for every akim; the offices join when somebody is there.
        import_edition(
            rows=kyzylorda.classifier_rows() | ulytau.classifier_rows(),
            source=places.SOURCE,
            edition_on=places.EDITION_ON,
            today=today,
        )
        for region in (kyzylorda.REGION, ulytau.REGION):
            raise_akimats(on=today, region=region)
        # Otherwise the database reckons with no places and no offices until the end, and a question takes seconds.
        count_anew()
        begin_duties(running=running, today=today)
        meetings = _play(running, since, today, districts)
        sweep(on=today)
        # What was told in the past is not mailed now.
        settle(before=today)
    # The first pages come before the database has looked by itself, and would reckon with no places and no offices.
    count_anew()
    return Loaded(is_new=True, meetings=meetings)


def _play(running: Period, since: date, today: date, districts: Collection[str] | None) -> int:
    """Everything that people did from `since` until `today`; the number of published meetings."""
    bodies = {body.slug: body for body in Body.objects.in_force(today)}
    slugs = list(
        Body.objects.ministries().in_force(today).obliged_under(PROPOSAL_ACT, today).values_list("slug", flat=True)
    )
    akimats = list(Body.objects.regional_akimats().in_force(today).values_list("slug", flat=True))
    for person in LOGINS:
        # In force since the classifier: an office counts from this year on, when somebody of it came.
        note_joined(body=bodies[person.slug], on=running.start)
    crew = hire(bodies=bodies, ministries=[*slugs, *COMPANIES], akimats=akimats, since=since)
    cast = Cast.assemble(crew, bodies, today)
    ahead = running.next()
    ground = plan.Ground(in_force(today), working_calendar(running.start, ahead.last_day), today)
    last_season = LastSeason(running)
    schedule = carry_last_season(cast=cast, season=last_season, visits=plan.visits(running, slugs, ground))
    carry_amendments(cast=cast, season=last_season, calendar=ground.calendar, today=today)
    order = sorted(slugs)
    random.Random(ahead.key).shuffle(order)  # noqa: S311 - a demonstration, not a secret
    next_season = NextSeason(ahead, today)
    carry_next_season(cast=cast, season=next_season, visits=plan.visits(ahead, slugs, ground), order=order)
    planned = carry_plans(cast=cast, running=running, next_season=next_season, ground=ground)
    if districts is None or districts:
        season = CalendarSeason(running, today)
        crew, calendars = bring_calendars(crew=crew, season=season, next_season=next_season, districts=districts)
        planned |= calendars
    raise_first(crew, today)
    fill_record(crew=crew, since=since, today=today, planned=planned)
    return schedule.entries.count()
