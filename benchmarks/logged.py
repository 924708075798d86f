"""Meetings of a year that were held, with what is told of them: rows as services leave them.

They are written through the models, many at once, and not by services one by one, which would take hours. What services
promise each other across rows (which duty a meeting meets, letters) is not there; `owe` opens the duties by the product
itself and closes most of them by one statement, as `benchmarks.law` does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from itertools import count, islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Mod

from benchmarks.logged_rows import account_of, event_of, history_of, parts_of, question_of, record_of, state_of
from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingEvent, MeetingHeld
from meetings.services.duties import note_announced, note_ended
from meetings.services.making import make_meetings
from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Post
from portal.bodies.models import Official, RoleGrant, Territory
from portal.calendars.queries.proposing import known_law, sketch
from portal.holding.models import Account, AccountEvent, LogDraft, Part, Question
from portal.holding.rules.lines import MOST_QUESTIONS
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.when import When
from schedules.choices import MeetingFormat, ScheduleState
from schedules.kinds import AKIM_CALENDAR, GRAPH
from schedules.models import Schedule, ScheduleEntry
from schedules.querysets import PLANNING_ROLES

CHUNK = 1000
#: Beside fifty logged ones one waits to be logged, one is still to come; of those that wait every third has a draft.
BESIDE, DRAFTED = 50, 3
#: Days in which what waits was held.
WAITING_DAYS = 14
#: One meeting has the twenty-eighth part of all questions, at most as many as one log takes: what a long list costs.
OF_THE_LONGEST = 28
_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Visit:
    official: Official
    place: Territory
    day: date


@dataclass(frozen=True)
class Filled:
    logged: int
    waiting: int
    ahead: int
    questions: int


def fill(*, meetings: int, questions: int, today: date) -> Filled:
    """Log so many meetings of the year of `today` with so many questions in all, over the bodies and places there are.

    Akims are where the norms want them, heads of ministries in the regions. Called again it goes on with other visits.
    One transaction.
    """
    with transaction.atomic():
        ground = _Ground(today)
        longest = min(questions // OF_THE_LONGEST, MOST_QUESTIONS)
        share, rest = divmod(questions - longest, meetings)
        asked = (share + (number < rest) + (longest if number == 0 else 0) for number in range(meetings))
        visits = ground.visits()
        logged = 0
        for part in _chunks(islice(visits, meetings), CHUNK):
            logged += _log(ground, _made(ground, part), islice(asked, len(part)))
        beside = max(meetings // BESIDE, 1)
        back = (
            Visit(each.official, each.place, today - timedelta(days=1 + number % WAITING_DAYS))
            for number, each in enumerate(islice(visits, beside))
        )
        waiting = [meeting for part in _chunks(back, CHUNK) for meeting in _made(ground, part)]
        ahead = [
            Visit(each.official, each.place, min(today + timedelta(days=number % WAITING_DAYS), ground.year.last_day))
            for number, each in enumerate(islice(visits, beside))
        ]
        for part in _chunks(ahead, CHUNK):
            _made(ground, part)
        _begin_drafts(ground, waiting[::DRAFTED])
    return Filled(logged, len(waiting), len(ahead), questions)


def owe(today: date) -> int:
    """Duties about the meetings are opened by the product; nineteen of twenty that are due are met. How many."""
    rows = Meeting.objects.public().owing().select_related("official", "territory", "schedule__approved_by")
    told = 0
    for part in _chunks(rows.order_by("on", "pk").iterator(chunk_size=CHUNK), CHUNK // 2):
        days = [day for meeting in part for day in meeting.days]
        told += note_announced(part, today=min(days) - timedelta(days=1), actor=None)
        over = [meeting for meeting in part if meeting.is_held]
        told += note_ended(over, today=max(days) + timedelta(days=1), actor=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE deadlines_obligation SET met_on = due_on - 1, known_on = due_on - 1, entered_on = due_on - 1,"
            " late_since = NULL WHERE due_on < %s AND met_on IS NULL AND id %% 20 > 0",
            [today],
        )
    return told


def _chunks(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


class _Ground:
    """Who meets whom where, in which schedule, and who writes it down."""

    def __init__(self, today: date) -> None:
        self.today, self.year = today, Period.containing("year", today)
        self.taken = Meeting.objects.count()
        self._schedules: dict[int | None, Schedule] = {}
        #: Numbers rows of schedules: those there are have other keys.
        self.keys = count(self.taken)

    def visits(self) -> Iterator[Visit]:
        """Those before today, in an order that is everywhere at once; when they are over, the same a week apart."""
        found = [*self._of_akims(), *self._of_ministries()]
        random.Random(f"{self.year.key}").shuffle(found)
        turns = (Visit(each.official, each.place, self._past(each.day, turn)) for turn in count() for each in found)
        return islice(turns, self.taken, None)

    def _past(self, day: date, turn: int) -> date:
        over = (self.today - self.year.start).days
        return self.year.start + timedelta(days=((day - self.year.start).days + 7 * turn) % over)

    def _of_akims(self) -> Iterator[Visit]:
        known, places = known_law(), self._places
        for region in Territory.objects.regions().in_force(self.today).order_by("kato"):
            for given in sketch(region, self.year.start.year, on=self.today, known=known).proposed.given:
                akim = self._heads.get(given.want.akim)
                if akim is not None and given.want.unit in places:
                    yield Visit(akim, places[given.want.unit], given.day)

    def _of_ministries(self) -> Iterator[Visit]:
        regions = list(Territory.objects.regions().in_force(self.today).order_by("kato"))
        heads = [head for head in self._officials if head.body.kind == BodyKind.MINISTRY]
        for number, (head, region) in enumerate((head, region) for head in heads for region in regions):
            yield Visit(head, region, self.year.start + timedelta(days=number % 330))

    @cached_property
    def _places(self) -> dict[str, Territory]:
        rows = Territory.objects.in_force(self.today).select_related("parent__parent__parent")
        return {place.kato: place for place in rows}

    @cached_property
    def _officials(self) -> list[Official]:
        rows = Official.objects.in_force(self.today).filter(post=Post.FIRST_HEAD).order_by("pk")
        return list(rows.select_related("body__territory__parent__parent__parent"))

    @cached_property
    def _heads(self) -> dict[str, Official]:
        """First heads of akimats by the code of their territory."""
        akims = [each for each in self._officials if each.body.kind == BodyKind.AKIMAT]
        return {akim.body.territory.kato: akim for akim in akims if akim.body.territory is not None}

    @cached_property
    def _writers(self) -> dict[int, User]:
        grants = RoleGrant.objects.in_force(self.today).filter(role__in=PLANNING_ROLES).select_related("user")
        return {grant.body_id: grant.user for grant in grants.order_by("-pk")}

    @cached_property
    def anybody(self) -> User:
        return next(iter(self._writers.values()))

    def writer(self, official: Official) -> User:
        return self._writers.get(official.body_id, self.anybody)

    def schedule_of(self, official: Official) -> Schedule:
        """The published calendar of the region in which an akimat lies; of a ministry the schedule of first heads."""
        place = official.body.territory
        owner = None if place is None else self._heads[place.region.kato].body
        key = None if owner is None else owner.pk
        if key not in self._schedules:
            on = self.year.start - timedelta(days=30)
            said = {"state": ScheduleState.PUBLISHED, "act_number": "1", "act_on": on, "approved_on": on,
                    "approved_by": self.anybody, "published_at": clock.at(on, 10)}  # fmt: skip
            kind = GRAPH.key if owner is None else AKIM_CALENDAR.key
            self._schedules[key], _made = Schedule.objects.published().get_or_create(
                kind=kind, body=owner, period_key=self.year.key, defaults=said
            )
        return self._schedules[key]


def _made(ground: _Ground, visits: Sequence[Visit]) -> list[Meeting]:
    entries = [
        ScheduleEntry(
            schedule=ground.schedule_of(each.official),
            body=each.official.body,
            official=each.official,
            territory=each.place,
            key=f"{number:012x}",
            position=number,
            span_start=each.day,
            start_time=time(9 + number % 8),
            format=MeetingFormat.ON_SITE,
            subject_kk="Ауыз су және жолдар",
            subject_ru="Питьевая вода и дороги",
            **When((each.day,)).columns(),
        )
        for each, number in zip(visits, ground.keys, strict=False)
    ]
    made = ScheduleEntry.objects.bulk_create(entries)
    on = ground.year.start - timedelta(days=30)
    return make_meetings(made, year=ground.year.start.year, version=None, actor=None, today=on, now=clock.at(on, 10))


def _log(ground: _Ground, meetings: list[Meeting], asked: Iterator[int]) -> int:
    """What `log_meeting`, `fill`, `publish_results` and `close_account` leave behind."""
    for state in (MeetingState.HELD, MeetingState.REPORTED, MeetingState.CLOSED):
        keys = [meeting.pk for meeting in meetings if state_of(meeting.pk) == state]
        Meeting.objects.filter(pk__in=keys).update(state=state, attendance=30 + Mod(F("pk"), 100), sequence=1)
    accounts = Account.objects.bulk_create(account_of(meeting, ground.writer(meeting.official)) for meeting in meetings)
    MeetingHeld.objects.bulk_create(record_of(meeting, ground.writer(meeting.official)) for meeting in meetings)
    MeetingEvent.objects.bulk_create(event_of(meeting, ground.writer(meeting.official)) for meeting in meetings)
    AccountEvent.objects.bulk_create(history_of(accounts))
    Part.objects.bulk_create(parts_of(accounts))
    rows = (
        question_of(account, number)
        for account, questions in zip(accounts, asked, strict=True)
        for number in range(1, questions + 1)
    )
    for part in _chunks(rows, 5 * CHUNK):
        Question.objects.bulk_create(part)
    return len(accounts)


def _begin_drafts(ground: _Ground, meetings: Sequence[Meeting]) -> None:
    now = clock.at(ground.today, 9)
    LogDraft.objects.bulk_create(
        LogDraft(
            key=f"00000000-0000-4000-8000-{meeting.pk:012x}",
            body=meeting.body,
            meeting=meeting,
            typed={"attendance": "60", "questions": "Су жоқ", "attendees": []},
            started_by=ground.writer(meeting.official),
            saved_by=ground.writer(meeting.official),
            saved_at=now,
        )
        for meeting in meetings
    )
