"""Who is asked for a proposal, and by which day things are due."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.bodies.queries import holder
from portal.deadlines import queries as law
from portal.kit.formats import language
from schedules.choices import ScheduleKind
from schedules.models import Proposal, Schedule
from schedules.rules import APPROVAL_DUTY, DRAFT_DUTY, PLAN_DUTY, PROPOSAL_ACT, PROPOSAL_DUTY


def language_order(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies in the alphabet of the page."""
    return bodies.in_order(language())  # type: ignore[attr-defined]


def proposing_bodies(on: date) -> QuerySet[Body]:
    """Ministries that the act asks for a proposal, in the alphabet of the page."""
    return language_order(Body.objects.ministries().in_force(on).obliged_under(PROPOSAL_ACT, on))


def due_on(duty: str, body: Body, period_key: str) -> date | None:
    """Last day in time for a body's duty: as its obligation says once opened, else as the law says.

    Nothing when the body was released of it. One or two statements.
    """
    obligation = law.obligation(duty=duty, body=body, period_key=period_key)
    if obligation is None:
        return law.due_date(duty=duty, period_key=period_key)
    return None if obligation.is_released else obligation.due_on


def filing_due_on(body: Body, period_key: str, on: date) -> date | None:
    """Last day in time for the body's proposal; nothing for a ministry that is not asked for one but may file."""
    if not proposing_bodies(on).filter(pk=body.pk).exists():
        return None
    return due_on(PROPOSAL_DUTY, body, period_key)


def plan_due_on(body: Body, period_key: str, on: date) -> date | None:
    """Last day in time for approving the body's departmental plan; nothing for a ministry that owes none."""
    if not proposing_bodies(on).filter(pk=body.pk).exists():
        return None
    return due_on(PLAN_DUTY, body, period_key)


def own_due_on(proposal: Proposal, on: date) -> date | None:
    """By which day the ministry has to have filed its proposal, or approved its departmental plan."""
    find = plan_due_on if proposal.kind == ScheduleKind.PLAN else filing_due_on
    return find(proposal.body, proposal.period_key, on)


def draft_due_on(schedule: Schedule, on: date) -> date | None:
    """Last day in time for sending the draft to the Government."""
    return due_on(DRAFT_DUTY, holder(Function.AUTHORISED_INFORMATION, on), schedule.period_key)


def approval_due_on(schedule: Schedule, on: date) -> date | None:
    """Last day in time for the Government's approval."""
    return due_on(APPROVAL_DUTY, holder(Function.SCHEDULE_APPROVAL, on), schedule.period_key)


def filing_days(period_key: str) -> tuple[date, dict[int, date | None]]:
    """The day the law names for proposals, and the days of obligations that were opened, by body. Two statements."""
    opened = law.obligations(duty=PROPOSAL_DUTY, period_key=period_key)
    return law.due_date(duty=PROPOSAL_DUTY, period_key=period_key), {
        body: None if row.is_released else row.due_on for body, row in opened.items()
    }
