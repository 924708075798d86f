"""My desk, for every role."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine

from portal.bodies.choices import Function, Role
from portal.bodies.permissions import actor_for
from portal.deadlines.choices import DayKind
from portal.deadlines.models import CalendarDay, Obligation
from portal.overview.queries import desk, rail_counts
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, BodyFunctionFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.meetings import GraphFactory, MeetingFactory
from tests.factories.schedules import AgreementSlotFactory, ProposalFactory, ScheduleFactory
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


def actor(role, body=None, **kind):
    return actor_for(RoleGrantFactory(role=role, body=body or BodyFactory(**kind)).user, TODAY)


def authorised(role=Role.PREPARER):
    body = BodyFactory(slug="culture")
    BodyFunctionFactory(function=Function.AUTHORISED_INFORMATION, body=body)
    return actor(role, body)


def rows(tasks) -> list[tuple]:
    return [(task.days, task.days_words, task.tone, task.title, task.label) for task in tasks]


# -- what is due -----------------------------------------------------------------------------------------------------
def test_due_runs_from_the_longest_overdue_to_the_farthest(client):
    body = BodyFactory()
    ObligationFactory(body=body)
    ObligationFactory(body=body, duty="B-1.4-prop", computed_due_on=date(2026, 12, 1))
    ObligationFactory(body=body, duty="B-1.7", period_key="2026-Q3", computed_due_on=date(2026, 10, 10))
    ObligationFactory(body=body, period_key="2026", in_time=True)
    ObligationFactory(duty="B-1.4-prop")

    due = desk(actor(Role.PREPARER, body)).due

    assert [(task.days, task.days_words, task.tone, task.label) for task in due] == [
        (45, "days late", "late", "Write and publish"),
        (7, "days left", "soon", "Begin"),
        (21, "days left", "", "Open the plan"),
    ]


def test_a_quarter_leads_to_its_wizard_once_it_is_over():
    body = BodyFactory(akimat=True)
    for period, due_on in (("2026-Q3", date(2026, 10, 10)), ("2026-Q4", date(2026, 12, 10))):
        ObligationFactory(body=body, duty="C-3.5d", act="C2", period_key=period, computed_due_on=due_on)
    officer = actor(Role.OFFICER, body)

    over, running = desk(officer).due

    assert (over.url, over.label) == (f"/en/work/quarter/{body.slug}/2026-Q3/", "Write and publish")
    assert (running.url, running.label) == (Obligation.objects.get(period_key="2026-Q4").get_work_url(), "Open")


@pytest.mark.parametrize("duty", ["B-1.7", "C-5.3"])
def test_the_quarter_of_a_ministry_leads_to_its_wizard(duty):
    body = BodyFactory()
    ObligationFactory(
        body=body,
        duty=duty,
        act="B" if duty == "B-1.7" else "C1",
        period_key="2026-Q3",
        computed_due_on=date(2026, 10, 10),
    )

    (task,) = desk(actor(Role.HEAD, body)).due

    assert task.url == f"/en/work/quarter/{body.slug}/2026-Q3/"


def test_what_goes_up_and_what_is_recorded_above_leads_to_its_page():
    akimat, government = BodyFactory(akimat=True), BodyFactory(government=True)
    BodyFunctionFactory(function=Function.SCHEDULE_APPROVAL, body=government)
    half = {"period_key": "2026-H1", "computed_due_on": date(2026, 11, 20)}
    ObligationFactory(body=akimat, duty="B-3", act="B", **half)
    for duty, act in (("C-5.2", "C1"), ("B-4.2", "B")):
        ObligationFactory(body=government, duty=duty, act=act, **half)

    (problems,) = desk(actor(Role.OFFICER, akimat)).due
    above = {task.url for task in desk(actor(Role.APPROVER, government)).due}

    assert problems.url == "/en/work/problems/"
    assert above == {"/en/work/acts/collected/", "/en/work/acts/review/"}


def test_due_stands_in_bands_of_days():
    body = BodyFactory()
    for period, due_on in (("Q1", 23), ("Q2", 24), ("Q3", 25)):
        ObligationFactory(body=body, duty="B-1.7", period_key=f"2026-{period}", computed_due_on=date(2026, 11, due_on))
    ObligationFactory(body=body, duty="B-1.4-prop", computed_due_on=date(2026, 12, 1))
    ObligationFactory(body=body, duty="B-1.7", period_key="2026-Q4", computed_due_on=date(2026, 12, 24))
    ObligationFactory(body=body, computed_due_on=date(2026, 12, 25))

    bands = desk(actor(Role.PREPARER, body)).bands

    assert [(band.title, band.tone, [task.days for task in band.tasks]) for band in bands] == [
        ("Late: 1", "late", [1]),
        ("In the next 7 days: 3", "soon", [None, 1, 7]),
        ("In the next 30 days: 1", "", [30]),
        ("Later: 1", "", [31]),
    ]


def test_what_waits_for_a_decision_stands_above_every_duty(client):
    proposal = ProposalFactory(returned=True)
    ObligationFactory(body=proposal.body, duty="B-1.7", period_key="2026-Q3", computed_due_on=date(2026, 10, 10))
    head = RoleGrantFactory(role=Role.HEAD, body=proposal.body).user
    AgreementSlotFactory(body=proposal.body, due_on=date(2026, 11, 26))
    client.force_login(head)

    page = client.get("/en/desk/").content.decode()

    assert page.index("Answer on the draft schedule") < page.index("Revise the proposal") < page.index("Late: 1")


@pytest.mark.parametrize(
    ("due_on", "days", "words", "tone"),
    [
        (date(2026, 11, 23), 1, "day late", "late"),
        (date(2026, 11, 24), None, "today", "soon"),
        (date(2026, 11, 25), 1, "day left", "soon"),
        (date(2026, 12, 1), 7, "days left", "soon"),
        (date(2026, 12, 2), 8, "days left", ""),
    ],
)
def test_due_counts_days_to_the_day_itself(due_on, days, words, tone):
    body = BodyFactory()
    ObligationFactory(body=body, computed_due_on=due_on)

    (task,) = desk(actor(Role.HEAD, body)).due

    assert (task.days, task.days_words, task.tone) == (days, words, tone)


def test_due_on_a_day_off_names_the_last_working_day_before():
    body = BodyFactory()
    CalendarDay.objects.create(
        date=date(2026, 12, 16), kind=DayKind.HOLIDAY, name_kk="т", name_ru="т", name_en="t", source="test"
    )
    ObligationFactory(body=body, computed_due_on=date(2026, 12, 16))

    (task,) = desk(actor(Role.HEAD, body)).due

    assert task.notes == [
        "Last day: Wednesday 16\N{NO-BREAK SPACE}December 2026",
        "Last working day before it: 15\N{NO-BREAK SPACE}December 2026",
    ]


def test_due_names_the_body_for_a_person_of_two():
    one, two = BodyFactory(plain_en="Ministry of Water"), BodyFactory()
    ObligationFactory(body=one)
    person = actor(Role.HEAD, one).user
    RoleGrantFactory(user=person, role=Role.HEAD, body=two)

    (task,) = desk(actor_for(person, TODAY)).due

    assert task.notes[0] == "Ministry of Water"


def test_proposal_that_is_begun_is_continued():
    proposal = ProposalFactory()
    ObligationFactory(body=proposal.body, duty="B-1.4-prop", computed_due_on=date(2026, 12, 1))

    shown = desk(actor(Role.PREPARER, proposal.body))

    assert [(task.url, task.label) for task in shown.due] == [(f"/en/work/proposals/{proposal.pk}/", "Continue")]
    assert [item.url for item in shown.drafts] == [f"/en/work/proposals/{proposal.pk}/"]
    assert shown.waiting == []


# -- every role ------------------------------------------------------------------------------------------------------
def test_preparer_sees_what_was_returned_and_asked():
    proposal = ProposalFactory(returned=True)
    AgreementSlotFactory(body=proposal.body, due_on=date(2026, 11, 26))

    waiting = desk(actor(Role.PREPARER, proposal.body)).waiting

    assert [(task.days, task.days_words, task.label) for task in waiting] == [
        (2, "days left", "Answer"),
        (4, "days of waiting", "Revise"),
    ]


def test_authorised_body_sees_proposals_to_review_and_the_schedule_to_publish():
    person = authorised()
    proposal = ProposalFactory(submitted=True)
    GraphFactory(period_key="2025")

    waiting = desk(person).waiting

    assert {(task.url, task.label) for task in waiting} == {
        (f"/en/work/intake/2027/{proposal.body.slug}/", "Review"),
        ("/en/work/graph/2025/publish/", "Publish"),
    }


def test_approver_sees_the_draft_sent_to_the_government():
    government = BodyFactory(government=True)
    BodyFunctionFactory(function=Function.SCHEDULE_APPROVAL, body=government)
    ScheduleFactory(government=True)
    ObligationFactory(body=government, duty="B-4.3", computed_due_on=date(2027, 1, 10))

    shown = desk(actor(Role.APPROVER, government))

    assert [(task.url, task.label) for task in shown.waiting] == [("/en/work/graph/2027/decision/", "Decide")]
    assert [(task.days, task.url) for task in shown.due] == [(47, "/en/work/graph/2027/")]


def test_officer_sees_duties_of_the_akimat():
    akimat = BodyFactory(akimat=True)
    ObligationFactory(body=akimat, duty="C-2.1", act="C2", computed_due_on=date(2027, 1, 15))

    assert rows(desk(actor(Role.OFFICER, akimat)).due) == [
        (52, "days left", "", "Approve the calendar of akims' meetings for 2027", "Open the calendar")
    ]


@pytest.mark.parametrize(
    ("role", "kind"), [(Role.OVERSEER, {"administration": True}), (Role.ADMINISTRATOR, {"government_apparatus": True})]
)
def test_those_who_control_see_what_others_have_not_done_a_row_a_duty(role, kind):
    for _ in range(3):
        ObligationFactory(duty="B-1.7", period_key="2026-Q3", computed_due_on=date(2026, 10, 10))
    ObligationFactory(computed_due_on=TODAY)
    ObligationFactory(two_days_late=True, computed_due_on=date(2026, 11, 1))

    shown = desk(actor(role, **kind))

    (task,) = shown.overdue
    assert (task.days, task.notes) == (45, ["Progress on issues of ministries", "Not done by 3 bodies"])
    assert task.url == "/en/deadlines/?duty=B-1.7&period=2026-Q3&state=overdue"


@pytest.mark.parametrize(
    ("role", "kind", "words"),
    [
        (Role.PREPARER, {}, "Duties of your body appear here"),
        (Role.HEAD, {}, "Duties of your body appear here"),
        (Role.APPROVER, {"government": True}, "A draft schedule appears here"),
        (Role.MASLIKHAT, {"maslikhat": True}, "Nothing is asked of the maslikhat now."),
        (Role.OFFICER, {"akimat": True}, "Duties of your akimat appear here"),
        (Role.OVERSEER, {"administration": True}, "No body that you control is late"),
        (Role.ADMINISTRATOR, {}, "No body that you control is late"),
    ],
)
def test_empty_desk_tells_each_role_what_belongs_here(client, role, kind, words):
    client.force_login(actor(role, **kind).user)

    html = client.get("/en/desk/").content.decode()

    assert "You have no tasks now" in html
    assert words in html


def test_desk_of_a_person_without_a_role_says_so(client):
    client.force_login(UserFactory())

    assert "You hold no role today." in client.get("/en/desk/").content.decode()


def test_neighbour_sees_nothing_of_it():
    ProposalFactory(returned=True)
    ObligationFactory()
    AgreementSlotFactory()

    shown = desk(actor(Role.PREPARER))

    assert (shown.due, shown.waiting, shown.drafts, shown.overdue) == ([], [], [], [])


# -- beside ----------------------------------------------------------------------------------------------------------
def test_meetings_of_the_next_seven_days_own_and_in_own_territory():
    region = TerritoryFactory()
    district = TerritoryFactory(district=True, parent=region)
    akimat = BodyFactory(akimat=True, territory=region)
    today = MeetingFactory(territory=district, on=TODAY)
    last = MeetingFactory(territory=district, on=TODAY + timedelta(days=6))
    MeetingFactory(territory=district, on=TODAY - timedelta(days=1))
    MeetingFactory(territory=district, on=TODAY + timedelta(days=7))
    MeetingFactory(on=TODAY)
    MeetingFactory(territory=district, on=TODAY, hidden=True)

    ahead = desk(actor(Role.OFFICER, akimat)).ahead

    assert [row.url for row in ahead] == [today.get_absolute_url(), last.get_absolute_url()]


# -- the page --------------------------------------------------------------------------------------------------------
def test_page_is_private_and_each_row_has_one_action(client):
    body = BodyFactory()
    ObligationFactory(body=body)
    client.force_login(actor(Role.HEAD, body).user)

    answer = client.get("/en/desk/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    (task,) = re.findall(r'<li class="task">.*?</li>', answer.content.decode(), re.DOTALL)
    assert task.count('class="btn') == 1


def test_page_asks_a_stranger_to_sign_in(client):
    assert client.get("/en/desk/").headers["Location"] == "/en/accounts/login/?next=%2Fen%2Fdesk%2F"


def test_desk_costs_the_same_for_one_duty_and_for_many():
    person = authorised()
    ObligationFactory(duty="B-1.7", period_key="2026-Q3", computed_due_on=date(2026, 10, 10))
    ProposalFactory(submitted=True)
    desk(person)
    with counted() as few:
        desk(person)
    for number in range(60):
        ObligationFactory(duty="B-1.7", period_key="2026-Q3", computed_due_on=date(2026, 10, 10))
        ProposalFactory(submitted=True, period_key="2027" if number % 2 else "2028")
    with counted() as many:
        desk(person)

    assert len(many) == len(few)
    assert len(many) <= 23


# -- the rail --------------------------------------------------------------------------------------------------------
def test_rail_counts_what_presses():
    person = authorised()
    body = person.user.role_grants.get().body
    ObligationFactory(body=body, duty="B-1.4-prop", computed_due_on=date(2026, 12, 1))
    ObligationFactory(body=body, computed_due_on=date(2026, 12, 2))
    ProposalFactory.create_batch(2, submitted=True)
    AgreementSlotFactory(body=body)

    assert rail_counts(person) == {
        "overview:desk": 1,
        "schedules:intake_now": 2,
        "schedules:work_graph_now": 1,
    }


def test_rail_counts_nothing_for_those_who_owe_nothing():
    assert rail_counts(actor(Role.MASLIKHAT, maslikhat=True)) == {}
