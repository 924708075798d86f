"""Summaries of held meetings are made of what everybody sees, sent once, in time or with a reason, and then public."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from meetings.choices import MeetingState
from portal.bodies.choices import BodyKind, Function, Role
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.deadlines.models import Transmittal
from portal.holding.choices import SummaryKind
from portal.holding.documents.summary import summary_document
from portal.holding.models import Summary
from portal.holding.queries.summaries import summary_content
from portal.holding.services.summaries import make_summary, send_summary
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from portal.kernel.periods import Period
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory
from tests.factories.deadlines import ObligationFactory, seed_law
from tests.factories.holding import AccountFactory, QuestionFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db

QUARTER, TODAY = "2027-Q1", date(2027, 4, 5)
NOW = datetime(2027, 4, 5, 5, 0, tzinfo=UTC)


@pytest.fixture
def ministry() -> Body:
    seed_law()
    return BodyFactory(kind=BodyKind.MINISTRY, joined_on=date(2026, 1, 1))


@pytest.fixture
def receiver() -> Body:
    body = BodyFactory(kind=BodyKind.MINISTRY, joined_on=date(2026, 1, 1))
    BodyFunctionFactory(body=body, function=Function.AUTHORISED_INFORMATION)
    RoleGrantFactory(role=Role.PREPARER, body=body)
    return body


def actor(body: Body, role: str = Role.PREPARER, on: date = TODAY) -> Actor:
    return actor_for(RoleGrantFactory(role=role, body=body).user, on)


def held(ministry: Body, **facts: object) -> object:
    meeting = MeetingFactory(body=ministry, state=MeetingState.HELD, attendance=40, **facts)
    return AccountFactory(meeting=meeting, talk_minutes=20, questions_minutes=80, obtained="measured")


def owed(ministry: Body, due_on: date = date(2027, 4, 10)) -> object:
    return ObligationFactory(duty="D-1.4", act="D", body=ministry, period_key=QUARTER, due_on=due_on)


def make(ministry: Body, by: Actor | None = None, kind: str = SummaryKind.QUARTER, period: str = QUARTER) -> Summary:
    by = by or actor(ministry)
    return make_summary(kind=kind, body=ministry, period_key=period, actor=by, today=by.on, now=NOW)


# -- what it says ----------------------------------------------------------------------------------------------------
def test_it_counts_what_was_held_what_was_not_and_what_nobody_recorded(ministry: Body) -> None:
    account = held(ministry)
    QuestionFactory(account=account, number=1)
    QuestionFactory(account=account, number=2, fate="answered")
    QuestionFactory(account=account, number=3, withdrawn_on=date(2027, 3, 20))
    MeetingFactory(body=ministry, state=MeetingState.CANCELLED, on=date(2027, 2, 3))
    MeetingFactory(body=ministry, state=MeetingState.ANNOUNCED, on=date(2027, 2, 4))
    # Another time, another body, nothing for everybody's eyes.
    MeetingFactory(body=ministry, state=MeetingState.ANNOUNCED, on=date(2027, 4, 1))
    MeetingFactory(state=MeetingState.ANNOUNCED, on=date(2027, 2, 5))
    MeetingFactory(hidden=True, body=ministry, on=date(2027, 2, 6))
    assert make(ministry).content["sums"] == {
        "meetings": 3,
        "held": 1,
        "off": 1,
        "unrecorded": 1,
        "came": 40,
        "asked": 2,
        "taken": 1,
    }


def test_its_statements_do_not_grow_with_the_meetings(ministry: Body, django_assert_num_queries) -> None:
    for day in range(1, 8):
        held(ministry, on=date(2027, 3, day))
    with django_assert_num_queries(1):
        content = summary_content(SummaryKind.QUARTER, ministry, Period.parse(QUARTER), TODAY)
    assert len(content["rows"]) == 7


def test_results_of_a_half_year_have_a_row_for_each_ministry_also_for_one_that_met_nobody(
    ministry: Body, receiver: Body
) -> None:
    held(ministry)
    content = make(receiver, kind=SummaryKind.HALF, period="2027-H1").content
    by_name = {row["body"]["kk"]: row["held"] for row in content["rows"]}
    assert by_name[str(ministry.plain_kk)] == 1
    assert by_name[str(receiver.plain_kk)] == 0


# -- made ------------------------------------------------------------------------------------------------------------
def test_a_quarter_is_summed_up_when_it_is_over(ministry: Body) -> None:
    with pytest.raises(Invalid):
        make(ministry, actor(ministry, on=date(2027, 3, 31)))
    assert make(ministry, actor(ministry, on=date(2027, 4, 1)))


def test_the_same_once_more_is_the_same_row_and_another_takes_its_place(ministry: Body) -> None:
    first = make(ministry)
    assert make(ministry) == first
    held(ministry)
    second = make(ministry)
    first.refresh_from_db()
    assert first.replaced_by == second
    with pytest.raises(Conflict):
        send_summary(summary=first, actor=actor(ministry), today=TODAY)


@pytest.mark.parametrize("role", [Role.PREPARER, Role.HEAD])
def test_a_neighbour_makes_and_sends_none(ministry: Body, role: str) -> None:
    stranger = actor(BodyFactory(kind=BodyKind.MINISTRY), role)
    with pytest.raises(NotAllowed):
        make(ministry, stranger)
    made = make(ministry)
    with pytest.raises(NotAllowed):
        send_summary(summary=made, actor=stranger, today=TODAY)
    with pytest.raises(NotAllowed):
        make(ministry, kind=SummaryKind.HALF, period="2027-H1")


# -- sent ------------------------------------------------------------------------------------------------------------
def test_sent_in_time_it_meets_its_duty_and_waits_for_its_receiver(ministry: Body, receiver: Body) -> None:
    duty = owed(ministry)
    made = send_summary(summary=make(ministry), actor=actor(ministry), today=TODAY)
    duty.refresh_from_db()
    assert (duty.met_on, duty.known_on) == (TODAY, TODAY)
    assert Transmittal.objects.get(obligation=duty).receiver == receiver
    assert duty.evidence.get().address == f"/summaries/{made.pk}/"
    with pytest.raises(Conflict):
        send_summary(summary=made, actor=actor(ministry), today=TODAY)
    assert Transmittal.objects.count() == 1


def test_sent_late_it_says_why_and_counts_as_late(ministry: Body, receiver: Body) -> None:
    duty, late = owed(ministry, date(2027, 4, 1)), actor(ministry)
    made = make(ministry, late)
    with pytest.raises(Invalid) as refused:
        send_summary(summary=made, actor=late, today=TODAY)
    assert "late_reason" in refused.value.errors
    send_summary(summary=made, actor=late, today=TODAY, late_reason="Министр ауыстырылды")
    duty.refresh_from_db()
    assert duty.known_on == TODAY
    assert duty.late_reason == "Министр ауыстырылды"


# -- read ------------------------------------------------------------------------------------------------------------
def test_everybody_reads_it_once_it_was_sent(ministry: Body, client: Client) -> None:
    held(ministry)
    made = make(ministry)
    addresses = [f"/ru/summaries/{made.pk}/", f"/ru/summaries/{made.pk}.pdf", f"/kk/summaries/{made.pk}.docx"]
    assert {client.get(address).status_code for address in addresses} == {404}
    send_summary(summary=made, actor=actor(ministry), today=TODAY)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
    assert client.get(f"/en/summaries/{made.pk}.pdf").status_code == 404


def test_pages_of_the_workspace_are_for_people_of_the_body(ministry: Body, client: Client) -> None:
    made = make(ministry)
    client.force_login(RoleGrantFactory(role=Role.PREPARER, body=BodyFactory(kind=BodyKind.MINISTRY)).user)
    assert client.get(f"/kk/work/summaries/{made.pk}/").status_code == 404
    assert client.post(f"/kk/work/summaries/quarter/{ministry.slug}/{QUARTER}/").status_code == 404
    client.force_login(RoleGrantFactory(role=Role.OFFICER, body=BodyFactory(akimat=True)).user)
    # A page of the menu of others is no secret: it says that it is not theirs.
    assert client.get("/kk/work/summaries/").status_code == 403


@pytest.mark.parametrize("kind", SummaryKind.values)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_it_is_printed_in_both_languages(ministry: Body, receiver: Body, kind: str, ending: str) -> None:
    held(ministry)
    made = make(
        receiver if kind == SummaryKind.HALF else ministry, kind=kind, period="2027-H1" if kind == "half" else QUARTER
    )
    assert all(summary_document(made, ending=ending, language=language) for language in ("kk", "ru"))
