"""A demand is opened under the rules its akimat has published, and keeps those numbers."""

from __future__ import annotations

from datetime import date, timedelta

from portal.questions.models import Demand
from portal.questions.queries.policies import policy_for


def open_demand(demand: Demand, *, today: date) -> None:
    """Of a locked row that is about to be published, saved by the caller. Published anew it keeps its first day."""
    if demand.opened_on is not None:
        return
    demand.opened_on = today
    policy = policy_for(demand.body, today)
    if policy is not None:
        demand.threshold, demand.answer_days = policy.threshold, policy.answer_days
        demand.until = today + timedelta(days=policy.gather_days)
