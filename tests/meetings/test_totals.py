"""The numbers of meetings that pages read are those of the meetings, whatever was written."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count, Q
from django.test import Client

from meetings.models import Meeting, MeetingTotal
from meetings.queries import CalendarFilter, chosen, known_number, meetings_made, month_table, number_of_all, year_table
from meetings.services.moving_inside_approved import fix_day
from meetings.services.totals import gather_totals
from portal.bodies.models import Territory
from portal.bodies.permissions import Actor
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.overview.queries.places import place
from schedules.models import Schedule
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db

_TODAY = date(2027, 3, 15)
_STEPS = 30


def recounted(places: list[Territory], today: date) -> None:
    """Every sentence over totals, and over the meetings themselves."""
    public, totals = Meeting.objects.public(), MeetingTotal.objects.public()
    assert number_of_all() == public.count()
    for on in (today - timedelta(days=40), today, today.replace(day=28) + timedelta(days=4), date(2027, 12, 31)):
        end = on + timedelta(days=30)
        assert totals.of_country().upcoming(on).summed_up()[0] == public.upcoming(on).count()
        assert totals.of_country().between(on, date.max).summed_up()[0] == public.upcoming(on).count()
        assert totals.of_country().between(on, end).summed_up()[0] == public.between(on, end).count()
        standing = totals.of_country().standing()
        assert standing.between(on, end).summed_up()[0] == public.standing().between(on, end).count()
        assert standing.upcoming(on).summed_up()[0] == public.standing().upcoming(on).count()
        of_days = public.between(on, end).order_by().values_list("on", "more_days").annotate(Count("pk"))
        told = totals.of_country().between(on, end).summed_by("on", "more_days")
        assert set(map(repr, told.values_list("on", "more_days", "number_of"))) == set(map(repr, of_days))
        of_places = dict(
            totals.of(each.pk for each in places).upcoming(on).summed_by("place").values_list("place", "number_of")
        )
        # A total is of the very place, and of a region with all inside it.
        of = {each: {"region" if each.is_first_rank else "territory": each} for each in places}
        counted = {each.pk: public.filter(**of[each]).upcoming(on).count() for each in places}
        assert of_places == {pk: number for pk, number in counted.items() if number}
        month = Period.containing("month", on)
        for asked in (CalendarFilter(), *(CalendarFilter(place=each) for each in places)):
            found = chosen(asked)
            assert month_table(asked, month, today) == month_table(asked, month, today, from_totals=False)
            year = Period.containing("year", on)
            assert year_table(asked, year, today) == year_table(asked, year, today, from_totals=False)
            assert known_number(asked, on) == found.upcoming(on).count()


class _Life:
    """Meetings that are announced, published, moved, cancelled, edited, taken away and given up, at random."""

    def __init__(self, seed: int, actor_with: Callable[..., Actor]) -> None:
        self.chance = random.Random(seed)
        self.region, other = TerritoryFactory(kato="430000000"), TerritoryFactory(kato="470000000")
        district = TerritoryFactory(kato="433200000", kind="district", parent=self.region)
        rural = TerritoryFactory(kato="433233000", kind="rural_district", parent=district)
        self.places = [self.region, other, district, rural]
        self.body = BodyFactory()
        self.actor = actor_with(("head", self.body), on=_TODAY)

    def step(self) -> None:
        self.chance.choice(
            [self.announce, self.announce, self.several, self.hide, self.publish, self.beside, self.move, self.cancel,
             self.edit, self.hold, self.elsewhere, self.take_away, self.give_up, gather_totals, self.withdraw]
        )()  # fmt: skip

    def some(self) -> Any:
        return Meeting.objects.filter(pk__in=[row.pk for row in Meeting.objects.all() if self.chance.random() < 0.4])

    @property
    def day(self) -> date:
        return _TODAY + timedelta(days=self.chance.randrange(-50, 60))

    def announce(self, **what: object) -> None:
        MeetingFactory(body=self.body, territory=self.chance.choice(self.places), **{"on": self.day, **what})

    def several(self) -> None:
        day = self.day
        further = [day + timedelta(days=number) for number in (1, 2)]
        self.announce(on=day, more_days=further, span_start=day, span_end=further[-1] + timedelta(days=1))

    def hide(self) -> None:
        self.announce(schedule=GraphFactory(period_key="2031"))

    def publish(self) -> None:
        Schedule.objects.filter(period_key="2031").update(state="published", published_at=clock.at(_TODAY, 10))

    def withdraw(self) -> None:
        Schedule.objects.filter(period_key="2031").update(state="approved", published_at=None)

    def beside(self) -> None:
        at = self.chance.choice([None, clock.at(_TODAY, 9)])
        MeetingFactory(body=self.body, territory=self.region, on=self.day, beside=True, published_at=at)
        Meeting.objects.filter(origin="risk", published_at=None).filter(pk__in=self.some()).update(
            published_at=clock.at(_TODAY, 9)
        )

    def move(self) -> None:
        meeting = MeetingFactory(body=self.body, territory=self.region, in_first_quarter=True)
        if self.chance.random() < 0.5:
            now = clock.at(_TODAY, 11)
            fix_day(meeting=meeting, day=_TODAY + timedelta(days=3), actor=self.actor, today=_TODAY, now=now)

    def cancel(self) -> None:
        self.some().update(state="cancelled", attendance=None)

    def hold(self) -> None:
        self.some().filter(on__lte=_TODAY).awaited().update(state="held", attendance=40)

    def fall_through(self) -> None:
        self.some().update(state="not_taken_place", attendance=None)

    def edit(self) -> None:
        self.some().update(subject_kk="Басқа")

    def elsewhere(self) -> None:
        place = self.chance.choice(self.places)
        self.some().update(territory=place, region=place.region)

    def take_away(self) -> None:
        self.some().filter(events=None).delete()

    def give_up(self) -> None:
        with transaction.atomic():
            self.announce()
            self.cancel()
            transaction.set_rollback(True)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_totals_are_what_meetings_are(seed: int, actor_with: Callable[..., Actor]) -> None:
    life = _Life(seed, actor_with)
    for number in range(_STEPS):
        life.step()
        if number % 5 == 4:
            recounted(life.places, _TODAY)
    gather_totals()
    recounted(life.places, _TODAY)
    assert not MeetingTotal.objects.filter(Q(is_gathered=False) | Q(number=0)).exists()
    assert Meeting.objects.public().count() > 0


def test_gathered_numbers_are_few() -> None:
    region = TerritoryFactory()
    for _number in range(3):
        MeetingFactory(territory=region)
    assert MeetingTotal.objects.count() == 3 * 4
    assert gather_totals() == 3 * 4
    # Of the country and the region, by days and by month.
    assert list(MeetingTotal.objects.values_list("number", flat=True)) == [3] * 4
    assert gather_totals() == 0


def test_migration_counts_what_was_there() -> None:
    MeetingFactory(on=_TODAY)
    MeetingFactory(in_march=True, state="cancelled")
    MeetingFactory(beside=True)
    keys = [field.attname for field in MeetingTotal._meta.concrete_fields if field.name not in ("id", "is_gathered")]
    kept = set(map(repr, MeetingTotal.objects.values_list(*keys)))
    assert len(kept) == 3 * 4
    MeetingTotal.objects.all().delete()
    migration = MigrationLoader(None).disk_migrations["meetings", "0016_totals"]
    with connection.cursor() as cursor:
        cursor.execute(migration.operations[-1].sql[-1])
    assert set(map(repr, MeetingTotal.objects.values_list(*keys))) == kept


def test_place_counts_what_lies_inside_it() -> None:
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="433200000", kind="district", parent=region)
    for territory in (region, district, district):
        MeetingFactory(territory=territory, on=_TODAY)
    MeetingFactory(territory=district, on=_TODAY - timedelta(days=1))
    shown = place("430000000", clock.at(_TODAY, 10), "kk")
    assert shown.upcoming == 3
    assert [line.upcoming for line in shown.below] == [2]


def test_schedules_tell_how_many_meetings_they_made_without_counting_them() -> None:
    made = MeetingFactory.create_batch(3, on=_TODAY)
    MeetingFactory(in_march=True, state="cancelled")
    empty = GraphFactory(period_key="2030", published=True)
    with counted() as asked:
        rows = list(Schedule.objects.annotate(made=meetings_made()).order_by("period_key").values_list("pk", "made"))
    assert rows == [(made[0].schedule_id, 4), (empty.pk, 0)]
    for address in ("/ru/", "/api/v1/schedules/"):
        with counted() as page:
            assert Client().get(address).status_code == 200
        asked.statements.extend(page.statements)
    assert [sql for sql in asked.statements if '"meetings_meeting"' in sql and "COUNT(" in sql] == []
