"""A duty is met where one is owed: acts come and go, and what they asked for is recorded all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.bodies.models import Body
from portal.bodies.permissions import Actor
from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil
from portal.law.errors import NoRule


def meet(
    *, duty: str, body: Body, period_key: str, proof: Proof, actor: Actor, today: date, late_reason: str = ""
) -> Obligation | None:
    """Note that it is done today, whatever day the document bears. None when no rule is in force for the period, or
    the body does not owe it. Raises Invalid (field "period_key") when it cannot have been done yet.
    """
    try:
        return fulfil(
            duty=duty,
            body=body,
            period_key=period_key,
            on=today,
            evidence=proof,
            actor=replace(actor, on=today),
            late_reason=late_reason.strip(),
            field="period_key",
        )
    except NoRule:
        return None
