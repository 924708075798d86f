"""What is kept equals what is made anew, whatever is written; and pages read nothing whose change nobody notes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import translation

from meetings.models import Meeting
from meetings.services.held import Facts, record_held
from meetings.services.moving_inside_approved import fix_day
from portal.bodies.models import Body, Official, Territory
from portal.bodies.permissions import Actor
from portal.deadlines.models import CalendarDay
from portal.deadlines.services import refresh_totals
from portal.kernel import clock
from portal.overview.facts import COUNTED_FROM, MADE_OF_PUBLIC_CONTENT, PUBLIC_CONTENT
from schedules.models import Schedule
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.overview.test_surfaces import public_addresses, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db

_START = date(2027, 3, 15)
_STEPS, _LOOKS = 12, 4
_WORDS = urlencode({"q": "тема"})
#: Neither whole pages nor totals.
_NOTHING_KEPT = override_settings(
    KEZDESU_KEEP_PAGES=False, CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
)


def test_every_table_that_is_read_is_watched(client: Client, world: int) -> None:
    read: dict[str, str] = {}
    with time_machine.travel("2027-03-10 05:00Z", tick=False), _NOTHING_KEPT:
        for address in public_addresses(world):
            with translation.override(address[1:3]):
                try:
                    view = resolve(address.partition("?")[0]).func
                except Resolver404:
                    # A document that is not made in this kind of file.
                    continue
            if getattr(view, "kept", None) is None:
                continue
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            for query in asked.captured_queries:
                for table in re.findall(r'(?:FROM|JOIN) "?([a-z_]+)"?', query["sql"]):
                    read.setdefault(table, address)
    tables = {model._meta.db_table for model in apps.get_models()}
    watched = {
        apps.get_model(name)._meta.db_table for name in (*PUBLIC_CONTENT, *MADE_OF_PUBLIC_CONTENT, *COUNTED_FROM)
    }
    assert set(COUNTED_FROM.values()) <= set(PUBLIC_CONTENT)
    assert len(read) > 8
    assert {table: where for table, where in read.items() if table in tables - watched} == {}


def test_watched_tables_have_their_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, encode(tgargs, 'escape') FROM pg_trigger WHERE tgname = 'content_changed'"
        )
        watched = {table: tuple(sorted(topics.removesuffix("\\000").split(","))) for table, topics in cursor.fetchall()}
    assert watched == {apps.get_model(name)._meta.db_table: topics for name, topics in PUBLIC_CONTENT.items()}


class _Life:
    """Random edits, publications, moves and midnights."""

    def __init__(self, seed: int, actor_with: Callable[..., Actor]) -> None:
        self.chance = random.Random(seed)
        self.day = _START
        self.region = TerritoryFactory(kato="430000000")
        self.body = BodyFactory(slug="water")
        self.actor = actor_with(("head", self.body), on=_START)
        for _number in range(4):
            self.announce()
        # What is public was approved word for word.
        Schedule.objects.get(period_key="2027").versions.create(
            number=1, content={"entries": []}, sha256="0" * 64, act_number="7", act_on=_START, approved_on=_START
        )
        ObligationFactory(body=self.body)

    @property
    def addresses(self) -> list[str]:
        number = self.chance.choice(Meeting.objects.order_by("number").values_list("number", flat=True))
        paths = [
            "/", "/calendar/", "/calendar/?view=list", f"/calendar/?{_WORDS}", "/calendar/?place=430000000",
            "/calendar/?body=water&view=list", "/territories/", "/territories/430000000/", "/bodies/", "/bodies/water/",
            "/schedules/", "/schedules/graph/2027/", "/calendar.ics", "/calendar.ics?place=430000000",
            f"/meetings/{number}/", f"/meetings/{number}.ics", "/schedules/graph/2027/changes.atom",
        ]  # fmt: skip
        pages = [f"/{self.chance.choice(['kk', 'ru', 'en'])}{path}" for path in paths]
        return self.chance.sample([*pages, "/api/v1/meetings/", f"/api/v1/meetings/{number}/"], _LOOKS)

    def step(self) -> None:
        self.chance.choice(
            [self.announce, self.hide, self.publish, self.move, self.cancel, self.rename, self.owe, self.rest,
             self.midnight, self.midnight, self.give_up, self.hold]
        )()  # fmt: skip

    def announce(self, **what: object) -> None:
        day = self.day + timedelta(days=self.chance.randrange(-9, 40))
        MeetingFactory(body=self.body, territory=self.region, on=day, **what)

    def hide(self) -> None:
        MeetingFactory(schedule=GraphFactory(period_key="2031"), body=self.body, territory=self.region)

    def publish(self) -> None:
        Schedule.objects.filter(period_key="2031", state="approved").update(
            state="published", published_at=clock.at(self.day, 10)
        )

    def move(self) -> None:
        meeting = MeetingFactory(body=self.body, territory=self.region, in_first_quarter=True)
        day = min(self.day + timedelta(days=1), date(2027, 3, 31))
        if day > self.day:
            now: datetime = clock.at(self.day, 11)
            fix_day(meeting=meeting, day=day, actor=self.actor, today=self.day, now=now)

    def cancel(self) -> None:
        meeting = self.chance.choice(list(Meeting.objects.order_by("pk")))
        changed = {"state": "cancelled", "attendance": None, "sequence": meeting.sequence + 1}
        Meeting.objects.filter(pk=meeting.pk).update(**changed)
        meeting.events.create(verb="cancel", to_state="cancelled", at=clock.at(self.day, 12), on=self.day)

    def hold(self) -> None:
        over = Meeting.objects.public().to_record(self.day).with_fixed_day().select_related("official").first()
        if over is not None and over.on is not None:
            facts = Facts(over.on, time(11), time(12), None, self.chance.randrange(1, 90))
            record_held(meeting=over, facts=facts, actor=self.actor, today=self.day, now=clock.at(self.day, 13))

    def rename(self) -> None:
        word = f"Имя {self.chance.random()}"
        model, name = self.chance.choice([(Body, "short"), (Body, "name"), (Territory, "name"), (Official, "title")])
        model.objects.update(**{f"{name}_{code}": word for code in ("kk", "ru", "en")})

    def owe(self) -> None:
        ObligationFactory(body=self.body, period_key=f"{self.chance.randrange(2000, 2027)}")
        refresh_totals(on=self.day, now=clock.at(self.day, 13))

    def rest(self) -> None:
        CalendarDay.objects.update_or_create(
            date=self.day + timedelta(days=self.chance.randrange(5)),
            defaults={"kind": "holiday", "name_kk": "Мереке", "name_ru": f"Праздник {self.chance.random()}"},
        )

    def midnight(self) -> None:
        self.day += timedelta(days=self.chance.choice([1, 1, 7]))

    def give_up(self) -> None:
        """What is rolled back was never read."""
        with transaction.atomic():
            self.rename()
            transaction.set_rollback(True)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_what_is_kept_equals_what_is_made_anew(client: Client, actor_with: Callable[..., Actor], seed: int) -> None:
    life = _Life(seed, actor_with)
    # Address -> the ETag somebody was given, and what was read under it.
    told: dict[str, tuple[str, bytes]] = {}
    for _step in range(_STEPS):
        with time_machine.travel(clock.at(life.day, 10), tick=False):
            life.step()
        with time_machine.travel(clock.at(life.day, 14), tick=False):
            for address in [*life.addresses, *life.chance.sample(sorted(told), min(2, len(told)))]:
                with _NOTHING_KEPT:
                    fresh = client.get(address)
                if address in told:
                    tag, read = told[address]
                    again = client.get(address, headers={"If-None-Match": tag})
                    assert (read if again.status_code == 304 else again.content) == fresh.content, address
                for _turn in range(2):
                    kept = client.get(address)
                    assert (kept.status_code, kept.content) == (fresh.status_code, fresh.content), address
                if kept.status_code == 200:
                    told[address] = (kept.headers["ETag"], kept.content)
