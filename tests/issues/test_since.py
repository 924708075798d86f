"""Before a meeting: what became of the issues of the last one there, and how its region stands, for its office."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from issues.choices import State
from issues.queries.since import SHOWN, region_brief, since_last
from meetings.choices import MeetingState
from meetings.models import Meeting
from portal.bodies.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.issues import IssueFactory
from tests.factories.meetings import MeetingFactory
from tests.texts import plain

pytestmark = pytest.mark.django_db

CLOSED = date(2027, 4, 1)


@pytest.fixture(autouse=True)
def _in_june():
    with time_machine.travel("2027-06-20 05:00Z", tick=False):
        yield


@pytest.fixture
def coming() -> Meeting:
    """An akimat comes to its place on 18 July; it was there on 18 March, a ministry on 18 April, without issues."""
    akimat = BodyFactory(akimat=True)
    here = {"body": akimat, "territory": akimat.territory}
    last = MeetingFactory(**here, state=MeetingState.HELD, attendance=40)
    MeetingFactory(territory=akimat.territory, on=date(2027, 4, 18), state=MeetingState.HELD, attendance=40)
    of = {"registered_by": akimat, "meeting": last}
    IssueFactory(**of, title_ru="Просроченный", due_on=date(2027, 6, 1))
    IssueFactory(**of, title_ru="Оспоренный", due_on=date(2027, 7, 1), disputed_on=CLOSED)
    IssueFactory(**of, title_ru="Заявленный", state=State.CLAIMED, closed_on=CLOSED)
    IssueFactory(**of, title_ru="Подтверждённый", state=State.CONFIRMED, closed_on=CLOSED)
    IssueFactory(**of, state=State.EXPLAINED, closed_on=CLOSED, reason_kk="Себебі", reason_ru="Причина")
    IssueFactory(**of, state=State.REFUSED, closed_on=CLOSED, reason_kk="Себебі", reason_ru="Причина")
    IssueFactory(**of, silent=True, internal="Үйі: Абай 5", state=State.REGISTERED)
    older = MeetingFactory(**here, on=date(2027, 2, 18), state=MeetingState.HELD, attendance=40)
    IssueFactory(registered_by=akimat, meeting=older)
    return MeetingFactory(**here, on=date(2027, 7, 18))


def test_the_last_meeting_there_is_told_of_each_kind_apart(coming: Meeting, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        panel = since_last(coming)
    assert panel is not None
    assert (panel.meeting.on, panel.in_all) == (date(2027, 3, 18), 6)
    assert (panel.open, panel.late, panel.disputed, panel.claimed, panel.confirmed) == (2, 1, 1, 1, 1)
    assert (panel.explained, panel.closed, panel.more) == (1, 1, 0)
    assert {line.title for line in panel.lines[:2]} == {"Просроченный", "Оспоренный"}
    assert [line.title for line in panel.lines[2:4]] == ["Заявленный", "Подтверждённый"]


def test_of_many_the_first_are_named_and_cost_no_more(coming: Meeting, django_assert_num_queries) -> None:
    for _number in range(SHOWN):
        IssueFactory(registered_by=coming.body, meeting=Meeting.objects.get(on=date(2027, 3, 18)))
    with django_assert_num_queries(2):
        panel = since_last(coming)
    assert panel is not None
    assert (len(panel.lines), panel.more) == (SHOWN, 6)


def test_nothing_is_told_before_the_first_meeting_or_of_one_that_is_over(coming: Meeting) -> None:
    assert since_last(MeetingFactory(on=date(2027, 7, 18))) is None
    assert since_last(Meeting.objects.get(on=date(2027, 4, 18))) is None
    assert since_last(MeetingFactory(body=coming.body, territory=coming.territory, on=date(2027, 2, 1))) is None


def test_everybody_reads_it_on_the_page_of_the_next_meeting(client: Client, coming: Meeting) -> None:
    html = plain(client.get(f"/ru/meetings/{coming.number}/").content.decode())
    assert html.count('id="since"') == 1
    assert html.index("С прошлой встречи здесь") < html.index("Как распределяется время")
    for words in ("Просроченный", "Подтверждённый", "просрочено: 1"):
        assert words in html
    assert "Үйі" not in html
    assert 'id="brief"' not in html
    last = Meeting.objects.get(on=date(2027, 3, 18))
    assert 'id="since"' not in client.get(f"/ru/meetings/{last.number}/").content.decode()


def test_its_office_prepares_with_it_and_with_the_brief_on_the_region(client: Client, coming: Meeting) -> None:
    user = UserFactory()
    RoleGrantFactory(user=user, body=coming.body, role=Role.OFFICER)
    client.force_login(user)
    html = plain(client.get(f"/ru/work/meetings/{coming.number}/").content.decode())
    assert html.count('id="since"') == html.count('id="brief"') == 1
    assert "1-е место из 1" in html
    brief = region_brief(coming)
    assert brief is not None
    # With one that is not public, of which only the number is told.
    assert (brief.ranked.need.open, brief.ranked.need.late) == (4, 3)
    assert {line.title for line in brief.late} == {"Просроченный", "Вечером нет воды"}
