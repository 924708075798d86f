"""The choice of regions begins when a ministry opens its proposal for a year: its own duty opens, and once."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.errors import LawNotSeeded
from portal.deadlines.models import Decision, DutyStart, Obligation
from portal.deadlines.services import sweep
from portal.notices.models import Notice
from schedules.services.proposals import open_proposal, submit_proposal
from tests.conftest import TODAY
from tests.deadlines.chronicle import PAPERS
from tests.factories.bodies import ExemptionFactory
from tests.factories.schedules import ProposalFactory, ProposalRowFactory
from tests.schedules.conftest import World

pytestmark = pytest.mark.django_db

TOMORROW = date.fromordinal(TODAY.toordinal() + 1)


@pytest.fixture(autouse=True)
def kept(world: World) -> None:
    DutyStart.objects.filter(duty__in=["D-1.2", "B-1.4-rank"]).delete()


def begin(world: World, on: date = TODAY, kind: str = "graph") -> None:
    open_proposal(body=world.ministry, period_key="2027", actor=world.actor("preparer", on), today=on, kind=kind)


def choices() -> list[tuple[str, int, str, dict[str, str]]]:
    rows = Obligation.objects.filter(duty__in=["D-1.2", "B-1.4-rank"]).order_by("duty", "pk")
    return list(rows.values_list("duty", "body", "subject", "happened"))


def test_opening_a_proposal_opens_the_choice_of_the_region(world: World) -> None:
    begin(world)
    assert choices() == [("D-1.2", world.ministry.pk, "planning:2027", {"planning": TODAY.isoformat()})]
    row = Obligation.objects.get(duty="D-1.2")
    assert (row.due_on, row.about_ru, row.about_en) == (
        None,
        "График встреч на 2027 год",
        "Schedule of meetings for 2027",
    )
    sweep(on=TODAY)
    told = Notice.objects.filter(kind="duty_opened", thread=f"obligation:{row.pk}")
    assert set(told.values_list("user__email", flat=True)) == {
        world.people["preparer"].email,
        world.people["head"].email,
    }


def test_opened_again_and_filed_it_is_the_same(world: World) -> None:
    begin(world)
    begin(world, TOMORROW)
    proposal = open_proposal(
        body=world.ministry, period_key="2027", actor=world.actor("preparer", TOMORROW), today=TOMORROW
    )
    ProposalRowFactory(proposal=proposal, territory=world.region)
    actor = world.actor("preparer", TOMORROW)
    submit_proposal(proposal=proposal, actor=actor, today=TOMORROW, late_reason="late")
    assert choices() == [("D-1.2", world.ministry.pk, "planning:2027", {"planning": TODAY.isoformat()})]


def test_what_was_opened_before_the_portal_heard_of_planning_is_heard_when_filed(world: World) -> None:
    begin(world)
    Obligation.objects.filter(duty="D-1.2").update(subject="planning:2020")
    proposal = open_proposal(
        body=world.ministry, period_key="2027", actor=world.actor("preparer", TOMORROW), today=TOMORROW
    )
    assert proposal.kind == "graph"
    assert choices()[-1] == ("D-1.2", world.ministry.pk, "planning:2027", {"planning": TODAY.isoformat()})


def test_plan_of_deputies_exempt_ministry_and_proposal_without_a_beginning_open_nothing(world: World) -> None:
    begin(world, kind="plan")
    assert choices() == []
    ExemptionFactory(body=world.ministry, act="D")
    begin(world)
    assert choices() == []
    neighbours = ProposalFactory(body=world.neighbour)
    assert neighbours.events.count() == 0
    open_proposal(body=world.neighbour, period_key="2027", actor=world.actor("neighbour"), today=TODAY)
    assert choices() == []


def test_ranking_of_regions_opens_by_a_decision_alone(world: World) -> None:
    Decision.objects.create(
        number=90,
        duty="B-1.4-rank",
        stands=True,
        applies_from=date(2026, 1, 1),
        recorded_by=world.people["administrator"],
        **PAPERS,
    )
    begin(world)
    assert [duty for duty, *_rest in choices()] == ["B-1.4-rank", "D-1.2"]


def test_law_that_is_not_loaded_holds_nobody_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_loaded(**_said: object) -> None:
        raise LawNotSeeded

    monkeypatch.setattr("schedules.services.duties.happen", not_loaded)
    begin(world)
    assert choices() == []
