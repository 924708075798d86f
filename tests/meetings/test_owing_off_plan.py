"""What is owed about a meeting outside the plan: what is done at it and after it, and nothing that prepares a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from meetings.models import Meeting
from meetings.services.changing import cancel_meeting
from meetings.services.duties import note_meetings
from meetings.services.not_taken_place import declare_not_taken_place
from portal.bodies.choices import Post
from portal.deadlines.choices import Release
from portal.deadlines.models import Obligation
from tests.factories.bodies import OfficialFactory
from tests.meetings.test_off_plan import TODAY, announced
from tests.meetings.valley import DAY, Valley, at, held, make_valley

pytestmark = pytest.mark.django_db

AT_IT = {"C-3.2", "C-4"}
AFTER_IT = {"C-3.3", "C-3.5a", "C-3.5b", "C-3.5c"}
BEFORE_IT = {"C-3.4a", "C-3.4b", "C-3.4c", "C-3.4d-14"}


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def owed(meeting: Meeting, **more: Any) -> set[str]:
    """Duties of its own body about it."""
    rows = Obligation.objects.filter(subject=f"meeting:{meeting.pk}", body=meeting.body, **more)
    return set(rows.values_list("duty", flat=True))


@pytest.mark.parametrize("is_report", [False, True])
def test_an_akim_owes_what_is_done_at_it_and_after_it(valley: Valley, is_report: bool) -> None:
    meeting = announced(valley, is_report=is_report)
    assert owed(meeting) == AT_IT
    held(valley, meeting)
    assert owed(meeting) == AT_IT | AFTER_IT
    results = valley.owed("C-3.5c", valley.district, subject=f"meeting:{meeting.pk}")
    assert (results.due_on, results.happened["meeting_ended"]) == (DAY + timedelta(days=10), DAY.isoformat())


def test_a_meeting_by_plan_is_prepared_as_well(valley: Valley) -> None:
    planned = valley.meeting()
    note_meetings(today=TODAY)
    assert owed(planned) == AT_IT | BEFORE_IT


def test_the_beat_tells_its_end_when_nobody_records_it(valley: Valley) -> None:
    note_meetings(today=TODAY)
    meeting = announced(valley)
    note_meetings(today=DAY)
    assert owed(meeting) == AT_IT
    note_meetings(today=DAY + timedelta(days=1))
    assert owed(meeting) == AT_IT | AFTER_IT


@pytest.mark.parametrize(("days", "is_late"), [(10, False), (11, True)])
def test_set_down_after_its_day_its_results_are_due_as_the_act_counts(valley: Valley, days: int, is_late: bool) -> None:
    today = DAY + timedelta(days=days)
    meeting = announced(valley, today=today)
    assert owed(meeting) == AT_IT | AFTER_IT
    results = valley.owed("C-3.5c", valley.district, subject=f"meeting:{meeting.pk}")
    assert results.due_on == DAY + timedelta(days=10)
    assert (results.due_on < today) is is_late


def test_of_a_deputy_nothing_is_asked(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY)
    meeting = announced(valley, official=deputy)
    held(valley, meeting)
    note_meetings(today=DAY + timedelta(days=1))
    assert owed(meeting) == set()


def test_where_a_minister_comes_the_akimat_of_the_region_helps(valley: Valley) -> None:
    meeting = announced(valley, "minister", official=valley.akim(valley.ministry), territory=valley.rural.territory)
    rows = Obligation.objects.filter(subject=f"meeting:{meeting.pk}")
    assert {(row.duty, row.body) for row in rows} == {("D-2", valley.region)}


def test_what_is_off_leaves_nothing_to_do(valley: Valley) -> None:
    words: dict[str, Any] = {"reason_kk": "Боран", "reason_ru": "Буран"}
    cancelled, lost = announced(valley), announced(valley, day=TODAY)
    later = date(2027, 3, 3)
    cancel_meeting(meeting=cancelled, actor=valley.actor("officer", later), today=later, now=at(later), **words)
    declare_not_taken_place(meeting=lost, actor=valley.actor("officer", later), today=later, now=at(later), **words)
    for meeting in (cancelled, lost):
        assert owed(meeting) == owed(meeting, released_as=Release.GONE) != set()
