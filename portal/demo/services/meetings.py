"""Meetings by the thousand: a year of the country, to be measured. The same for the same day and number."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle, islice

from django.conf import settings
from django.db import transaction

from meetings.services.making import make_meetings
from meetings.services.totals import gather_totals as gather_meetings
from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Post
from portal.bodies.models import Body, Official, Territory
from portal.deadlines.queries import working_calendar
from portal.demo.content import venues
from portal.demo.content.posts import ORDER_NUMBER
from portal.demo.content.subjects import subjects
from portal.demo.content.words import GROUNDS
from portal.demo.errors import NoDemonstration
from portal.demo.queries import is_loaded
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When
from portal.kernel.wording import LANGUAGES, Lines
from portal.kit.statistics import count_anew
from schedules.choices import MeetingFormat, ScheduleState
from schedules.kinds import GRAPH, PLAN
from schedules.models import Schedule, ScheduleEntry, ScheduleVersion
from schedules.queries.version_content import next_number, version_content
from schedules.rules import fingerprint
from schedules.services.chain import chain_approval, chain_publication
from schedules.services.totals import gather_totals as gather_entries

#: Schedules are published before their year, at this hour.
_BEFORE, _AT = timedelta(days=40), 10
_HOURS = (9, 10, 11, 14, 15, 16)
#: Of a hundred: the day is not set and a month, a quarter or a half-year stands; or the meeting takes two days.
_MONTH, _QUARTER, _HALF, _TWO_DAYS = 6, 4, 1, 2
_FORMATS = (*[MeetingFormat.ON_SITE] * 8, MeetingFormat.ONLINE, MeetingFormat.MIXED)
_CHUNK = 2000


@dataclass(frozen=True)
class _Owner:
    body: Body
    official: Official
    subjects: Sequence[Lines]


def load_meetings(*, count: int, today: date) -> int:
    """Publish `count` meetings in schedules of this year and the next, over all places and bodies; how many were made.

    Half of them stand in the schedule of first heads of the next year, the others in plans of each body for this one; a
    schedule that is there already stays as it is, and its share goes to the other. Duties hear of them from the beat.
    One transaction. Raises NoDemonstration where settings do not allow it, or no demonstration is loaded.
    """
    if not settings.KEZDESU_DEMO or not is_loaded():
        raise NoDemonstration
    with transaction.atomic():
        chance = random.Random(f"{today.isoformat()} {count}")  # noqa: S311 - invented data, not a secret
        running = Period.containing("year", today)
        ahead = running.next()
        owners = _owners(today)
        schedules = [_opened(PLAN.key, owner.body, running, today) for owner in owners]
        shared = _opened(GRAPH.key, None, ahead, today)
        plans = [(schedule, [owner]) for schedule, owner in zip(schedules, owners, strict=True) if schedule]
        in_plans = count // 2 if shared else count
        shares = [(schedule, mine, in_plans // len(plans)) for schedule, mine in plans] if plans else []
        if shared:
            shares.append((shared, owners, count - sum(share for *_others, share in shares)))
        ground = _Ground(today, chance)
        made = sum(_fill(schedule, mine, share, ground) for schedule, mine, share in shares)
    # As the beat does within ten minutes, and the database soon after.
    gather_meetings()
    gather_entries()
    count_anew()
    return made


class _Ground:
    """Places of the country, its working days, and the dice."""

    def __init__(self, today: date, chance: random.Random) -> None:
        self.today = today
        self.chance = chance
        places = list(Territory.objects.in_force(today).of_upper_ranks().select_related("parent").order_by("kato"))
        chance.shuffle(places)
        self._places = cycle(places)
        running = Period.containing("year", today)
        calendar = working_calendar(running.start, running.next().last_day)
        length = (running.next().end - running.start).days
        days = [running.start + timedelta(days=number) for number in range(length)]
        self._days = {
            year: [day for day in days if year.contains(day) and calendar.last_working_day(day) == day]
            for year in (running, running.next())
        }

    def place(self) -> Territory:
        return next(self._places)

    def when(self, year: Period) -> When:
        days = self._days[year]
        place = self.chance.randrange(len(days) - 1)
        day, dice = days[place], self.chance.randrange(100)
        for kind, share in (("month", _MONTH), ("quarter", _QUARTER), ("half", _HALF)):
            if dice < share:
                return When(period=Period.containing(kind, day))  # type: ignore[arg-type]
            dice -= share
        return When((day, days[place + 1]) if dice < _TWO_DAYS else (day,))


def _owners(today: date) -> list[_Owner]:
    heads = {
        official.body_id: official
        for official in Official.objects.in_force(today).filter(post=Post.FIRST_HEAD).order_by("pk")
    }
    said = subjects()
    anything = [subject for each in said.values() for subject in each]
    bodies = Body.objects.in_force(today).filter(kind__in=[BodyKind.MINISTRY, BodyKind.AKIMAT]).order_by("slug")
    return [_Owner(body, heads[body.pk], said.get(body.slug) or anything) for body in bodies if body.pk in heads]


def _opened(kind: str, body: Body | None, year: Period, today: date) -> Schedule | None:
    """The empty schedule, published; None when the year has one already, or one is on its way."""
    if Schedule.objects.in_chain(kind, body, year.key).exists():
        return None
    on = min(year.start, today) - _BEFORE
    return Schedule.objects.create(
        kind=kind,
        body=body,
        period_key=year.key,
        state=ScheduleState.PUBLISHED,
        act_number=ORDER_NUMBER.format(number=year.key),
        act_on=on,
        approved_on=on,
        approved_by=User.objects.order_by("pk").first(),
        published_at=clock.at(on, _AT),
    )


def _fill(schedule: Schedule, owners: Sequence[_Owner], count: int, ground: _Ground) -> int:
    """Entries, the version that says them, and their meetings."""
    assert schedule.act_on is not None
    assert schedule.published_at is not None
    entries = ScheduleEntry.objects.bulk_create(islice(_entries(schedule, owners, ground), count), batch_size=_CHUNK)
    content = version_content(schedule)
    version = ScheduleVersion.objects.create(
        schedule=schedule,
        number=next_number(schedule),
        content=content,
        sha256=fingerprint(content),
        act_number=schedule.act_number,
        act_on=schedule.act_on,
        approved_on=schedule.act_on,
        published_at=schedule.published_at,
    )
    chain_approval(version, user=None)
    for start in range(0, count, _CHUNK):
        make_meetings(
            entries[start : start + _CHUNK],
            year=schedule.period.start.year,
            version=version,
            actor=None,
            today=schedule.act_on,
            now=schedule.published_at,
        )
    chain_publication(schedule, at=schedule.published_at, user=None, today=schedule.act_on, meetings=count)
    return count


def _entries(schedule: Schedule, owners: Sequence[_Owner], ground: _Ground) -> Iterator[ScheduleEntry]:
    chance = ground.chance
    for number, owner in enumerate(cycle(owners)):
        place = ground.place()
        when = ground.when(schedule.period)
        texts = {
            "venue": venues.hall(place.region.kato, chance) if place.is_first_rank else venues.district_hall(chance),
            "subject": owner.subjects[number % len(owner.subjects)],
            "ground": chance.choice(GROUNDS),
        }
        yield ScheduleEntry(
            schedule=schedule,
            body=owner.body,
            official=owner.official,
            territory=place,
            key=f"{number:012x}",
            span_start=when.start,
            start_time=time(chance.choice(_HOURS)) if when.days else None,
            format=chance.choice(_FORMATS),
            position=number,
            **when.columns(),
            **{f"{name}_{code}": text.get(code) for name, text in texts.items() for code in LANGUAGES},
        )
