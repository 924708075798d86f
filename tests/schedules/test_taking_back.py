"""A body takes its own filing back until it is judged: what becomes of the proposal, the duty, the people told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.deadlines.models import Obligation
from portal.kernel.errors import IllegalTransition
from portal.notices.models import Notice
from schedules.models import Proposal
from schedules.rules import PROPOSAL_DUTY
from schedules.services import proposals
from tests.conftest import TODAY
from tests.factories.schedules import ProposalFactory, ProposalRowFactory
from tests.schedules.conftest import World

#: The day after the last one in time.
LATE = date(2026, 12, 2)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel("2026-11-24 05:00Z", tick=False):
        yield


@pytest.fixture
def filed(world: World) -> Proposal:
    proposal = ProposalFactory(body=world.ministry, period_key="2027")
    ProposalRowFactory(proposal=proposal, territory=world.region)
    return proposals.submit_proposal(proposal=proposal, actor=world.actor("preparer"), today=TODAY)


def owed() -> Obligation:
    return Obligation.objects.get(duty=PROPOSAL_DUTY, period_key="2027", body__slug="water")


def take_back(world: World, proposal: Proposal, on: date = TODAY) -> Proposal:
    return proposals.take_back(proposal=proposal, actor=world.actor("preparer", on), today=on)


def test_first_filing_taken_back_was_none(world: World, filed: Proposal) -> None:
    assert owed().met_on == TODAY

    proposal = take_back(world, filed)

    assert (proposal.state, proposal.submitted_on, proposal.submitted_by) == ("draft", None, None)
    assert owed().met_on is None
    assert [bool(evidence.withdrawn_on) for evidence in owed().evidence.all()] == [True]
    history = list(proposal.events.values_list("verb", "from_state", "to_state"))
    assert history[-1] == ("take_back", "submitted", "draft")


def test_filing_anew_after_the_last_day_is_late_whatever_was_filed_before(world: World, filed: Proposal) -> None:
    proposal = take_back(world, filed, LATE)

    again = proposals.submit_proposal(
        proposal=proposal, late_reason="Vacancy", actor=world.actor("preparer", LATE), today=LATE
    )

    assert (again.submitted_on, again.days_late) == (LATE, 1)
    assert owed().met_on == LATE


def test_revision_taken_back_is_a_revision_again_and_the_duty_stays_met(world: World, filed: Proposal) -> None:
    later = TODAY + timedelta(days=1)
    returned = proposals.return_proposal(
        proposal=filed, comment="Add a quarter", actor=world.actor("intake"), today=TODAY
    )
    again = proposals.submit_proposal(proposal=returned, actor=world.actor("preparer", later), today=later)

    proposal = take_back(world, again, later)

    assert (proposal.state, proposal.submitted_on, proposal.refiled_on) == ("returned", TODAY, None)
    assert proposal.return_comment == "Add a quarter"
    assert owed().met_on == TODAY


def test_reviewers_and_colleagues_are_told_once_each(world: World, filed: Proposal) -> None:
    take_back(world, filed)

    told = Notice.objects.filter(kind__endswith="proposal_taken_back").values_list("user__full_name", "kind")
    assert sorted(told) == [
        ("head", "own_proposal_taken_back"),
        ("intake", "proposal_taken_back"),
        ("intake_head", "proposal_taken_back"),
    ]


def test_what_is_judged_is_not_taken_back(world: World, filed: Proposal) -> None:
    accepted = proposals.accept_proposal(proposal=filed, actor=world.actor("intake"), today=TODAY)

    with pytest.raises(IllegalTransition):
        take_back(world, accepted)

    assert owed().met_on == TODAY


def test_page_says_what_it_means_then_does_it(world: World, filed: Proposal, client: Client) -> None:
    path = reverse("schedules:take_back", args=[filed.pk])
    statuses = {}
    for role in world.people:
        client.force_login(world.people[role])
        statuses[role] = client.get(path).status_code
    seeing = {"intake": 403, "intake_head": 403, "overseer": 403, "administrator": 403}
    assert statuses == dict.fromkeys(world.people, 404) | seeing | {"preparer": 200, "head": 200}

    client.force_login(world.people["preparer"])
    assert f'href="{path}"' in client.get(filed.get_absolute_url()).content.decode()
    page = client.get(path).content.decode()
    assert "no longer" in page
    assert client.post(path)["Location"] == filed.get_absolute_url()
    assert client.get(path)["Location"] == filed.get_absolute_url()
    assert client.post(path).status_code == 409
    filed.refresh_from_db()
    assert filed.state == "draft"


def test_panel_of_what_is_filed_does_not_speak_of_filing(world: World, filed: Proposal, client: Client) -> None:
    client.force_login(world.people["preparer"])

    html = client.get(filed.get_absolute_url()).content.decode()

    assert "Before filing" not in html
    take_back(world, filed)
    assert "Before filing" in client.get(filed.get_absolute_url()).content.decode()
