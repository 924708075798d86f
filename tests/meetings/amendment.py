"""A published schedule of two ministries and the steps of its amendment, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from meetings.models import Meeting
from meetings.services.publication import publish_schedule
from schedules.models import Proposal, ProposalEvent, ProposalRow, Schedule
from schedules.services import graphs
from schedules.services.proposals import accept_proposal, save_row, submit_proposal
from schedules.services.rows_data import RowData
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, first_head
from tests.schedules.conftest import World

ASSEMBLED, SENT, APPROVED = date(2026, 12, 1), date(2026, 12, 14), date(2027, 1, 8)
PUBLISHED_AT = datetime(2027, 1, 9, 4, tzinfo=UTC)
#: The amendment: asked for in March, published on the 10th of March.
MARCH = date(2027, 3, 10)
MARCH_AT = datetime(2027, 3, 10, 6, tzinfo=UTC)
SPRING, SUMMER, AUTUMN = date(2027, 5, 18), date(2027, 8, 17), date(2027, 11, 16)


def published(world: World) -> Schedule:
    """Three meetings of the ministry (May, August, the fourth quarter) and one of its neighbour, all announced."""
    own = ProposalFactory(body=world.ministry, accepted=True)
    for day in (SPRING, SUMMER):
        ProposalRowFactory(proposal=own, territory=world.region, day=day)
    ProposalRowFactory(
        proposal=own, territory=world.region, day=None, quarter_key="2027-Q4", span_start=date(2027, 10, 1)
    )
    for verb, person in (("submit", "head"), ("accept", "intake_head")):
        ProposalEvent.objects.create(proposal=own, verb=verb, to_state=own.state, actor=world.people[person], on=SENT)
    other = ProposalFactory(body=world.neighbour, accepted=True)
    ProposalRowFactory(proposal=other, territory=world.region, day=date(2027, 4, 20))
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake"), today=ASSEMBLED)
    carry(world, schedule, act="12", on=APPROVED, sent_on=SENT)
    publish_schedule(schedule=schedule, actor=world.actor("intake_head"), today=date(2027, 1, 9), now=PUBLISHED_AT)
    schedule.refresh_from_db()
    return schedule


def carry(world: World, schedule: Schedule, *, act: str, on: date, sent_on: date) -> None:
    """From the draft through agreement to approval."""
    graphs.start_agreement(schedule=schedule, actor=world.actor("intake"), today=sent_on)
    schedule.slots.update(state="agreed", decided_on=sent_on)
    graphs.send_to_government(schedule=schedule, quarter_reason="By order", actor=world.actor("intake"), today=sent_on)
    graphs.approve_schedule(schedule=schedule, act_number=act, act_on=on, actor=world.actor("approver"), today=on)
    schedule.refresh_from_db()


def rows(world: World) -> list[ProposalRow]:
    return list(Proposal.objects.get(body=world.ministry).rows.in_order())


def change(world: World, row: ProposalRow | None, *, reason: str = "Себеп", **what: object) -> ProposalRow:
    """Save a row of the ministry differently, with its reason in both languages."""
    proposal = Proposal.objects.get(body=world.ministry)
    if row is None:
        data = {"official": first_head(world.ministry), "territory": world.region}
        data |= {"subject_kk": "Жаңа", "subject_ru": "Новая"}
    else:
        names = ("official", "territory", "day", "quarter_key", "subject_kk", "subject_ru", "subject_en")
        data = {name: getattr(row, name) for name in names}
    saved = save_row(
        proposal=proposal,
        row=row,
        data=RowData(**{**data, **what}),  # type: ignore[arg-type]
        expected_version=row.version if row else None,
        actor=world.actor("preparer", MARCH),
        today=MARCH,
    )
    ProposalRow.objects.filter(pk=saved.pk).update(change_reason_kk=reason, change_reason_ru=f"{reason} (ru)")
    return saved


def withdraw(world: World, row: ProposalRow) -> None:
    graphs.withdraw_row(
        proposal=row.proposal,
        row=row,
        expected_version=row.version,
        reason_kk="Жойылды",
        reason_ru="Отменена",
        actor=world.actor("preparer", MARCH),
        today=MARCH,
    )


def propose(world: World) -> Proposal:
    return graphs.propose_change(
        proposal=Proposal.objects.get(body=world.ministry),
        reason="The minister is abroad",
        actor=world.actor("preparer", MARCH),
        today=MARCH,
    )


def file_and_accept(world: World) -> None:
    proposal = Proposal.objects.get(body=world.ministry)
    submit_proposal(proposal=proposal, actor=world.actor("head", MARCH), today=MARCH)
    accept_proposal(proposal=proposal, actor=world.actor("intake", MARCH), today=MARCH)


def amended(world: World, *, act: str = "45") -> Schedule:
    """What is filed and accepted, assembled and approved as an amendment; not published yet."""
    schedule = graphs.assemble_draft(period_key="2027", actor=world.actor("intake", MARCH), today=MARCH)
    carry(world, schedule, act=act, on=MARCH, sent_on=MARCH)
    return schedule


def publish(world: World, schedule: Schedule) -> list[Meeting]:
    return publish_schedule(schedule=schedule, actor=world.actor("intake", MARCH), today=MARCH, now=MARCH_AT)


def moved_and_cancelled(world: World) -> Schedule:
    """May goes to June, August is cancelled, the fourth quarter stays, a November meeting is added; approved."""
    propose(world)
    first, second, _third = rows(world)
    change(world, first, day=date(2027, 6, 15), reason="Министр сапарда")
    withdraw(world, second)
    change(world, None, day=AUTUMN)
    file_and_accept(world)
    return amended(world)
