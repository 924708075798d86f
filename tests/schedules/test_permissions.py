"""Each predicate that also filters lists is compared with its queryset twin, for every role and state."""

from __future__ import annotations

from schedules.choices import ProposalState, ScheduleState
from schedules.models import AgreementSlot, Proposal, ProposalEvent, Schedule
from schedules.permissions import (
    can_publish_schedule,
    can_review_proposal,
    can_see_proposal,
    can_see_schedule,
    can_see_slot,
)
from schedules.queries.actions import schedule_actions
from schedules.queries.desk import reviewable
from schedules.workflow import PROPOSAL
from tests.conftest import TODAY
from tests.factories.schedules import AgreementSlotFactory, ProposalFactory, ScheduleFactory
from tests.schedules.conftest import World


def test_can_see_proposal_agrees_with_visible_to(world: World) -> None:
    for year, state in zip(("2024", "2025", "2026", "2027"), ProposalState.values, strict=True):
        traits = {} if state == "draft" else {state: True}
        for body in (world.ministry, world.neighbour, world.authorised):
            ProposalFactory(body=body, period_key=year, **traits)
    everything = list(Proposal.objects.all())
    for name in world.people:
        actor = world.actor(name)
        by_predicate = {proposal.pk for proposal in everything if can_see_proposal(actor, proposal)}
        assert by_predicate == set(Proposal.objects.visible_to(actor).values_list("pk", flat=True)), name


def test_neighbour_sees_nothing_of_another_ministry(world: World) -> None:
    for year, state in zip(("2024", "2025", "2026", "2027"), ProposalState.values, strict=True):
        ProposalFactory(body=world.ministry, period_key=year, **({} if state == "draft" else {state: True}))
    assert list(Proposal.objects.visible_to(world.actor("neighbour"))) == []


def test_authorised_body_does_not_see_a_draft_of_another_ministry(world: World) -> None:
    ProposalFactory(body=world.ministry)
    filed = ProposalFactory(body=world.neighbour, submitted=True)
    assert list(Proposal.objects.visible_to(world.actor("intake"))) == [filed]


def test_can_review_proposal_agrees_with_reviewable(world: World) -> None:
    own = ProposalFactory(body=world.authorised, submitted=True)
    ProposalEvent.objects.create(
        proposal=own, verb="submit", to_state="submitted", actor=world.people["intake"], on=TODAY
    )
    other = ProposalFactory(body=world.ministry, submitted=True)
    accepted = ProposalFactory(body=world.neighbour, accepted=True)
    for name in world.people:
        actor = world.actor(name)
        by_predicate = {
            proposal.pk
            for proposal in (own, other, accepted)
            if can_review_proposal(actor, proposal) and PROPOSAL.allows("accept", proposal.state)
        }
        assert by_predicate == set(reviewable(actor).values_list("pk", flat=True)), name
    assert can_review_proposal(world.actor("intake"), own).code == "own_filing"


def test_can_see_schedule_agrees_with_visible_to(world: World) -> None:
    for year, state in zip(("2024", "2025", "2026", "2027", "2028", "2029", "2030"), ScheduleState.values, strict=True):
        ScheduleFactory(period_key=year, **({} if state == "draft" else {state: True}))
    seen = {}
    for name in world.people:
        actor = world.actor(name)
        by_predicate = {schedule.state for schedule in Schedule.objects.all() if can_see_schedule(actor, schedule)}
        assert by_predicate == set(Schedule.objects.visible_to(actor).values_list("state", flat=True)), name
        seen[name] = by_predicate
    everything = set(ScheduleState.values)
    assert seen == {
        "preparer": everything - {"draft", "abandoned"},
        "head": everything - {"draft", "abandoned"},
        "neighbour": everything - {"draft", "abandoned"},
        "intake": everything,
        "intake_head": everything,
        "approver": {"government", "approved", "published", "superseded"},
        "second_approver": {"government", "approved", "published", "superseded"},
        "overseer": everything,
        "administrator": everything,
        "officer": {"published", "superseded"},
        "maslikhat": {"published", "superseded"},
        "nobody": {"published", "superseded"},
    }


def test_published_is_the_only_public_state(world: World) -> None:
    for year, state in zip(("2024", "2025", "2026", "2027", "2028", "2029", "2030"), ScheduleState.values, strict=True):
        ScheduleFactory(period_key=year, **({} if state == "draft" else {state: True}))
    assert set(Schedule.objects.published().values_list("state", flat=True)) == {"published"}


def test_can_see_slot_agrees_with_visible_to(world: World) -> None:
    schedule = ScheduleFactory(agreement=True)
    for body in (world.ministry, world.neighbour):
        AgreementSlotFactory(schedule=schedule, body=body)
    for name in world.people:
        actor = world.actor(name)
        by_predicate = {slot.pk for slot in AgreementSlot.objects.all() if can_see_slot(actor, slot)}
        assert by_predicate == set(AgreementSlot.objects.visible_to(actor).values_list("pk", flat=True)), name


def test_can_publish_schedule_is_the_authorised_body_for_the_graph_and_the_ministry_for_its_plan(world: World) -> None:
    graph = ScheduleFactory(approved=True)
    plan = ScheduleFactory(approved=True, kind="plan", body=world.ministry)

    def may_publish(schedule: Schedule) -> set[str]:
        return {name for name in world.people if can_publish_schedule(world.actor(name), schedule)}

    assert may_publish(graph) == {"intake", "intake_head"}
    assert may_publish(plan) == {"preparer", "head"}


def test_button_to_publish_asks_can_publish_schedule(world: World) -> None:
    for schedule in (ScheduleFactory(approved=True), ScheduleFactory(approved=True, kind="plan", body=world.ministry)):
        for name in world.people:
            actor = world.actor(name)
            asked = bool(can_publish_schedule(actor, schedule))
            assert schedule_actions(actor, schedule).publish == asked, (schedule.kind, name)
