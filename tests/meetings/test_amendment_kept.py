"""An accepted change and its reasons survive what follows; a ministry that is not in the schedule comes into it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel.errors import Invalid
from portal.notices.models import Notice
from schedules.models import Proposal, Schedule
from schedules.services import graphs
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.factories.schedules import first_head
from tests.meetings.amendment import MARCH, amended, change, file_and_accept, propose, publish, rows
from tests.schedules.conftest import World


@pytest.fixture
def world(published_ground: World) -> World:
    return published_ground


def begin(world: World, bodies: list | None, scope_key: str = "") -> Schedule:
    return graphs.open_amendment(
        schedule=Schedule.objects.published().get(),
        bodies=bodies,
        scope_key=scope_key,
        reason_kk="Себеп",
        reason_ru="Причина",
        actor=world.actor("intake", MARCH),
        today=MARCH,
    )


def accepted_change(world: World, day: date = date(2027, 6, 15)) -> None:
    propose(world)
    change(world, rows(world)[0], day=day, reason="Министр сапарда")
    file_and_accept(world)


def state_and_reasons(world: World) -> tuple[str, str, str]:
    row = rows(world)[0]
    return row.proposal.state, row.change_reason_kk, row.change_reason_ru


KEPT = ("accepted", "Министр сапарда", "Министр сапарда (ru)")


@pytest.mark.parametrize("chosen", ["ministry", "all", "half"])
def test_accepted_change_and_its_reasons_stay_when_the_amendment_begins(world: World, chosen: str) -> None:
    accepted_change(world)

    begin(world, [world.ministry, world.neighbour] if chosen == "ministry" else None, "2027-H1" * (chosen == "half"))

    assert state_and_reasons(world) == KEPT
    assert Proposal.objects.get(body=world.neighbour).state == "returned"
    told = Notice.objects.filter(kind="amendment_opened").values_list("user__full_name", flat=True)
    assert set(told) == {"neighbour"}
    schedule = amended(world)
    assert publish(world, schedule)
    assert state_and_reasons(world) == KEPT


def test_amendment_of_what_is_accepted_alone_needs_no_ministry_chosen(world: World) -> None:
    accepted_change(world)

    begin(world, [])

    assert state_and_reasons(world) == KEPT


def test_revision_of_a_half_year_is_not_begun_over_accepted_changes_of_the_other(world: World) -> None:
    accepted_change(world)

    with pytest.raises(Invalid) as refused:
        begin(world, None, "2027-H2")

    assert list(refused.value.errors) == ["scope"]
    assert state_and_reasons(world) == KEPT


def test_change_taken_up_again_by_its_ministry_keeps_its_reasons(world: World) -> None:
    accepted_change(world)

    propose(world)

    assert state_and_reasons(world) == ("returned", *KEPT[1:])


def test_reasons_of_what_is_in_force_do_not_pass_for_those_of_the_next_change(world: World) -> None:
    accepted_change(world)
    publish(world, amended(world))

    propose(world)

    assert state_and_reasons(world) == ("returned", "", "")


def test_ministry_that_is_not_in_the_schedule_is_asked_into_it(world: World, client: Client) -> None:
    late = BodyFactory(slug="justice")
    first_head(late)
    RoleGrantFactory(body=late, role="preparer", user__full_name="justice")
    client.force_login(world.people["intake"])
    path = reverse("schedules:amend", args=["2027"])

    offered = dict(client.get(path).context["form"].fields["bodies"].choices)
    begin(world, [late])

    assert {"justice", "water", "finance"} <= set(offered)
    assert "yet" in offered["justice"] or offered["justice"] != str(late.plain)
    assert offered["water"] == str(world.ministry.plain)
    proposal = Proposal.objects.get(body=late)
    assert (proposal.state, proposal.is_amending) == ("draft", True)
    notice = Notice.objects.get(kind="amendment_opened")
    assert (notice.user.full_name, notice.path) == ("justice", f"/work/proposals/{proposal.pk}/")


def test_filed_proposal_is_neither_offered_nor_thrown_back(world: World, client: Client) -> None:
    Proposal.objects.filter(body=world.neighbour).update(
        state="submitted", is_amending=True, accepted_by=None, accepted_on=None
    )
    client.force_login(world.people["intake"])

    page = client.get(reverse("schedules:amend", args=["2027"]))
    begin(world, [world.neighbour])

    assert "finance" not in dict(page.context["form"].fields["bodies"].choices)
    assert Proposal.objects.get(body=world.neighbour).state == "submitted"


def test_page_of_the_amendment_names_whose_change_is_accepted(world: World, client: Client) -> None:
    accepted_change(world)
    client.force_login(world.people["intake"])

    page = client.get(reverse("schedules:amend", args=["2027"]))

    assert [(it.body, len(changes)) for it, changes in page.context["waiting"].items()] == [(world.ministry, 1)]
    assert "water" not in dict(page.context["form"].fields["bodies"].choices)
    assert reverse("schedules:review", args=["2027", "water"]) in page.content.decode()
