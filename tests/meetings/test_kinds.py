"""The kind of a meeting: by whom it is held, or that it is the yearly report; and what a report meets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetings.choices import OF_HEADS, MeetingKind
from meetings.models import Meeting, kind_of
from meetings.services.making import take_over
from portal.bodies.choices import Post
from portal.deadlines.models import Obligation
from portal.kernel.errors import Invalid
from tests.factories.bodies import BodyFactory, OfficialFactory
from tests.factories.meetings import EntryFactory
from tests.meetings.test_held import back
from tests.meetings.test_off_plan import announced
from tests.meetings.valley import DAY, Valley, held, make_valley
from tests.texts import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def reports(valley: Valley) -> dict[str, tuple[date | None, date | None]]:
    """Of the district, of what is reported in its year: the day of the report and the day by which it is judged."""
    rows = Obligation.objects.filter(duty="L-9.3", body=valley.district, met_on__isnull=False)
    return {row.period_key: (row.met_on, row.known_on) for row in rows}


@pytest.mark.parametrize(
    ("akimat", "post", "is_report", "kind"),
    [
        (False, Post.FIRST_HEAD, False, MeetingKind.FIRST_HEAD),
        (True, Post.FIRST_HEAD, False, MeetingKind.AKIM),
        (False, Post.FIRST_HEAD, True, MeetingKind.REPORT),
        (True, Post.FIRST_HEAD, True, MeetingKind.REPORT),
        (False, Post.DEPUTY, False, MeetingKind.DEPUTY),
        (True, Post.DEPUTY, True, MeetingKind.DEPUTY),
        (False, Post.COMMITTEE_CHAIR, True, MeetingKind.COMMITTEE_CHAIR),
    ],
)
def test_the_post_and_the_body_say_the_kind(akimat: bool, post: str, is_report: bool, kind: MeetingKind) -> None:
    body = BodyFactory(akimat=True) if akimat else BodyFactory()
    assert kind_of(OfficialFactory(body=body, post=post), body, is_report=is_report) == kind
    assert (post == Post.FIRST_HEAD) is (kind in OF_HEADS)


def test_an_entry_with_another_official_makes_another_kind_and_a_report_stays_one() -> None:
    body = BodyFactory()
    head, deputy = OfficialFactory(body=body), OfficialFactory(body=body, post=Post.DEPUTY)
    meeting = Meeting(kind=MeetingKind.REPORT)
    kinds = []
    for official in (head, deputy, head):
        take_over(meeting, EntryFactory(body=body, official=official))
        kinds.append(meeting.kind)
    assert kinds == [MeetingKind.REPORT, MeetingKind.DEPUTY, MeetingKind.FIRST_HEAD]


def test_a_report_that_was_announced_is_judged_by_its_own_day(valley: Valley, client) -> None:
    meeting = announced(valley, is_report=True)
    assert meeting.kind == MeetingKind.REPORT
    page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    events = client.get(f"/ru/meetings/{meeting.number}.ics").content.decode()
    row = client.get("/api/v1/meetings/", {"kind": "report"}).json()["results"][0]
    assert "Отчётная встреча" in page
    assert "CATEGORIES:отчётная встреча\r\n" in events
    assert (row["number"], row["kind"]) == (meeting.number, "report")
    assert not reports(valley)
    held(valley, meeting, today=DAY + timedelta(days=3))
    assert reports(valley) == {"2027": (DAY, DAY)}


def test_a_report_set_down_after_its_day_is_known_from_the_entry(valley: Valley) -> None:
    late = DAY + timedelta(days=3)
    meeting = announced(valley, today=late, is_report=True)
    held(valley, meeting, today=late)
    assert reports(valley) == {"2027": (DAY, late)}


def test_said_to_be_the_report_when_it_is_recorded_it_is_known_from_the_entry(valley: Valley, client) -> None:
    late = DAY + timedelta(days=3)
    meeting = announced(valley)
    record = held(valley, meeting, today=late, is_report=True)
    assert reports(valley) == {"2027": (DAY, late)}
    row = client.get("/api/v1/meetings/", {"kind": "report"}).json()["results"][0]
    page = plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    assert row["number"] == meeting.number
    assert "Сказано при записи" in page
    # Taken back it is what it was announced as, and the report is owed.
    back(valley, record, today=late)
    meeting.refresh_from_db()
    assert (meeting.kind, reports(valley)) == (MeetingKind.AKIM, {})
    held(valley, meeting, today=late)
    assert not reports(valley)


def test_said_once_more_of_an_announced_report_it_stays_judged_by_its_own_day(valley: Valley, client) -> None:
    meeting = announced(valley, is_report=True)
    record = held(valley, meeting, today=DAY + timedelta(days=3), is_report=True)
    assert not record.told_report
    assert reports(valley) == {"2027": (DAY, DAY)}
    assert "Сказано при записи" not in plain(client.get(f"/ru/meetings/{meeting.number}/").content.decode())
    back(valley, record, today=DAY + timedelta(days=3))
    meeting.refresh_from_db()
    assert meeting.kind == MeetingKind.REPORT


def test_a_deputy_or_whoever_stands_in_held_no_report(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY)
    for meeting, more in (
        (announced(valley), {"held_by": deputy}),
        (announced(valley, day=DAY + timedelta(days=1)), {"held_by": None}),
        (announced(valley, official=deputy, day=DAY + timedelta(days=2)), {}),
    ):
        with pytest.raises(Invalid) as refused:
            held(valley, meeting, today=DAY + timedelta(days=3), is_report=True, **more)
        assert list(refused.value.errors) == ["is_report"]
    assert not reports(valley)


def test_another_meeting_is_no_report_and_whoever_stood_in_reports_nothing(valley: Valley) -> None:
    held(valley, announced(valley))
    assert not reports(valley)
    other = announced(valley, is_report=True, day=DAY + timedelta(days=1))
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY)
    held(valley, other, today=DAY + timedelta(days=1), held_by=deputy)
    assert not reports(valley)


def test_a_deputy_announces_no_report(valley: Valley) -> None:
    deputy = OfficialFactory(body=valley.district, post=Post.DEPUTY)
    with pytest.raises(Invalid) as refused:
        announced(valley, official=deputy, is_report=True)
    assert list(refused.value.errors) == ["is_report"]
    assert announced(valley, official=deputy).kind == MeetingKind.DEPUTY
