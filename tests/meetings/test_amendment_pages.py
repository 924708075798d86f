"""Pages of an amendment under way: what lacks its reason, which rows change, whom it waits for."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from schedules.models import Proposal, ProposalRow, Schedule
from schedules.queries.proposals import proposal_view
from schedules.services import graphs
from schedules.services.proposals import submit_proposal
from tests.meetings.amendment import MARCH, amended, change, file_and_accept, propose, publish, rows
from tests.schedules.conftest import World
from tests.texts import plain


@pytest.fixture
def world(published_ground: World) -> World:
    return published_ground


def read(client: Client, world: World, role: str, name: str, *args: object) -> str:
    client.force_login(world.people[role])
    return plain(client.get(reverse(f"schedules:{name}", args=args)).content.decode())


def own() -> Proposal:
    return Proposal.objects.get(body__slug="water")


@pytest.fixture
def moved(world: World) -> ProposalRow:
    """The first meeting has another day, and no reason yet."""
    propose(world)
    return change(world, rows(world)[0], day=date(2027, 6, 15), reason="")


def test_missing_reason_is_said_at_its_meeting_before_filing(world: World, moved: ProposalRow, client: Client) -> None:
    ProposalRow.objects.update(change_reason_kk="", change_reason_ru="")

    html = read(client, world, "preparer", "submit", own().pk)

    said = html.split("It cannot be filed yet")[1].split("</div>")[0]
    assert said.count("Say why this meeting is changed, in Kazakh and in Russian.") == 1
    assert f'href="{moved.get_absolute_url()}"' in said
    assert world.region.name_en in said
    assert " disabled" in html


def test_with_its_reason_the_change_can_be_filed(world: World, moved: ProposalRow, client: Client) -> None:
    ProposalRow.objects.filter(pk=moved.pk).update(change_reason_kk="Себеп", change_reason_ru="Причина")

    html = read(client, world, "preparer", "submit", own().pk)

    assert "It cannot be filed yet" not in html
    assert "What changes: 1 meeting" in html
    assert "As approved: 2 meetings" in html


def test_refusal_of_what_was_posted_stands_on_top(world: World, moved: ProposalRow, client: Client) -> None:
    client.force_login(world.people["preparer"])

    html = client.post(reverse("schedules:submit", args=[own().pk]), {"version": own().version}).content.decode()

    assert html.index('role="alert"') < html.index("It cannot be filed yet") < html.index('id="sent"')


def test_reviewer_sees_which_meetings_change_from_what_to_what_and_why(
    world: World, moved: ProposalRow, client: Client
) -> None:
    ProposalRow.objects.filter(pk=moved.pk).update(change_reason_ru="Причина", change_reason_kk="Себеп")
    graphs.withdraw_row(
        proposal=own(),
        row=rows(world)[1],
        expected_version=rows(world)[1].version,
        reason_kk="Жойылды",
        reason_ru="Отменена",
        actor=world.actor("preparer", MARCH),
        today=MARCH,
    )
    submit_proposal(proposal=own(), actor=world.actor("head", MARCH), today=MARCH)

    client.force_login(world.people["intake"])
    page = client.get(reverse("schedules:review", args=["2027", "water"]))
    html = plain(page.content.decode())

    changed, others = page.context["changed"], page.context["others"]
    assert [(each.change.tag.icon, bool(each.change.pairs)) for each, _warns, _field in changed] == [
        ("moved", True),
        ("cancelled", False),
    ]
    assert len(others) == 1
    assert "18 May 2027" in html.split("<del>")[1].split("</del>")[0]
    assert "15 June 2027" in html.split("<ins>")[1].split("</ins>")[0]
    assert "2 rows of 3 are changed" in html
    view = proposal_view(own(), MARCH)
    assert [str(each.change.reason) for each in view.changed if each.change] == ["Причина", "Отменена"]
    assert html.index("Changed: 2 meetings") < html.index("As approved: 1 meeting")


# -- whom it waits for ------------------------------------------------------------------------------------------------
def begin(world: World) -> Schedule:
    return graphs.open_amendment(
        schedule=Schedule.objects.published().get(),
        bodies=[world.ministry],
        reason_kk="Себеп",
        reason_ru="Причина",
        actor=world.actor("intake", MARCH),
        today=MARCH,
    )


def test_empty_amendment_says_whom_it_waits_for_and_raises_no_false_alarm(world: World, client: Client) -> None:
    begin(world)

    html = read(client, world, "intake", "work_graph", "2027")

    assert "No change is accepted yet" in html
    assert "Waited for:" in html
    assert "The draft is out of date" not in html
    assert "quarter without a meeting" not in html
    assert "No meeting of the year is planned in" not in html
    assert "0 meetings" not in html
    assert reverse("schedules:assemble", args=["2027"]) not in html
    assert reverse("schedules:agreement", args=["2027"]) not in html


def test_assembling_too_early_is_told_on_the_page_and_is_no_conflict(world: World, client: Client) -> None:
    begin(world)
    client.force_login(world.people["intake"])
    path = reverse("schedules:assemble", args=["2027"])

    page = client.post(path)

    assert page.status_code == 200
    html = plain(page.content.decode())
    assert "Nothing differs from the schedule in force yet." in html
    assert "Waited for:" in html
    assert " disabled" in html.split("Assemble the draft")[-2]


def test_accepted_change_leads_from_the_page_of_the_schedule_to_its_assembly(world: World, client: Client) -> None:
    propose(world)
    change(world, rows(world)[0], day=date(2027, 6, 15))
    waiting = read(client, world, "intake", "work_graph", "2027")
    file_and_accept(world)

    html = read(client, world, "intake", "work_graph", "2027")

    assert "No change is accepted yet" in waiting
    assert "Accepted and not in force yet: 1 meeting" in html
    assert reverse("schedules:assemble", args=["2027"]) in html
    for role in ("preparer", "neighbour", "approver"):
        assert "Accepted and not in force yet" not in read(client, world, role, "work_graph", "2027")
    amended(world)
    assert "Accepted and not in force yet" not in read(client, world, "intake", "work_graph", "2027")


def test_schedule_without_any_change_says_nothing_of_amendments(world: World, client: Client) -> None:
    html = read(client, world, "intake", "work_graph", "2027")

    assert "Waited for:" not in html
    assert "No change is accepted yet" not in html


def test_meeting_that_an_amendment_left_says_when_it_was_approved_first(world: World, client: Client) -> None:
    propose(world)
    change(world, rows(world)[0], day=date(2027, 6, 15))
    file_and_accept(world)
    publish(world, amended(world))
    left = Meeting.objects.get(body=world.neighbour)

    said = plain(client.get(left.get_absolute_url()).content.decode())

    history = said[said.index("History of changes") : said.rindex("Approved in the schedule")]
    assert "8 January 2027" in history
    assert "10 March 2027" not in history
