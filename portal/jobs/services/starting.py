"""Asking for long work, and asking for it to stop."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.files.services import discard
from portal.jobs.choices import OPEN, State
from portal.jobs.errors import Ended
from portal.jobs.models import Job
from portal.jobs.permissions import can_cancel_job, can_see_result
from portal.jobs.querysets import Viewer
from portal.jobs.rules import plain_path
from portal.kernel import clock
from portal.kernel.wording import Lines
from portal.kit.waking import wake_after_commit

_TASK = "portal.jobs.tasks.run"


def start(
    *, kind: str, args: Mapping[str, Any], user: User, title: Lines, then: str = "", given: StoredFile | None = None
) -> Job:
    """Ask for work of `kind`, in the caller's transaction; a worker is woken after the commit.

    `args` are ids, keys and ISO dates. The same work asked for by the same person while it has not ended is not begun
    twice: the job that is there is returned. Whether the person may ask is decided by the caller and again by the
    service the handler calls. `given` is a file of passing use that the work reads: where it fails the file is kept as
    long as the job, or until its person throws it away.
    """
    if kind not in settings.KEZDESU_JOBS:
        raise LookupError(f"no handler of this kind of job is named in the settings: {kind!r}")
    canonical = json.dumps(dict(args), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    own = {"user": user, "kind": kind, "args_hash": hashlib.sha256(canonical.encode()).hexdigest()}
    with transaction.atomic():
        job, _is_new = Job.objects.get_or_create(
            **own,
            state__in=OPEN,
            cancel_asked_at__isnull=True,
            defaults={
                "args": json.loads(canonical),
                "title_kk": title.kk,
                "title_ru": title.ru,
                "title_en": title.en,
                "then": plain_path(then),
                "given": given,
                "state": State.WAITING,
            },
        )
        wake_after_commit(_TASK, job.pk)
    return job


def cancel(*, job: Job, actor: Viewer) -> Job:
    """Stop it: at once while it waits, at its next step when it is being done. Raises NotAllowed, Ended."""
    can_cancel_job(actor, job).require()
    with transaction.atomic():
        row = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if not row.is_open:
            raise Ended(_("This work has ended already."))
        now = clock.now()
        row.cancel_asked_at = row.cancel_asked_at or now
        if row.state == State.WAITING:
            row.state, row.ended_at = State.CANCELLED, now
        row.save(update_fields=["cancel_asked_at", "state", "ended_at"])
    return row


def throw_given_away(*, job: Job, actor: Viewer) -> bool:
    """Let go at once of the file that was given for work that has ended. False when there is none any more.

    Raises NotAllowed, Ended when the work goes on.
    """
    can_see_result(actor, job).require()
    with transaction.atomic():
        row = Job.objects.select_for_update(of=("self",)).select_related("given").get(pk=job.pk)
        if row.is_open:
            raise Ended(_("The work still needs this file. Stop the work first."))
        return row.given is not None and discard(row.given)


def silent(*, now: datetime) -> list[int]:
    """Ids of jobs nobody seems to be doing, oldest first: they are offered to the workers again."""
    return list(Job.objects.silent(now).order_by("pk").values_list("pk", flat=True)[:100])
