"""Brings the schedule of the next year on by the services, for pages that need it further than the demonstration."""

from __future__ import annotations

from portal.bodies.choices import Role
from portal.bodies.models import Body, RoleGrant
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from schedules.choices import ScheduleState
from schedules.models import Proposal, Schedule
from schedules.services import graphs, proposals
from tests.e2e.pages import NEXT
from tests.e2e.worlds import World

_ORDER = ("", ScheduleState.DRAFT, ScheduleState.AGREEMENT, ScheduleState.GOVERNMENT, ScheduleState.APPROVED)
#: Gives remarks that are not answered yet, and has not answered: both kinds of answer can be looked at.
_REMARKING, _SILENT = "finance", "water"


def advance(world: World, stage: str) -> None:
    """Bring the schedule to `stage`, or leave it where it is when it has come that far."""
    steps = {
        ScheduleState.DRAFT: _assemble,
        ScheduleState.AGREEMENT: _open_agreement,
        ScheduleState.GOVERNMENT: _send,
        ScheduleState.APPROVED: _approve,
    }
    for state in _ORDER[1 : _ORDER.index(stage) + 1]:
        present = Schedule.objects.for_period(NEXT).first()
        if present is None or _ORDER.index(present.state) < _ORDER.index(state):
            steps[state](world)


def _schedule() -> Schedule:
    return Schedule.objects.for_period(NEXT).get()


def _assemble(world: World) -> None:
    today, head = clock.today(), world.actor("authorised.head")
    for proposal in Proposal.objects.for_year(NEXT).for_graph().awaiting_review().order_by("pk")[:4]:
        proposals.accept_proposal(proposal=proposal, actor=head, today=today)
    graphs.assemble_draft(period_key=NEXT, actor=world.actor("authorised"), today=today)


def _open_agreement(world: World) -> None:
    today = clock.today()
    schedule = graphs.start_agreement(schedule=_schedule(), actor=world.actor("authorised"), today=today)
    for slot in schedule.slots.select_related("body").exclude(body__slug=_SILENT):
        head = _head_of(slot.body)
        if slot.body.slug == _REMARKING:
            graphs.object_with_remarks(
                schedule=schedule, body=slot.body, remarks="Күнін ауыстырыңыз", actor=head, today=today
            )
        else:
            graphs.agree(schedule=schedule, body=slot.body, actor=head, today=today)


def _send(world: World) -> None:
    today, schedule = clock.today(), _schedule()
    silent, remarking = (Body.objects.get(slug=slug) for slug in (_SILENT, _REMARKING))
    sender = world.actor("authorised.head")
    graphs.agree(schedule=schedule, body=silent, actor=_head_of(silent), today=today)
    graphs.answer_remarks(schedule=schedule, body=remarking, answer="Күн келісілген", actor=sender, today=today)
    graphs.send_to_government(schedule=schedule, actor=sender, today=today, quarter_reason="Ұсыныстар күтілуде")


def _approve(world: World) -> None:
    today = clock.today()
    graphs.approve_schedule(
        schedule=_schedule(), act_number="1117", act_on=today, actor=world.actor("approver"), today=today
    )


def _head_of(body: Body) -> Actor:
    today = clock.today()
    grant = RoleGrant.objects.in_force(today).of(Role.HEAD, body).select_related("user").get()
    return actor_for(grant.user, today)
