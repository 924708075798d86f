"""Who goes where and when in the demonstration: plain values, the same for the same day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from portal.bodies.facts.territories import Place
from portal.demo.content import venues
from portal.demo.content.subjects import subjects
from portal.demo.content.words import GROUNDS
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.counting.calendar import WorkingCalendar
from schedules.choices import MeetingFormat

#: Meetings beyond one a quarter for each ministry; of the first of them, the ministries people sign in to.
EXTRA_VISITS = 8
FEATURED = ("water", "culture")
#: Days before and after today among which most meetings of this quarter are spread, so that the front page is alive.
_BEFORE, _AFTER = 10, 24
#: One in so many of them falls anywhere in the quarter.
_ANYWHERE = 4
#: From so many days ahead some meetings have only their month or quarter.
_FAR = 100
_HOURS = (10, 11, 14, 15, 16)
#: One in so many: held in a district, online, both ways; far ahead, only a month, only a quarter.
_IN_DISTRICT, _ONLINE, _MIXED, _MONTH_ONLY, _QUARTER_ONLY = 4, 9, 6, 4, 12
#: How often a day is drawn anew when the region is taken on it.
_DRAWS = 40


@dataclass(frozen=True)
class Visit:
    """One meeting of the first head of the ministry `slug`."""

    slug: str
    kato: str
    when: date | Period
    start_time: time | None
    format: str
    venue: Lines
    subject: Lines
    ground: Lines

    @property
    def quarter(self) -> Period:
        return Period.containing("quarter", self.when.start if isinstance(self.when, Period) else self.when)


@dataclass(frozen=True)
class Ground:
    """What the plan stands on: places of the country, its working days, and the day it is looked at from."""

    places: Sequence[Place]
    calendar: WorkingCalendar
    today: date


def visits(year: Period, slugs: Sequence[str], ground: Ground) -> list[Visit]:
    """One meeting a quarter for each ministry and a few more; no region and no minister has two on a day."""
    return _Planner(year, slugs, ground).plan()


class _Planner:
    def __init__(self, year: Period, slugs: Sequence[str], ground: Ground) -> None:
        self.year = year
        self.slugs = slugs
        self.ground = ground
        self.chance = random.Random(f"{ground.today.isoformat()} {year.key}")  # noqa: S311 - a demonstration, not a secret
        self.regions = [place for place in ground.places if place.is_first_rank]
        self.chance.shuffle(self.regions)
        self.taken: set[tuple[str, date]] = set()
        self.near = self._near_days()

    def plan(self) -> list[Visit]:
        quarters = self.year.parts("quarter")
        # A quarter of the country apart, so that a ministry never comes to one region twice.
        stride = len(self.regions) // len(quarters)
        # First of all: they get the nearest days.
        featured = [self._extra(slug) for slug in FEATURED]
        planned = [
            self._visit(slug, quarter, self.regions[(place + stride * quarter.number) % len(self.regions)])
            for place, slug in enumerate(self.slugs)
            for quarter in quarters
        ]
        others = [slug for slug in self.slugs if slug not in FEATURED]
        return (
            featured
            + planned
            + [self._extra(slug) for slug in self.chance.sample(others, EXTRA_VISITS - len(FEATURED))]
        )

    def _visit(self, slug: str, quarter: Period, region: Place) -> Visit:
        chance = self.chance
        day = self._day(slug, quarter, region)
        district = self._district(region) if self._one_in(_IN_DISTRICT) else None
        visit = Visit(
            slug=slug,
            kato=district.kato if district else region.kato,
            when=day,
            start_time=time(chance.choice(_HOURS), chance.choice((0, 0, 30))),
            format=MeetingFormat.ON_SITE,
            venue=venues.district_hall(chance) if district else venues.hall(region.kato, chance),
            subject=subjects()[slug][quarter.number - 1],
            ground=chance.choice(GROUNDS),
        )
        if district is None and self._one_in(_ONLINE):
            visit = replace(visit, format=MeetingFormat.ONLINE, venue=venues.ONLINE)
        elif self._one_in(_MIXED):
            visit = replace(visit, format=MeetingFormat.MIXED)
        if day > self.ground.today + timedelta(days=_FAR):
            visit = self._less_certain(visit, day)
        return visit

    def _less_certain(self, visit: Visit, day: date) -> Visit:
        if self._one_in(_QUARTER_ONLY):
            return replace(visit, when=Period.containing("quarter", day), start_time=None)
        if self._one_in(_MONTH_ONLY):
            return replace(visit, when=Period.containing("month", day), start_time=None)
        return visit

    def _day(self, slug: str, quarter: Period, region: Place) -> date:
        """A working day of the quarter on which minister and region are free; near today in today's quarter."""
        is_near = quarter.contains(self.ground.today) and self.near and not self._one_in(_ANYWHERE)
        for _draw in range(_DRAWS):
            day = self._near_day() if is_near else self._any_day(quarter)
            wanted = {(region.kato, day), (slug, day)}
            if quarter.contains(day) and not wanted & self.taken:
                self.taken |= wanted
                return day
        raise ValueError(f"no free day for {slug} in {region.kato} in {quarter}")

    def _any_day(self, quarter: Period) -> date:
        drawn = quarter.start + timedelta(days=self.chance.randrange((quarter.end - quarter.start).days))
        return self.ground.calendar.last_working_day(drawn)

    def _near_day(self) -> date:
        """The next of the near days, which go round: no day has two meetings before every day has one."""
        self.near.append(self.near.pop(0))
        return self.near[-1]

    def _near_days(self) -> list[date]:
        """Working days of this year around today, in any order; today itself and tomorrow are first."""
        today = self.ground.today
        window = [today + timedelta(days=ahead) for ahead in range(-_BEFORE, _AFTER + 1)]
        near = [day for day in window if self.year.contains(day) and self.ground.calendar.is_working(day)]
        self.chance.shuffle(near)
        return sorted(near, key=lambda day: not today <= day <= today + timedelta(days=1))

    def _extra(self, slug: str) -> Visit:
        """One more in this quarter, or in any of a year to come."""
        quarter = self.chance.choice(self.year.parts("quarter"))
        if self.year.contains(self.ground.today):
            quarter = Period.containing("quarter", self.ground.today)
        return self._visit(slug, quarter, self.chance.choice(self.regions))

    def _district(self, region: Place) -> Place | None:
        """A district or a city of the region; a city of republican significance is visited as a whole."""
        if region.kind != "region":
            return None
        inside = [
            place
            for place in self.ground.places
            if place.parent_kato == region.kato and place.in_force(self.ground.today)
        ]
        return self.chance.choice(inside)

    def _one_in(self, number: int) -> bool:
        return self.chance.randrange(number) == 0
