"""Ranking of regions: from plain values, from issues, and as it is told to whoever plans visits."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from issues.choices import State
from issues.queries.ranking import ranking
from issues.rules.ranking import Need, ranked
from issues.services.ranking import rank_regions
from portal.bodies.choices import Role
from portal.questions.choices import Topic
from schedules.models import RegionFacts
from schedules.queries.grid import known_regions
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.issues import IssueFactory, topic
from tests.factories.meetings import MeetingFactory
from tests.texts import plain

DAY = date(2027, 6, 20)


def test_more_points_come_first_then_the_longer_without_a_visit_and_equal_ones_share_a_rank() -> None:
    rows = [
        ("quiet", Need(), date(2027, 5, 1)),
        ("late", Need(open=2, late=1), date(2027, 5, 1)),
        ("never", Need(open=3), None),
        ("loud", Need(open=2, late=1, repeated=1, disputed=1), date(2027, 6, 1)),
        ("alike", Need(open=2, late=1), date(2027, 5, 1)),
    ]
    assert [(row.place, row.rank, row.need.points) for row in ranked(rows)] == [
        ("loud", 1, 5), ("never", 2, 3), ("late", 3, 3), ("alike", 3, 3), ("quiet", 5, 0),
    ]  # fmt: skip


def _stand() -> tuple[object, object]:
    here, there = TerritoryFactory(short_ru="Ақмола"), TerritoryFactory(short_ru="Ақтөбе")
    akimat = BodyFactory(akimat=True, territory=TerritoryFactory(district=True, parent=here))
    IssueFactory(registered_by=akimat, repeats=2, due_on=date(2027, 6, 19), disputed_on=date(2027, 4, 1))
    IssueFactory(registered_by=akimat, topic=topic("roads"), due_on=DAY)
    IssueFactory(registered_by=akimat, state=State.CONFIRMED, closed_on=DAY)
    IssueFactory(registered_by=BodyFactory(), territory=akimat.territory, region=None)
    IssueFactory(registered_by=BodyFactory(akimat=True, territory=there), due_on=DAY)
    MeetingFactory(territory=there, state="held", on=date(2027, 3, 3), attendance=40)
    MeetingFactory(territory=here, on=date(2027, 5, 5))
    return here, there


@pytest.mark.django_db
def test_open_issues_of_a_region_are_counted_with_their_marks_and_by_branch(django_assert_num_queries) -> None:
    here, there = _stand()
    with django_assert_num_queries(3):
        rows = ranking(on=DAY, language="ru")
    told = {row.place: (row.need, row.last_visit_on, row.rank) for row in rows}
    assert told[here] == (Need(open=2, late=1, repeated=1, disputed=1), None, 1)
    assert told[there] == (Need(open=1), date(2027, 3, 3), 2)
    roads = {row.place: row.need for row in ranking(on=DAY, language="ru", topic=Topic.ROADS)}
    assert (roads[here], roads[there]) == (Need(open=1), Need())


@pytest.mark.django_db
def test_what_is_known_of_regions_is_told_to_the_table_of_a_proposal_once_a_day() -> None:
    here, there = _stand()
    assert rank_regions(today=DAY) == rank_regions(today=DAY) == RegionFacts.objects.filter(as_of=DAY).count()
    facts = RegionFacts.objects.get(territory=here)
    assert (facts.open, facts.late, facts.repeated, facts.last_visit_on, facts.rank) == (2, 1, 1, None, 1)
    assert [view.region for view in known_regions([there, here], DAY)] == [here, there]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [(None, 403), *((role, 200) for role in Role.values)])
def test_the_page_is_of_people_with_a_role(client: Client, role: str | None, status: int) -> None:
    user = UserFactory()
    if role:
        RoleGrantFactory(user=user, role=role)
    client.force_login(user)
    assert client.get("/ru/work/issues/ranking/").status_code == status


@pytest.mark.django_db
def test_the_page_says_the_reasons_of_each_rank(client: Client) -> None:
    _stand()
    user = UserFactory()
    RoleGrantFactory(user=user)
    with time_machine.travel("2027-06-20 05:00Z", tick=False):
        client.force_login(user)
        html = plain(client.get("/ru/work/issues/ranking/").content.decode())
        narrowed = [client.get(f"/ru/work/issues/ranking/?topic={topic}") for topic in ("nothing", "roads")]
    assert html.index('data-l="Баллы">5<') < html.index('data-l="Баллы">1<')
    assert [answer.status_code for answer in narrowed] == [404, 200]
