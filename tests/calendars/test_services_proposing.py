"""The portal fills a calendar by the norms: what people wrote stays, a rerun changes only what must, all taken back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.bodies.models import Body, ClassifierEntry, Territory, UnitCorrection
from portal.bodies.permissions import Actor, actor_for
from portal.bodies.services import territory_of
from portal.calendars import tasks
from portal.calendars.models import ProposedDay
from portal.calendars.queries.proposing import proposing_page
from portal.calendars.services.proposing import Filled, propose
from portal.deadlines.models import CalendarDay
from portal.deadlines.queries.law import law
from portal.jobs.models import Job
from portal.jobs.work import Progress
from portal.kernel.errors import NotAllowed
from schedules.models import BulkAct, Proposal
from schedules.services.bulk import undo_many
from schedules.services.proposals import open_proposal
from schedules.services.rows import save_row
from schedules.services.rows_data import data_of
from tests.calendars.region import office
from tests.conftest import TODAY
from tests.factories.deadlines import seed_law

pytestmark = pytest.mark.django_db


def person(name: str) -> Actor:
    return actor_for(User.objects.get(full_name=name), TODAY)


@pytest.fixture
def proposal(region_ground: Body) -> Proposal:
    seed_law()
    return open_proposal(
        body=region_ground, period_key="2027", actor=person("region_officer"), today=TODAY, kind="akim_calendar"
    )


def fill(proposal: Proposal, **options: Any) -> Filled:
    return propose(proposal=proposal, actor=person("region_officer"), today=TODAY, **options)


def test_an_empty_year_holds_every_meeting_of_the_norms(proposal: Proposal) -> None:
    before = proposing_page(proposal, TODAY)
    done = fill(proposal)
    after = proposing_page(proposal, TODAY)
    assert (done.moved, done.removed, done.without_day) == (0, 0, 0)
    assert done.added == before.wanting == sum(line.asked for line in before.lines) > 0
    assert after.wanting == 0
    calendar = law(with_calendar=True).calendar
    rows = list(proposal.rows.select_related("official__body", "territory"))
    assert len(rows) == done.added
    assert all(calendar.is_working(row.day) and row.day.year == 2027 for row in rows)
    # Before the calendar can be approved and a meeting announced nobody is sent anywhere.
    assert min(row.day for row in rows) >= date(2027, 1, 29)
    assert len({(row.official_id, row.day) for row in rows}) == len(rows)
    rural = [row for row in rows if row.official.body == office("434451000")]
    assert {row.territory.kato for row in rural} == {"434451100", "434451200"}
    assert {(row.subject_kk, row.subject_ru) for row in rows} == {("Халықпен кездесу", "Встреча с населением")}


def test_each_day_says_for_which_norm_and_why(proposal: Proposal) -> None:
    fill(proposal)
    day = ProposedDay.objects.get(row__official__body=office("434451000"), row__territory__kato="434451200", place=2,
                                  period_key="2027-H1")  # fmt: skip
    assert (day.norm, day.edition, day.why, day.out_of) == ("cov-4", "C2", "even", 2)
    assert day.aimed == day.row.day
    assert ProposedDay.objects.count() == proposal.rows.count()


def test_a_rerun_finds_everything_there(proposal: Proposal) -> None:
    fill(proposal)
    before = list(proposal.rows.order_by("pk").values_list("pk", "day", "version"))
    assert fill(proposal) == Filled(0, 0, 0, 0)
    assert list(proposal.rows.order_by("pk").values_list("pk", "day", "version")) == before


def test_a_new_day_off_moves_what_stands_on_it_alone_but_not_what_a_person_wrote(proposal: Proposal) -> None:
    fill(proposal)
    ours, theirs = proposal.rows.order_by("pk")[:2]
    officer = person("region_officer")
    data = data_of(theirs)
    save_row(
        proposal=proposal, row=theirs, data=type(data)(**{**vars(data), "day": ours.day, "start_time": time(18, 30)}),
        expected_version=theirs.version, actor=officer, today=TODAY,
    )  # fmt: skip
    on_it = set(proposal.rows.filter(day=ours.day).exclude(pk=theirs.pk).values_list("pk", flat=True))
    CalendarDay.objects.create(date=ours.day, kind="holiday", name_kk="Мереке", name_ru="Праздник", name_en="Holiday")
    before = dict(proposal.rows.values_list("pk", "day"))
    done = fill(proposal)
    after = dict(proposal.rows.values_list("pk", "day"))
    assert done.moved == len(on_it)
    assert {pk for pk, day in after.items() if before.get(pk) not in (None, day)} == on_it
    assert after[theirs.pk] == ours.day


def test_what_no_norm_asks_for_any_more_is_taken_out_and_can_be_put_back(proposal: Proposal) -> None:
    fill(proposal)
    place = territory_of(ClassifierEntry.objects.get(code="434451200"))
    UnitCorrection.objects.create(
        place=place, on=TODAY, is_unit=False, reason="Қоныс аударылды", user=person("rural_officer").user
    )
    count = proposal.rows.count()
    assert fill(proposal) == Filled(0, 0, 2, 0)
    undo_many(act=BulkAct.objects.first(), actor=person("region_officer"), today=TODAY)
    assert proposal.rows.count() == count


def test_all_of_it_can_be_taken_back(proposal: Proposal) -> None:
    fill(proposal)
    undo_many(act=BulkAct.objects.get(), actor=person("region_officer"), today=TODAY)
    assert not proposal.rows.exists()
    assert not ProposedDay.objects.exists()


def test_evenings_and_days_off_are_as_wished(proposal: Proposal) -> None:
    fill(proposal, days="off", begins=time(18, 30))
    calendar = law(with_calendar=True).calendar
    assert not any(calendar.is_working(row.day) for row in proposal.rows.all())
    assert set(proposal.rows.values_list("start_time", flat=True)) == {time(18, 30)}


@pytest.mark.parametrize("name", ["district_officer", "neighbour_officer", "rural_officer"])
def test_only_people_of_the_region_fill_its_whole_calendar(proposal: Proposal, name: str) -> None:
    with pytest.raises(NotAllowed):
        propose(proposal=proposal, actor=person(name), today=TODAY)
    assert not proposal.rows.exists()


def test_the_page_asks_a_worker_and_says_what_came_of_it(proposal: Proposal, client: Client) -> None:
    url = reverse("calendars:propose", args=[proposal.pk])
    officer = User.objects.get(full_name="region_officer")
    client.force_login(officer)
    assert client.post(url, {"days": "every"}).status_code == 200
    assert not Job.objects.exists()
    answer = client.post(url, {"days": "working", "begins": "18:30"})
    job = Job.objects.get()
    assert answer.headers["Location"].endswith(job.get_absolute_url().split("/", 2)[-1])
    result = tasks.propose(args=job.args, user=officer, today=TODAY, progress=Progress())
    assert str(proposal.rows.count()) in result.summary.ru
    assert client.get(f"/kk{result.path}").status_code == 200
    assert result.path == job.then, "it leads back to the calendar by itself"
    client.force_login(User.objects.get(full_name="neighbour_officer"))
    assert client.get(url).status_code in {403, 404}


def test_statements_of_the_page_do_not_grow(proposal: Proposal, django_assert_num_queries: Any) -> None:
    fill(proposal)
    proposal = Proposal.objects.select_related("body__territory").get(pk=proposal.pk)
    with django_assert_num_queries(7):
        proposing_page(proposal, TODAY)
    assert Territory.objects.filter(kind="locality").exists()
