"""The demonstration on other days, from an empty database."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from time_machine import travel

from meetings.models import Meeting
from portal.accounts.models import User
from portal.demo.services.loading import load_demonstration
from portal.kernel import clock
from schedules.kinds import PLAN
from schedules.models import Schedule
from tests.demo.chain import walk_amendment, walk_next_year
from tests.demo.pages import shares_of_the_record, statuses

pytestmark = pytest.mark.django_db


#: One in each month: the first and the last of a year, a leap day, a Sunday, days before and after what the law names.
YEAR_ROUND = [
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2027, 3, 22),
    date(2027, 4, 30),
    date(2027, 5, 9),
    date(2027, 6, 30),
    date(2027, 7, 1),
    date(2027, 8, 15),
    date(2027, 9, 17),
    date(2026, 10, 25),
    date(2026, 12, 1),
    date(2026, 12, 16),
    date(2026, 12, 31),
]


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2027, 1, 12), date(2027, 6, 15)], ids=str)
def test_load_on_another_day_opens_every_main_page_for_every_role(today: date):
    with travel(clock.at(today, 10), tick=False):
        load_demonstration(today=today, districts=())
        answers = statuses()

    assert set(answers.values()) == {200}
    assert Schedule.objects.published().graphs().get().period_key == f"{today.year}"
    assert Schedule.objects.published().of_kind(PLAN).get().period_key == f"{today.year}"
    shares = shares_of_the_record(today)
    assert shares["overdue"] < 0.1 < 0.8 < shares["met"]
    assert 70 <= Meeting.objects.public().filter(schedule__kind="graph").count() <= 90
    walked_to_the_end(today)


@pytest.mark.slow
@pytest.mark.parametrize("today", YEAR_ROUND, ids=str)
def test_chain_can_be_walked_to_its_end_on_any_day(today: date):
    with travel(clock.at(today, 10), tick=False):
        load_demonstration(today=today, districts=())
        walked_to_the_end(today)


def walked_to_the_end(today: date) -> None:
    """What was moved and cancelled is there; the next year and the change that waits come to publication."""
    graph = Meeting.objects.public().filter(schedule__kind="graph")
    assert graph.exclude(moved_from="").count() == graph.filter(state="cancelled").count() == 1

    with travel(clock.at(today, 18), tick=False):
        walk_next_year(today)
        walk_amendment(today)

    years = sorted(Schedule.objects.published().graphs().values_list("period_key", flat=True))
    assert years == [f"{today.year}", f"{today.year + 1}"]
    running = Schedule.objects.published().graphs().get(period_key=f"{today.year}")
    assert running.versions.get().number == 3


def test_load_before_the_new_year_leaves_the_schedule_to_the_government():
    load_demonstration(today=date(2026, 12, 18), districts=())

    graphs = Schedule.objects.graphs()
    assert dict(graphs.values_list("period_key", "state")) == {"2026": "published", "2027": "government"}
    assert "water" not in graphs.get(period_key="2027").entries.values_list("body__slug", flat=True)


def test_load_without_permission_of_settings_is_refused(settings):
    settings.KEZDESU_DEMO = False

    with pytest.raises(CommandError):
        call_command("load_demo", "--on", "2026-11-24")
    with pytest.raises(CommandError):
        call_command("demo_logins")

    assert not User.objects.exists()
