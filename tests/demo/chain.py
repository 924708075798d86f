"""The chain of a year walked by the services, as those whose logins are printed."""

from __future__ import annotations

from datetime import date

from meetings.services.publication import publish_schedule
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.demo.services.answering import answer_for_those_without_login
from portal.kernel import clock
from portal.kernel.periods import Period
from schedules.models import Proposal, Schedule
from schedules.services import graphs, proposals


def login(mailbox: str, on: date) -> Actor:
    return actor_for(User.objects.get(email=f"{mailbox}@kezdesu.example"), on)


def walk_next_year(today: date, *, until: str = "") -> None:
    """From the preparer's draft to the published schedule of the next year. Where the Government has it, from there."""
    year = Period.containing("year", today).next().key
    schedule = Schedule.objects.for_period(year).first()
    if schedule is None:
        _file_and_accept(year, today)
        schedule = graphs.assemble_draft(period_key=year, actor=login("authorised", today), today=today)
        if until == "assembled":
            return
        schedule = _agree(schedule, today, until=until)
        if until == "agreement":
            return
    _decide(schedule, today)


def walk_amendment(today: date) -> None:
    """The change that waits in the running year, to the published amendment."""
    year = Period.containing("year", today).key
    waiting = Proposal.objects.for_year(year).for_graph().awaiting_review().get()
    proposals.accept_proposal(proposal=waiting, actor=login("authorised.head", today), today=today)
    schedule = graphs.assemble_draft(period_key=year, actor=login("authorised", today), today=today)
    _decide(_agree(schedule, today), today)


def _file_and_accept(year: str, today: date) -> None:
    draft = Proposal.objects.for_year(year).for_graph().get(body__slug="water")
    proposals.submit_proposal(
        proposal=draft, late_reason="Кешіктік / Опоздали", actor=login("preparer", today), today=today
    )
    for proposal in Proposal.objects.for_year(year).for_graph().awaiting_review():
        proposals.accept_proposal(proposal=proposal, actor=login("authorised.head", today), today=today)


def _agree(schedule: Schedule, today: date, *, until: str = "") -> Schedule:
    schedule = graphs.start_agreement(schedule=schedule, actor=login("authorised", today), today=today)
    answer_for_those_without_login(today=today)
    if until == "agreement":
        return schedule
    for slug, mailbox in (("water", "head"), ("culture", "authorised.head")):
        if schedule.slots.pending().filter(body__slug=slug).exists():
            body = Body.objects.get(slug=slug)
            graphs.agree(schedule=schedule, body=body, actor=login(mailbox, today), today=today)
    assert not schedule.slots.pending().exists()
    return graphs.send_to_government(
        schedule=schedule,
        quarter_reason="Кейін / Позже",
        late_reason="Кешіктік / Опоздали",
        actor=login("authorised", today),
        today=today,
    )


def _decide(schedule: Schedule, today: date) -> None:
    schedule = graphs.approve_schedule(
        schedule=schedule,
        act_number="1117",
        act_on=today,
        late_reason="Кешіктік / Опоздали",
        actor=login("approver", today),
        today=today,
    )
    publish_schedule(schedule=schedule, actor=login("authorised.head", today), today=today, now=clock.at(today, 18))
