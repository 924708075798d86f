"""Clearing away what was done long ago."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.files.services import discard
from portal.jobs.models import Job

#: Jobs of one round.
_ROUND = 500


def clear_old(*, now: datetime) -> int:
    """Delete jobs that ended over thirty days ago with the files made by them, and say how many jobs."""
    with transaction.atomic():
        rows = list(
            Job.objects.outlived(now)
            .select_related("file")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("pk")[:_ROUND]
        )
        Job.objects.filter(pk__in=[row.pk for row in rows]).delete()
        for file in {row.file_id: row.file for row in rows if row.file is not None}.values():
            discard(file)
    return len(rows)
