"""Clearing away what was done long ago."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.files.services import discard
from portal.jobs.models import Job

#: Jobs of one round.
_ROUND = 500


def clear_old(*, now: datetime) -> int:
    """Delete jobs that ended over thirty days ago with the files made by them and those given for them.

    Says how many jobs.
    """
    with transaction.atomic():
        rows = list(
            Job.objects.outlived(now)
            .select_related("file", "given")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("pk")[:_ROUND]
        )
        Job.objects.filter(pk__in=[row.pk for row in rows]).delete()
        files = {file.pk: file for row in rows for file in (row.file, row.given) if file is not None}
        for file in files.values():
            discard(file)
    return len(rows)
