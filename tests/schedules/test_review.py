"""Judging at speed: a table, a remark on demand, warnings, the next one; reminding all at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.deadlines.models import Obligation
from portal.deadlines.services import sweep
from portal.kernel.errors import NotAllowed
from portal.notices.models import Notice
from schedules.models import Proposal
from schedules.queries.intake import intake_board
from schedules.rules import PROPOSAL_DUTY
from schedules.services import graphs, intake
from schedules.services.intake import remind_all
from tests.conftest import TODAY
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleFactory,
)
from tests.schedules.conftest import World
from tests.texts import plain

AUTHORISED = {"intake", "intake_head"}
#: A Saturday.
DAY_OFF = date(2027, 4, 17)


def review(slug: str) -> str:
    return reverse("schedules:review", args=["2027", slug])


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


@pytest.fixture
def two(world: World) -> list[Proposal]:
    """Filed by two ministries, both in one region on one day off."""
    made = []
    for body in (world.ministry, world.neighbour):
        proposal = ProposalFactory(body=body, period_key="2027", submitted=True)
        ProposalRowFactory(proposal=proposal, territory=world.region, day=DAY_OFF)
        made.append(proposal)
    return made


def test_accepting_leads_to_the_next_that_waits_and_then_to_the_board(
    world: World, two: list[Proposal], client: Client
) -> None:
    client.force_login(world.people["intake"])
    typed = {"version": 1, "decision": "accept"}

    assert client.post(review("water"), typed)["Location"] == review("finance")
    assert client.post(review("finance"), typed)["Location"] == reverse("schedules:intake", args=["2027"])

    assert set(Proposal.objects.values_list("state", flat=True)) == {"accepted"}


def test_who_has_filed_a_proposal_is_not_led_to_it(world: World, two: list[Proposal], client: Client) -> None:
    two[1].events.create(verb="submit", to_state="submitted", actor=world.people["intake"], on=TODAY)
    client.force_login(world.people["intake"])

    page = client.get(review("water"))

    assert [body.slug for body in page.context["queue"]] == ["water"]
    assert page.context["following"] is None


def test_reviewer_is_warned_of_days_off_and_told_who_else_goes_there(
    world: World, two: list[Proposal], client: Client
) -> None:
    client.force_login(world.people["intake"])

    html = plain(client.get(review("water")).content.decode())

    assert "This is a day off." in html
    assert f"Another body is in this region on this day: {world.neighbour.name_en}" in html


def test_ministry_is_not_told_who_has_only_filed(world: World, two: list[Proposal], client: Client) -> None:
    client.force_login(world.people["preparer"])

    html = plain(client.get(two[0].get_absolute_url()).content.decode())

    assert "Another ministry has filed a meeting in this region on this day." in html
    assert world.neighbour.name_en not in html


def test_remark_is_closed_until_it_is_wanted_and_open_when_something_was_typed(
    world: World, two: list[Proposal], client: Client
) -> None:
    client.force_login(world.people["intake"])
    field = f"row_{two[0].rows.get().pk}"

    fresh = client.get(review("water")).content.decode()
    back = client.post(review("water"), {"version": 1, "decision": "return", field: "A holiday"}).content.decode()

    assert fresh.count('<details class="more">') == 2
    assert '<details class="more" open>' not in fresh
    assert back.count('<details class="more" open>') == 1
    assert "A holiday" in back


def test_both_decisions_are_buttons_that_stay_in_sight(world: World, two: list[Proposal], client: Client) -> None:
    client.force_login(world.people["intake"])

    html = client.get(review("water")).content.decode()

    foot = html.split('class="stick"')[1].split("</form>")[0]
    assert foot.count('name="decision"') == html.count('name="decision"') == 2
    assert review("finance") in foot


# -- reminding all ---------------------------------------------------------------------------------------------------
def test_all_who_have_not_filed_are_reminded_once_a_day(world: World, client: Client) -> None:
    sweep(on=TODAY)
    ProposalFactory(body=world.neighbour, period_key="2027", submitted=True)
    client.force_login(world.people["intake"])
    board, path = (reverse(f"schedules:{name}", args=["2027"]) for name in ("intake", "remind_all"))
    assert f'action="{path}"' in client.get(board).content.decode()

    assert remind_all(period_key="2027", actor=world.actor("intake"), today=TODAY) == 2
    assert remind_all(period_key="2027", actor=world.actor("intake_head"), today=TODAY) == 0

    told = set(Notice.objects.filter(kind="deadline_reminded").values_list("user__full_name", flat=True))
    assert {"preparer", "head"} <= told
    assert "neighbour" not in told
    assert f'action="{path}"' not in client.get(board).content.decode()
    assert client.post(path)["Location"] == board


@pytest.mark.parametrize(
    "settled",
    [
        {"released_as": "waived", "released_on": date(2026, 11, 20), "release_ground": "order 5"},
        {"met_on": date(2026, 11, 20), "entered_on": date(2026, 11, 20)},
    ],
)
def test_who_owes_nothing_is_neither_reminded_nor_in_the_way_of_others(world: World, settled: dict[str, Any]) -> None:
    sweep(on=TODAY)
    Obligation.objects.filter(duty=PROPOSAL_DUTY, body=world.neighbour).update(**settled)

    board = intake_board("2027", TODAY)
    assert not any(row.can_be_reminded for row in board.rows if row.body == world.neighbour)
    assert remind_all(period_key="2027", actor=world.actor("intake"), today=TODAY) == board.waited_for == 2


def test_who_files_while_all_are_reminded_is_not_in_the_way_of_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(on=TODAY)
    read = intake_board("2027", TODAY)
    ProposalFactory(body=world.neighbour, period_key="2027", submitted=True)
    monkeypatch.setattr(intake, "intake_board", lambda *_given: read)

    assert remind_all(period_key="2027", actor=world.actor("intake"), today=TODAY) == read.waited_for - 1


@pytest.mark.parametrize("path", ["remind_all", "remind_silent"])
def test_reminding_all_is_of_the_authorised_body_alone(world: World, client: Client, path: str) -> None:
    sweep(on=TODAY)
    ScheduleFactory(period_key="2027", agreement=True)
    for role in set(world.people) - AUTHORISED:
        client.force_login(world.people[role])
        assert client.post(reverse(f"schedules:{path}", args=["2027"])).status_code in (403, 404)
        with pytest.raises(NotAllowed):
            remind_all(period_key="2027", actor=world.actor(role), today=TODAY)
    assert not Notice.objects.filter(kind__in=["deadline_reminded", "agreement_awaited"]).exists()


def test_all_who_have_not_answered_are_reminded_once_a_day(world: World, client: Client) -> None:
    schedule = ScheduleFactory(period_key="2027", agreement=True)
    AgreementSlotFactory(schedule=schedule, body=world.ministry)
    AgreementSlotFactory(schedule=schedule, body=world.neighbour, agreed=True)
    client.force_login(world.people["intake"])

    first = client.post(reverse("schedules:remind_silent", args=["2027"]), follow=True)
    again = graphs.remind_silent(schedule=schedule, actor=world.actor("intake_head"), today=TODAY)

    assert again == 0
    told = Notice.objects.filter(kind="agreement_awaited").values_list("user__full_name", flat=True)
    assert sorted(told) == ["head", "preparer"]
    assert "1 ministry" in plain(first.content.decode())
    assert list(schedule.events.filter(verb="remind").values_list("actor__full_name", flat=True)) == ["intake"]
