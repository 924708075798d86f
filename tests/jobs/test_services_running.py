"""Doing a job: once, wholly or not at all, seen from outside while it goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.jobs.services import cancel, run, start
from portal.kernel import clock
from portal.kernel.wording import Lines
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory
from tests.jobs.handlers import SUMMARY, Asker, written

TITLE = Lines("Кітапты оқу", "Чтение книги", "Reading a workbook")

pytestmark = pytest.mark.django_db(transaction=True)


def ask(kind: str, **args: object) -> Job:
    return start(kind=f"tests.{kind}", args=args, user=UserFactory(language="ru"), title=TITLE)


def until(met: Callable[[], bool]) -> None:
    for _try in range(200):
        if met():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to pass")


@contextmanager
def at_work(job: Job) -> Iterator[Future[bool]]:
    """A worker that does `job` on connections of its own."""

    def work() -> bool:
        try:
            return run(job_id=job.pk, today=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as worker:
        yield worker.submit(work)


def test_run_ends_the_job_with_its_result_and_does_it_once() -> None:
    job = ask("write")
    assert run(job_id=job.pk, today=TODAY)
    assert not run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.done, job.total, job.path) == (State.DONE, 1, 3, 3, "/desk/")
    assert Lines(job.summary_kk, job.summary_ru, job.summary_en) == SUMMARY
    assert written() == 3


def test_run_keeps_the_file_that_was_made() -> None:
    job = ask("file")
    run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert job.file is not None
    assert job.file.name == "graph.pdf"


def test_progress_is_seen_while_the_work_itself_is_not_and_a_second_worker_passes_by(tmp_path: Path) -> None:
    begun, go = tmp_path / "begun", tmp_path / "go"
    job = ask("slowly", begun=str(begun), go=str(go))
    with at_work(job) as work:
        until(lambda: Job.objects.get().done > 0)
        assert Job.objects.get().state == State.RUNNING
        assert written() == 0
        assert not run(job_id=job.pk, today=TODAY)
        go.touch()
        assert work.result(timeout=20)
    assert (Job.objects.get().state, Job.objects.get().attempts, written()) == (State.DONE, 1, 1)


def test_cancel_half_way_leaves_nothing_half_done(tmp_path: Path) -> None:
    job = ask("slowly", begun=str(tmp_path / "begun"), go=str(tmp_path / "go"))
    with at_work(job) as work:
        until((tmp_path / "begun").exists)
        cancel(job=job, actor=Asker(job.user))
        assert work.result(timeout=20)
    assert (Job.objects.get().state, written()) == (State.CANCELLED, 0)


@pytest.mark.parametrize("steps", [True, False])
def test_cancel_counts_at_the_next_step_and_even_after_the_last(steps: bool) -> None:
    run(job_id=ask("stop", steps=steps).pk, today=TODAY)
    assert (Job.objects.get().state, written()) == (State.CANCELLED, 0)


def test_refusal_is_shown_in_words_of_every_language_and_takes_everything_back() -> None:
    run(job_id=ask("refuse").pk, today=TODAY)
    job = Job.objects.get()
    assert (job.state, job.error_code, written()) == (State.FAILED, "invalid", 0)
    assert job.error_en == "The file is empty.\nAttach the document."
    assert len({job.error_kk, job.error_ru, job.error_en}) == 3


def test_unexpected_failure_says_nothing_of_what_was_worked_on(caplog) -> None:
    run(job_id=ask("fail").pk, today=TODAY)
    job = Job.objects.get()
    assert (job.state, job.error_code, written()) == (State.FAILED, "unexpected", 0)
    assert job.error_en.startswith("Something unexpected happened.")
    assert "RuntimeError" in caplog.text
    assert "handlers.py:" in caplog.text
    assert "Ахметов" not in caplog.text + job.error_kk + job.error_ru


def test_lost_database_is_tried_anew_three_times() -> None:
    job = ask("stumble")
    for attempt in (1, 2, 3):
        run(job_id=job.pk, today=TODAY)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (State.WAITING, attempt)
    run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.error_code, written()) == (State.FAILED, "gave_up", 0)
    assert job.error_en == "The work was interrupted three times. Nothing was changed; try again later."


def test_job_of_a_dead_worker_is_begun_anew_however_late() -> None:
    job = JobFactory(running=True, heartbeat_at=clock.now() - timedelta(days=3))
    earlier = job.run_key
    assert run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.attempts, written()) == (State.DONE, 2, 3)
    assert job.run_key != earlier


def test_job_that_was_to_stop_when_its_worker_died_is_not_begun_anew() -> None:
    job = JobFactory(running=True, cancel_asked_at=clock.now())
    assert not run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, written()) == (State.CANCELLED, 0)


def test_job_of_a_closed_login_is_not_done() -> None:
    job = JobFactory(user__is_active=False)
    assert not run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.error_code, written()) == (State.FAILED, "login_closed", 0)


def test_job_of_a_kind_that_is_no_more_fails_in_words(settings) -> None:
    job = ask("write")
    settings.KEZDESU_JOBS = {}
    run(job_id=job.pk, today=TODAY)
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "unexpected")


def test_many_workers_at_once_do_a_job_once() -> None:
    job = ask("write")
    start_together = threading.Barrier(4)

    def work() -> bool:
        try:
            start_together.wait(timeout=10)
            return run(job_id=job.pk, today=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        done = [each.result() for each in [workers.submit(work) for _worker in range(4)]]
    assert sorted(done) == [False, False, False, True]
    assert (Job.objects.get().attempts, written()) == (1, 3)
