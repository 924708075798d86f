"""Who is asked for a proposal, and by which day things are due."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.bodies.choices import Function
from portal.bodies.models import Body
from portal.bodies.queries import holder
from portal.bodies.querysets import BodyQuerySet
from portal.deadlines import queries as law
from portal.deadlines.models import Obligation
from portal.kit.formats import language
from schedules.kinds import GRAPH, PLAN, Kind
from schedules.models import Proposal, Schedule
from schedules.rules import APPROVAL_DUTY, DRAFT_DUTY, PROPOSAL_DUTY


def language_order(bodies: BodyQuerySet) -> BodyQuerySet:
    """Bodies in the alphabet of the page."""
    return bodies.in_order(language())


def planning_bodies(kind: Kind) -> BodyQuerySet:
    """Bodies that plan meetings of this kind, whether an act asks them or not."""
    found = Body.objects.filter(kind=kind.bodies)
    return found.filter(territory__kind__in=kind.ranks) if kind.ranks else found


def proposing_bodies(on: date, kind: Kind = GRAPH) -> QuerySet[Body]:
    """Bodies that the act asks for a proposal or plan of this kind, in the alphabet of the page."""
    return language_order(planning_bodies(kind).in_force(on).obliged_under(kind.duties.act, on))


def due_on(duty: str, body: Body, period_key: str) -> date | None:
    """Last day in time for a body's duty: as its obligation says once opened, else as the law says.

    Nothing when the body was released of it. One or two statements.
    """
    obligation = law.obligation(duty=duty, body=body, period_key=period_key)
    if obligation is None:
        return law.due_date(duty=duty, period_key=period_key)
    return None if obligation.is_released else obligation.due_on


def filing_due_on(body: Body, period_key: str, on: date, kind: Kind = GRAPH) -> date | None:
    """Last day in time for the body's proposal; nothing where filing is no duty, or of a body that may file unasked."""
    return _asked(kind.duties.filing, body, period_key, on, kind)


def plan_due_on(body: Body, period_key: str, on: date, kind: Kind = PLAN) -> date | None:
    """Last day in time for approving the body's own plan; nothing for a body that owes none."""
    return _asked(kind.duties.approval, body, period_key, on, kind)


def own_due_on(proposal: Proposal, on: date) -> date | None:
    """By which day the body has to have filed its proposal, or approved its own plan."""
    kind = proposal.its_kind
    return _asked(kind.duties.of_the_body, proposal.body, proposal.period_key, on, kind)


def _asked(duty: str, body: Body, period_key: str, on: date, kind: Kind) -> date | None:
    if not duty or not proposing_bodies(on, kind).filter(pk=body.pk).exists():
        return None
    return due_on(duty, body, period_key)


def draft_due_on(schedule: Schedule, on: date) -> date | None:
    """Last day in time for sending the draft to the Government."""
    return due_on(DRAFT_DUTY, holder(Function.AUTHORISED_INFORMATION, on), schedule.period_key)


def approval_due_on(schedule: Schedule, on: date) -> date | None:
    """Last day in time for the Government's approval."""
    return due_on(APPROVAL_DUTY, holder(Function.SCHEDULE_APPROVAL, on), schedule.period_key)


def filing_days(period_key: str) -> tuple[date, dict[int, Obligation]]:
    """The day the law names for proposals, and the obligations that were opened, by body. Two statements."""
    opened = law.obligations(duty=PROPOSAL_DUTY, period_key=period_key)
    return law.due_date(duty=PROPOSAL_DUTY, period_key=period_key), opened
