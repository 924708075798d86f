"""A duty to hold a meeting is judged by the day of the meeting when it stood announced here before that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from meetings.models import Meeting
from meetings.services.moving_inside_approved import fix_day
from meetings.services.standing import stood_announced
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil, record_evidence
from portal.law.counting.states import State
from portal.law.kinds import StateKind
from tests.factories.deadlines import ObligationFactory
from tests.meetings.amendment import AUTUMN, SPRING, moved_and_cancelled, publish, published
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db

#: The last day of the quarter of the autumn meeting; it is told some days later.
QUARTER = date(2027, 12, 31)


def quarterly(world: World, **more: object) -> Obligation:
    """A meeting of the first head in the fourth quarter."""
    facts = {"duty": "D-1.1", "act": "D", "period_key": "2027-Q4", "computed_due_on": QUARTER, **more}
    return ObligationFactory(body=world.ministry, **facts)


def tell(world: World, row: Obligation, held_on: date, today: date) -> Obligation:
    """The head says that the meeting was held."""
    fulfil(
        duty=row.duty,
        body=row.body,
        period_key=row.period_key,
        on=held_on,
        evidence=Proof(kind="act", title="Meeting", address="/meetings/2027-000001/#held"),
        actor=world.actor("head", today),
        late_reason="told after the holidays",
    )
    row.refresh_from_db()
    return row


@pytest.fixture
def autumn(world: World) -> Meeting:
    """Its day, the last of the year, was set and announced weeks before."""
    published(world)
    meeting = Meeting.objects.get(body=world.ministry, quarter_key="2027-Q4")
    set_day(world, meeting, QUARTER, AUTUMN)
    return meeting


def set_day(world: World, meeting: Meeting, day: date, on: date) -> None:
    fix_day(
        meeting=meeting,
        day=day,
        actor=world.actor("head", on),
        today=on,
        now=datetime(on.year, on.month, on.day, 6, tzinfo=UTC),
        reason_kk="Себеп",
        reason_ru="Причина",
    )


def test_announced_and_told_within_ten_days_is_judged_by_its_own_day(world: World, autumn: Meeting) -> None:
    row = tell(world, quarterly(world), QUARTER, date(2028, 1, 10))
    assert row.state(date(2028, 1, 10)) == State(StateKind.MET)
    assert (row.met_on, row.entered_on, row.known_on) == (QUARTER, date(2028, 1, 10), QUARTER)
    # That it was told late stays on record.
    assert row.late_since == date(2028, 1, 1)
    assert row.events.filter(kind="held", on=QUARTER, recorded_on=date(2028, 1, 10)).exists()
    then = Obligation.objects.as_of(date(2028, 1, 10)).get(pk=row.pk)
    assert then.state_kind == StateKind.MET


def test_told_later_than_ten_days_it_is_the_word_of_the_body(world: World, autumn: Meeting) -> None:
    row = tell(world, quarterly(world), QUARTER, date(2028, 1, 11))
    assert row.state(date(2028, 1, 11)) == State(StateKind.CLAIMED, 11)


def test_on_another_day_than_announced_it_is_the_word_of_the_body(world: World, autumn: Meeting) -> None:
    row = tell(world, quarterly(world), date(2027, 12, 30), date(2028, 1, 5))
    assert row.state(date(2028, 1, 5)).kind == StateKind.CLAIMED


def test_day_announced_on_the_day_itself_is_no_announcement(world: World) -> None:
    published(world)
    meeting = Meeting.objects.get(body=world.ministry, quarter_key="2027-Q4")
    set_day(world, meeting, QUARTER, QUARTER)
    assert not stood_announced(quarterly(world, subject="asked"), QUARTER)
    assert tell(world, quarterly(world), QUARTER, date(2028, 1, 5)).state(QUARTER).kind == StateKind.CLAIMED


def test_meeting_of_a_neighbour_or_cancelled_vouches_for_nobody(world: World) -> None:
    published(world)
    own = quarterly(world, period_key="2027-Q2")
    neighbours = ObligationFactory(body=world.neighbour, duty="D-1.1", act="D", period_key="2027-Q2")
    assert stood_announced(own, SPRING)
    assert not stood_announced(neighbours, SPRING)
    publish(world, moved_and_cancelled(world))
    assert not stood_announced(own, SPRING)


@pytest.mark.parametrize(
    ("duty", "act", "period"), [("P-3", "P", "2027-05"), ("L-9.3", "L", "2027"), ("B-1.4-dep", "B", "2027")]
)
def test_meeting_of_the_first_head_is_no_reception_no_report_and_no_meeting_of_a_deputy(
    world: World, duty: str, act: str, period: str
) -> None:
    published(world)
    row = ObligationFactory(body=world.ministry, duty=duty, act=act, period_key=period)
    assert not stood_announced(row, SPRING)


def test_only_what_is_to_be_held_is_judged_by_a_meeting(world: World, autumn: Meeting) -> None:
    row = quarterly(world, duty="D-2", period_key="2027", subject="meeting:1", opens_by="event")
    proof = Proof(kind="link", title="Help", address="https://example.kz/h", signed_on=QUARTER, genre="link")
    on = date(2028, 1, 5)
    record_evidence(obligation=row, proof=proof, actor=world.actor("head", on), today=on, late_reason="late")
    row.refresh_from_db()
    assert row.state(on).kind == StateKind.CLAIMED
