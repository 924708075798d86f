"""Every verb, in every state, as every role: done, refused for the person, or refused for the state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction

from portal.bodies.permissions import Actor
from portal.kernel.errors import Conflict, NotAllowed
from schedules.choices import ProposalState, ScheduleState
from schedules.models import Proposal, ProposalEvent, Schedule
from schedules.services import graphs, proposals
from schedules.services.rows_data import RowData
from tests.conftest import TODAY
from tests.factories.schedules import (
    AgreementSlotFactory,
    ProposalFactory,
    ProposalRowFactory,
    ScheduleEntryFactory,
    ScheduleFactory,
    first_head,
)
from tests.schedules.conftest import World

DONE, NOT_ALLOWED, CONFLICT = "done", "not allowed", "conflict"
ROLES = (
    "preparer",
    "head",
    "neighbour",
    "intake",
    "intake_head",
    "approver",
    "overseer",
    "administrator",
    "officer",
    "maslikhat",
    "nobody",
)
MINISTRY = {"preparer", "head"}
AUTHORISED = {"intake", "intake_head"}
APPROVER = {"approver"}
NOON = datetime(2026, 11, 24, 7, tzinfo=UTC)


class _UndoError(Exception):
    """Ends a try so that the next one finds the country untouched."""


def outcome(act: Callable[[], object]) -> str:
    try:
        with transaction.atomic():
            act()
            raise _UndoError
    except _UndoError:
        return DONE
    except NotAllowed:
        return NOT_ALLOWED
    except Conflict:
        return CONFLICT


def expected(state: str, role: str, states: set[str], roles: set[str]) -> str:
    if role not in roles:
        return NOT_ALLOWED
    return DONE if state in states else CONFLICT


# -- proposals -------------------------------------------------------------------------------------------------------
def row_data(world: World) -> RowData:
    return RowData(official=first_head(world.ministry), territory=world.region, day=date(2027, 5, 18))


PROPOSAL_VERBS: dict[str, tuple[Callable[[World, Proposal, Actor], object], set[str], set[str]]] = {
    "save_row": (
        lambda world, it, actor: proposals.save_row(
            proposal=it, row=None, data=row_data(world), expected_version=None, actor=actor, today=TODAY
        ),
        {"draft", "returned"},
        MINISTRY,
    ),
    "delete_row": (
        lambda world, it, actor: proposals.delete_row(
            proposal=it, row=it.rows.get(), expected_version=1, actor=actor, today=TODAY
        ),
        {"draft", "returned"},
        MINISTRY,
    ),
    "submit_proposal": (
        lambda world, it, actor: proposals.submit_proposal(proposal=it, actor=actor, today=TODAY),
        {"draft", "returned"},
        MINISTRY,
    ),
    "take_back": (
        lambda world, it, actor: proposals.take_back(proposal=it, actor=actor, today=TODAY),
        {"submitted"},
        MINISTRY,
    ),
    "return_proposal": (
        lambda world, it, actor: proposals.return_proposal(
            proposal=it, comment="Add a quarter", actor=actor, today=TODAY
        ),
        {"submitted", "accepted"},
        AUTHORISED,
    ),
    "accept_proposal": (
        lambda world, it, actor: proposals.accept_proposal(proposal=it, actor=actor, today=TODAY),
        {"submitted"},
        AUTHORISED,
    ),
}


@pytest.mark.parametrize("verb", PROPOSAL_VERBS)
def test_proposal_verb_as_every_role_in_every_state(world: World, verb: str) -> None:
    act, states, roles = PROPOSAL_VERBS[verb]
    seen, wanted = {}, {}
    for state in ProposalState.values:
        traits = {} if state == "draft" else {state: True}
        proposal = ProposalFactory(body=world.ministry, period_key="2027", **traits)
        ProposalRowFactory(proposal=proposal, territory=world.region)
        for role in ROLES:
            actor = world.actor(role)
            seen[state, role] = outcome(lambda actor=actor, it=proposal: act(world, it, actor))
            wanted[state, role] = expected(state, role, states, roles)
        proposal.rows.all().delete()
        proposal.delete()
    assert seen == wanted


@pytest.mark.parametrize("role", ROLES)
def test_open_proposal_as_every_role(world: World, role: str) -> None:
    seen = outcome(
        lambda: proposals.open_proposal(body=world.ministry, period_key="2027", actor=world.actor(role), today=TODAY)
    )
    assert seen == (DONE if role in MINISTRY else NOT_ALLOWED)


# -- the schedule ----------------------------------------------------------------------------------------------------
SCHEDULE_VERBS: dict[str, tuple[Callable[[World, Schedule, Actor], object], set[str], set[str]]] = {
    "assemble_draft": (
        lambda world, it, actor: graphs.assemble_draft(period_key="2027", actor=actor, today=TODAY),
        # Beside one that is no longer worked on a new copy is begun; one in force has nothing to amend here.
        {"draft", "superseded", "abandoned"},
        AUTHORISED,
    ),
    "start_agreement": (
        lambda world, it, actor: graphs.start_agreement(schedule=it, actor=actor, today=TODAY),
        {"draft"},
        AUTHORISED,
    ),
    "agree": (
        lambda world, it, actor: graphs.agree(schedule=it, body=world.ministry, actor=actor, today=TODAY),
        {"agreement"},
        MINISTRY,
    ),
    "object_with_remarks": (
        lambda world, it, actor: graphs.object_with_remarks(
            schedule=it, body=world.ministry, remarks="Another day", actor=actor, today=TODAY
        ),
        {"agreement"},
        MINISTRY,
    ),
    "answer_remarks": (
        lambda world, it, actor: graphs.answer_remarks(
            schedule=it, body=world.neighbour, answer="The day stands", actor=actor, today=TODAY
        ),
        {"agreement"},
        AUTHORISED,
    ),
    "remind_silent": (
        lambda world, it, actor: graphs.remind_silent(schedule=it, actor=actor, today=TODAY),
        {"agreement"},
        AUTHORISED,
    ),
    "reopen_draft": (
        lambda world, it, actor: graphs.reopen_draft(schedule=it, comment="Remarks", actor=actor, today=TODAY),
        {"agreement"},
        AUTHORISED,
    ),
    "send_to_government": (
        lambda world, it, actor: _send(it, actor),
        {"agreement"},
        AUTHORISED,
    ),
    "return_by_government": (
        lambda world, it, actor: graphs.return_by_government(schedule=it, comment="Too few", actor=actor, today=TODAY),
        {"government"},
        APPROVER,
    ),
    "approve_schedule": (
        lambda world, it, actor: graphs.approve_schedule(
            schedule=it, act_number="12", act_on=TODAY, act_precedes_sending=True, actor=actor, today=TODAY
        ),
        {"government"},
        APPROVER,
    ),
    "plan_publication": (
        lambda world, it, actor: graphs.plan_publication(
            schedule=it, publish_at=datetime(2026, 11, 25, 4, tzinfo=UTC), actor=actor, today=TODAY, now=NOON
        ),
        {"approved"},
        AUTHORISED,
    ),
    "cancel_planned_publication": (
        lambda world, it, actor: _cancel(it, actor),
        {"approved"},
        AUTHORISED,
    ),
    "mark_published": (
        lambda world, it, actor: graphs.mark_published(schedule=it, at=NOON, actor=actor, today=TODAY),
        {"approved"},
        AUTHORISED,
    ),
}


AMENDMENT_VERBS: dict[str, tuple[Callable[[World, Schedule, Actor], object], set[str], set[str]]] = {
    "open_amendment": (
        lambda world, it, actor: graphs.open_amendment(
            schedule=it, bodies=[world.ministry], reason_kk="Себеп", reason_ru="Причина", actor=actor, today=TODAY
        ),
        {"published"},
        AUTHORISED,
    ),
    "abandon_amendment": (
        lambda world, it, actor: graphs.abandon_amendment(schedule=it, comment="Not needed", actor=actor, today=TODAY),
        {"draft"},
        AUTHORISED,
    ),
}


@pytest.mark.parametrize("verb", AMENDMENT_VERBS)
def test_amendment_verb_as_every_role_in_every_state(world: World, verb: str) -> None:
    act, states, roles = AMENDMENT_VERBS[verb]
    amended = ScheduleFactory(superseded=True)
    seen, wanted = {}, {}
    for state in ScheduleState.values:
        traits = {} if state == "draft" else {state: True}
        schedule = ScheduleFactory(frozen=False, amends=amended, **traits)
        for role in ROLES:
            actor = world.actor(role)
            seen[state, role] = outcome(lambda actor=actor, it=schedule: act(world, it, actor))
            wanted[state, role] = expected(state, role, states, roles)
        schedule.delete()
    assert seen == wanted


def test_only_an_amendment_can_be_given_up(world: World) -> None:
    first = ScheduleFactory()
    assert (
        outcome(
            lambda: graphs.abandon_amendment(schedule=first, comment="No", actor=world.actor("intake"), today=TODAY)
        )
        == CONFLICT
    )


CHANGE_VERBS: dict[str, tuple[Callable[[World, Proposal, Actor], object], set[str]]] = {
    "propose_change": (
        lambda world, it, actor: graphs.propose_change(proposal=it, reason="Moved", actor=actor, today=TODAY),
        {"accepted"},
    ),
    "drop_change": (lambda world, it, actor: graphs.drop_change(proposal=it, actor=actor, today=TODAY), {"returned"}),
    "withdraw_row": (
        lambda world, it, actor: graphs.withdraw_row(
            proposal=it, row=it.rows.get(), expected_version=1, actor=actor, today=TODAY
        ),
        {"draft", "returned"},
    ),
    "restore_row": (
        lambda world, it, actor: graphs.restore_row(
            proposal=it, row=it.rows.get(), expected_version=1, actor=actor, today=TODAY
        ),
        {"draft", "returned"},
    ),
}


@pytest.mark.parametrize("verb", CHANGE_VERBS)
def test_change_verb_as_every_role_in_every_state(world: World, verb: str) -> None:
    act, states = CHANGE_VERBS[verb]
    published = ScheduleFactory(published=True)
    seen, wanted = {}, {}
    for state in ProposalState.values:
        traits = {} if state == "draft" else {state: True}
        proposal = ProposalFactory(body=world.ministry, is_amending=True, **traits)
        row = ProposalRowFactory(proposal=proposal, territory=world.region)
        entry = ScheduleEntryFactory(schedule=published, body=world.ministry, source=row, territory=world.region)
        if verb == "drop_change" and state == "returned":
            for step, name in (("submit", "head"), ("accept", "intake_head")):
                ProposalEvent.objects.create(
                    proposal=proposal, verb=step, to_state=state, actor=world.people[name], on=TODAY
                )
        for role in ROLES:
            actor = world.actor(role)
            seen[state, role] = outcome(lambda actor=actor, it=proposal: act(world, it, actor))
            wanted[state, role] = expected(state, role, states, MINISTRY)
        entry.delete()
        row.delete()
        if not proposal.events.exists():
            proposal.delete()
        else:
            Proposal.objects.filter(pk=proposal.pk).update(period_key="2030")
    assert seen == wanted


def _send(schedule: Schedule, actor: Actor) -> None:
    schedule.slots.update(state="agreed", decided_on=TODAY, remarks="")
    graphs.send_to_government(schedule=schedule, quarter_reason="By order", actor=actor, today=TODAY)


def _cancel(schedule: Schedule, actor: Actor) -> None:
    if schedule.state == ScheduleState.APPROVED:
        Schedule.objects.filter(pk=schedule.pk).update(publish_at=datetime(2026, 11, 25, 4, tzinfo=UTC))
    graphs.cancel_planned_publication(schedule=schedule, actor=actor, today=TODAY)


@pytest.mark.parametrize("verb", SCHEDULE_VERBS)
def test_schedule_verb_as_every_role_in_every_state(world: World, verb: str) -> None:
    act, states, roles = SCHEDULE_VERBS[verb]
    proposal = ProposalFactory(body=world.ministry, accepted=True)
    row = ProposalRowFactory(proposal=proposal, territory=world.region, start_time=time(15))
    seen, wanted = {}, {}
    for state in ScheduleState.values:
        traits = {} if state == "draft" else {state: True}
        schedule = ScheduleFactory(frozen=False, **traits)
        names = ("territory", "start_time", "subject_kk", "subject_ru", "subject_en")
        same = {name: getattr(row, name) for name in names}
        ScheduleEntryFactory(schedule=schedule, body=world.ministry, source=row, source_version=1, **same)
        AgreementSlotFactory(schedule=schedule, body=world.ministry)
        AgreementSlotFactory(schedule=schedule, body=world.neighbour, remarks_given=True)
        for role in ROLES:
            actor = world.actor(role)
            seen[state, role] = outcome(lambda actor=actor, it=schedule: act(world, it, actor))
            wanted[state, role] = expected(state, role, states, roles)
        schedule.delete()
    assert seen == wanted
