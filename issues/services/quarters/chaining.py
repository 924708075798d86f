"""What is published of a quarter is written into the chain of records."""

from __future__ import annotations

from issues.models import QuarterVersion
from issues.queries.quarters.sealed import subject_of
from portal.audit.choices import Kind
from portal.audit.services import append


def chain_quarter(version: QuarterVersion) -> None:
    """Record that it was published, by its body or by the portal; last in the transaction that froze it."""
    append(
        kind=Kind.PUBLICATION,
        subject=subject_of(version),
        digest=version.sha256,
        on=version.published_on,
        user=version.by,
        facts={
            "kind": "quarter",
            "body": version.body.slug,
            "period": version.period_key,
            "version": version.number,
            "by_portal": version.by_portal,
            "late": version.is_late,
        },
    )
