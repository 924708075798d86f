"""Writing approvals and publications into the chain."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from portal.accounts.models import User
from portal.audit.choices import Kind
from portal.audit.services import append
from schedules.models import Schedule, ScheduleVersion


def chain_approval(version: ScheduleVersion, *, user: User | None) -> None:
    """Record that `version` was approved; last in the transaction that froze it."""
    append(
        kind=Kind.APPROVAL,
        subject=f"version:{version.pk}",
        digest=version.sha256,
        on=version.approved_on,
        user=user,
        facts=_facts(version),
    )


def chain_publication(
    schedule: Schedule, *, at: datetime, user: User | None, today: date, meetings: int | None = None
) -> None:
    """Record that what was approved of `schedule` became public at `at`; last in the transaction that published it."""
    for version in schedule.versions.filter(published_at=at).order_by("number"):
        facts = _facts(version)
        if meetings is not None:
            facts["meetings"] = meetings
        append(
            kind=Kind.PUBLICATION,
            subject=f"version:{version.pk}",
            digest=version.sha256,
            on=today,
            user=user,
            facts=facts,
        )


def _facts(version: ScheduleVersion) -> dict[str, Any]:
    schedule = version.schedule
    facts: dict[str, Any] = {
        "kind": schedule.kind,
        "period": schedule.period_key,
        "version": version.number,
        "act": version.act_number,
        "act_on": version.act_on.isoformat(),
    }
    if schedule.body is not None:
        facts["body"] = schedule.body.slug
    return facts
