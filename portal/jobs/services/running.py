"""Doing one job: claimed once, ended together with what it wrote, or not at all."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from portal.audit.choices import Source
from portal.audit.middleware import done_by
from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.jobs.rules import ATTEMPTS_LIMIT, plain_path
from portal.jobs.services.watching import Watched, alone_with
from portal.jobs.work import Cancelled, Handler, Result
from portal.kernel import clock
from portal.kernel.errors import DomainError, Invalid
from portal.kernel.wording import Lines
from portal.kit.translated import sentence

log = logging.getLogger(__name__)

#: Sentences of one refusal shown at the job.
_SENTENCES = 20


def run(*, job_id: int, today: date) -> bool:
    """Do the job if it waits, or if whoever did it is gone. False when there was nothing to do here.

    May be called late, twice and by several workers at once. Needs committed rows: progress goes over a connection of
    its own, so a test of it stands outside of a transaction.
    """
    with alone_with(job_id) as line:
        if line is None:
            return False
        job = _claim(job_id)
        if job is None:
            return False
        assert job.run_key is not None
        try:
            with (
                done_by(source=Source.JOB, place=job.kind, user=job.user_id),
                override(job.user.language),
                transaction.atomic(),
            ):
                result = _handler(job.kind)(
                    args=job.args, user=job.user, today=today, progress=Watched(line, job.run_key)
                )
                _finish(job, result)
        except Cancelled:
            _end(job, State.CANCELLED, "", Lines("", "", ""))
        except DomainError as refusal:
            _end(job, State.FAILED, refusal.code, _sentences(refusal))
        except (OperationalError, InterfaceError) as silence:
            # The database went away or chose this transaction as a victim: nothing is wrong with the work itself.
            log.warning("job %s lost its database: %s", job.pk, type(silence).__name__)
            _give_back(job)
        except Exception as failure:  # noqa: BLE001 - whatever is wrong with one job, its reader is told
            log.error("job %s of kind %s failed: %s at %s", job.pk, job.kind, type(failure).__name__, _place(failure))
            _end(job, State.FAILED, "unexpected", _said(_unexpected))
    return True


def _claim(pk: int) -> Job | None:
    """Take the row for a new try. The lock of `alone_with` is held: a running one's worker is dead."""
    with transaction.atomic():
        job = (
            Job.objects.open().select_related("user").select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
        ).first()
        if job is None:
            return None
        now = clock.now()
        if job.cancel_asked_at is not None:
            _close(job, State.CANCELLED)
        elif not job.user.is_active:
            _close(job, State.FAILED, "login_closed", _said(_login_closed))
        elif job.attempts >= ATTEMPTS_LIMIT:
            _close(job, State.FAILED, "gave_up", _said(_gave_up))
        else:
            job.state, job.run_key, job.attempts = State.RUNNING, uuid.uuid4(), job.attempts + 1
            job.heartbeat_at, job.started_at = now, job.started_at or now
            job.done = job.total = 0
            job.save()
    return job if job.state == State.RUNNING else None


def _handler(kind: str) -> Handler:
    handler: Handler = import_string(settings.KEZDESU_JOBS[kind])
    return handler


def _finish(job: Job, result: Result) -> None:
    """The end, in the transaction of the work. Raises Cancelled when it was to stop, or has another owner by now."""
    row = (
        Job.objects.select_for_update(of=("self",))
        .filter(pk=job.pk, run_key=job.run_key, state=State.RUNNING, cancel_asked_at__isnull=True)
        .first()
    )
    if row is None:
        raise Cancelled
    row.summary_kk, row.summary_ru, row.summary_en = result.summary.kk, result.summary.ru, result.summary.en
    row.file, row.path = result.file, plain_path(result.path)
    row.done = row.total = max(row.total, 1)
    row.state, row.ended_at = State.DONE, clock.now()
    row.save()


def _end(job: Job, state: State, code: str, said: Lines) -> None:
    """Another end, after the transaction of the work was taken back; only by the try that owns the row."""
    with transaction.atomic():
        row = Job.objects.select_for_update(of=("self",)).filter(pk=job.pk, run_key=job.run_key).open().first()
        if row is not None:
            _close(row, state, code, said)


def _close(job: Job, state: State, code: str = "", said: Lines | None = None) -> None:
    job.state, job.ended_at = state, clock.now()
    if said is not None:
        job.error_code, job.error_kk, job.error_ru, job.error_en = code, said.kk, said.ru, said.en
    job.save()


def _give_back(job: Job) -> None:
    """Let it be begun anew; if the database is still silent, the beat finds the job without sign of life."""
    try:
        Job.objects.filter(pk=job.pk, run_key=job.run_key, state=State.RUNNING).update(state=State.WAITING)
    except DatabaseError:
        log.warning("job %s could not be given back", job.pk)


def _sentences(refusal: DomainError) -> Lines:
    """The refusal in every language, as far as it was written lazily, with what it says about single fields."""

    def write() -> str:
        said: dict[str, None] = {sentence(refusal.message): None}
        if isinstance(refusal, Invalid):
            said |= dict.fromkeys(str(each) for messages in refusal.errors.values() for each in messages)
        return "\n".join(list(said)[:_SENTENCES])

    return _said(write)


def _said(write: Callable[[], str]) -> Lines:
    def in_language(language: str) -> str:
        with override(language):
            return write()

    return Lines.written(in_language)


def _unexpected() -> str:
    return gettext(
        "Something unexpected happened. Nothing was changed; try again, and tell the administrator if it stays."
    )


def _gave_up() -> str:
    return gettext("The work was interrupted three times. Nothing was changed; try again later.")


def _login_closed() -> str:
    return gettext("The login of the person who asked for this work is closed. Nothing was changed.")


def _place(failure: BaseException) -> str:
    """Where it happened, without a word of what was being worked on: a message may hold somebody's data."""
    frames: list[Any] = traceback.extract_tb(failure.__traceback__)[-4:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
