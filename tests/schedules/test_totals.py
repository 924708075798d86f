"""The numbers of entries that pages read are those of the entries, whatever was written."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from schedules.models import EntryTotal, Schedule, ScheduleEntry
from schedules.queries.published import published_graphs
from schedules.services.totals import gather_totals
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import EntryFactory, GraphFactory

pytestmark = pytest.mark.django_db


def recounted() -> None:
    for schedule in Schedule.objects.all():
        assert sorted(schedule.totals.tallied()) == sorted(schedule.entries.tallied())
        assert schedule.totals.regions().count() == schedule.entries.region_count()
    for shown in published_graphs():
        entries = shown.entries.all()
        assert shown.entry_count == entries.count()
        assert shown.body_count == entries.order_by().values("body").distinct().count()
        assert shown.region_count == entries.region_count()


def test_totals_are_what_entries_are() -> None:
    chance = random.Random(1)
    graphs = [GraphFactory(published=True), GraphFactory(period_key="2028", published=True)]
    region = TerritoryFactory(kato="430000000")
    places = [
        region,
        TerritoryFactory(kato="433200000", kind="district", parent=region),
        TerritoryFactory(kato="433400000", kind="district", parent=region),
        TerritoryFactory(kato="470000000"),
    ]
    bodies = [BodyFactory() for _number in range(3)]
    for step in range(40):
        for _number in range(2):
            EntryFactory(
                schedule=chance.choice(graphs),
                body=chance.choice(bodies),
                territory=chance.choice(places),
                day=date(2027, chance.randrange(1, 13), 5),
            )
        some = ScheduleEntry.objects.filter(
            pk__in=[row.pk for row in ScheduleEntry.objects.all() if chance.random() < 0.3]
        )
        what = chance.randrange(5)
        if what == 0:
            some.delete()
        elif what == 1:
            some.update(territory=chance.choice(places))
        elif what == 2:
            some.update(schedule=chance.choice(graphs), body=chance.choice(bodies))
        elif what == 3:
            gather_totals()
        if step % 5 == 4:
            recounted()
    gather_totals()
    recounted()
    assert not EntryTotal.objects.filter(is_gathered=False).exists()
    columns = ("schedule_id", "body_id", "territory_id", "month", "number")
    kept = set(EntryTotal.objects.values_list(*columns))
    # What the migration finds in the rows that are there already.
    EntryTotal.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(MigrationLoader(None).disk_migrations["schedules", "0015_totals"].operations[-1].sql[-1])
    assert set(EntryTotal.objects.values_list(*columns)) == kept
    graphs[0].delete()
    recounted()
