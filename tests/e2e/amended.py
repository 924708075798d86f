"""Brings the running year's schedule to what pages of amendments show, by the services. Each may be asked twice."""

from __future__ import annotations

from datetime import timedelta

from meetings.models import Meeting
from meetings.services.publication import publish_schedule
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.permissions import Actor, actor_for
from portal.kernel import clock
from schedules.choices import ScheduleState
from schedules.models import Proposal, ProposalRow, Schedule, ScheduleAnnouncement
from schedules.services import graphs, proposals
from schedules.services.announcements import record_announcement
from schedules.services.rows_data import RowData

RUNNING, SLUG = "2026", "water"


def _as(login: str) -> Actor:
    return actor_for(User.objects.get(email=f"{login}@kezdesu.example"), clock.today())


def _proposal() -> Proposal:
    return Proposal.objects.get(body__slug=SLUG, period_key=RUNNING, kind="graph")


def two_versions() -> tuple[str, int, int]:
    """One more meeting by an amendment, published."""
    today = clock.today()
    if not Schedule.objects.published().filter(period_key=RUNNING, amends__isnull=False).exists():
        proposal = opened(_proposal())
        first = proposal.rows.in_order()[0]
        data = RowData(
            official=first.official,
            territory=first.territory,
            day=today + timedelta(days=20),
            subject_kk="Ауыз су сапасы",
            subject_ru="Качество питьевой воды",
        )
        row = proposals.save_row(
            proposal=proposal, row=None, data=data, expected_version=None, actor=_as("preparer"), today=today
        )
        reasons = {"change_reason_kk": "Тұрғындардың өтініші", "change_reason_ru": "Просьба жителей"}
        ProposalRow.objects.filter(pk=row.pk).update(**reasons)
        proposals.submit_proposal(proposal=proposal, actor=_as("head"), today=today)
        proposals.accept_proposal(proposal=proposal, actor=_as("authorised.head"), today=today)
        _publish(graphs.assemble_draft(period_key=RUNNING, actor=_as("authorised"), today=today))
    return RUNNING, 1, 2


def _publish(schedule: Schedule) -> None:
    today, sender = clock.today(), _as("authorised")
    graphs.start_agreement(schedule=schedule, actor=sender, today=today)
    graphs.agree(schedule=schedule, body=Body.objects.get(slug=SLUG), actor=_as("head"), today=today)
    graphs.send_to_government(schedule=schedule, quarter_reason="Бұйрық", actor=sender, today=today)
    graphs.approve_schedule(schedule=schedule, act_number="901", act_on=today, actor=_as("approver"), today=today)
    publish_schedule(schedule=schedule, actor=sender, today=today, now=clock.now())


def opened(proposal: Proposal) -> Proposal:
    """The ministry's proposal, open for an amendment."""
    if proposal.state == "accepted":
        return graphs.propose_change(proposal=proposal, reason="Іссапар", actor=_as("preparer"), today=clock.today())
    return proposal


def to_drop() -> tuple[int]:
    return (opened(_proposal()).pk,)


def to_propose() -> tuple[int]:
    proposal = _proposal()
    if proposal.state == "returned":
        proposal = graphs.drop_change(proposal=proposal, actor=_as("preparer"), today=clock.today())
    return (proposal.pk,)


def no_copy() -> tuple[str]:
    """Nothing is under way: an amendment that another page needed is given up."""
    copy = Schedule.objects.for_period(RUNNING)[0]
    if copy.state == ScheduleState.DRAFT:
        graphs.abandon_amendment(schedule=copy, comment="Қажет емес", actor=_as("authorised"), today=clock.today())
    return (RUNNING,)


def open_copy() -> tuple[str]:
    """An amendment that is a draft, of another ministry."""
    if Schedule.objects.for_period(RUNNING)[0].state != ScheduleState.DRAFT:
        graphs.open_amendment(
            schedule=Schedule.objects.published().for_period(RUNNING).get(),
            bodies=[Body.objects.get(slug="finance")],
            reason_kk="Үкіметтің тапсырмасы",
            reason_ru="Поручение Правительства",
            actor=_as("authorised"),
            today=clock.today(),
        )
    return (RUNNING,)


def announced() -> tuple[str, int]:
    found = ScheduleAnnouncement.objects.filter(period_key=RUNNING).first()
    if found is None:
        found = record_announcement(
            period_key=RUNNING,
            channel="newspaper",
            announced_on=clock.today(),
            link="https://example.kz/schedule",
            note_kk="«Егемен Қазақстан»",
            note_ru="«Егемен Казахстан»",
            actor=_as("authorised"),
            today=clock.today(),
        )
    return RUNNING, found.pk


def own_meeting() -> tuple[str]:
    """The last meeting of the ministry: it is to come."""
    return (Meeting.objects.public().filter(body__slug=SLUG).order_by("-span_end").values_list("number", flat=True)[0],)
