"""Writing decisions and corrections into the chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.accounts.models import User
from portal.audit.choices import Kind
from portal.audit.rules import fingerprint
from portal.audit.services import append
from portal.deadlines.models import Decision, Evidence
from portal.deadlines.rules.content import decision_content, evidence_content
from portal.kernel import clock


def chain_decisions(decisions: Iterable[Decision]) -> None:
    """Record decisions in the chain; last in the transaction that wrote them."""
    for decision in decisions:
        append(
            kind=Kind.DECISION,
            subject=f"decision:{decision.pk}",
            digest=fingerprint(decision_content(decision)),
            on=decision.decided_on or clock.civil_date(decision.recorded_at),
            user=decision.recorded_by,
            facts={
                "number": decision.number,
                "duty": decision.duty or decision.act,
                "shipped": decision.is_shipped,
                **({"revokes": decision.revokes.number} if decision.revokes else {}),
            },
        )


def chain_correction(evidence: Evidence, *, user: User, today: date) -> None:
    """Record that `evidence` took the place of another; last in the transaction that wrote it."""
    obligation = evidence.obligation
    append(
        kind=Kind.CORRECTION,
        subject=f"evidence:{evidence.pk}",
        digest=fingerprint(evidence_content(evidence)),
        on=today,
        user=user,
        facts={
            "replaces": evidence.replaces_id,
            "obligation": obligation.pk,
            "duty": obligation.duty,
            "period": obligation.period_key,
        },
    )
