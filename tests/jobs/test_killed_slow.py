"""A real worker is killed in the middle of a job, and another one takes the job up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from portal.celery import app
from portal.jobs.choices import State
from portal.jobs.models import Job
from portal.jobs.services import silent, start
from portal.kernel import clock
from portal.kernel.wording import Lines
from tests.factories.accounts import UserFactory
from tests.jobs.handlers import written

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.django_db(transaction=True)]

TITLE = Lines("Кітапты оқу", "Чтение книги", "Reading a workbook")
ROOT = Path(__file__).resolve().parents[2]


def until(met: Callable[[], bool], worker: subprocess.Popen[bytes], seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert worker.poll() is None, "the worker has ended"
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


@contextmanager
def worker(queue: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker of one process over the database of this test."""
    own = connection.settings_dict
    host = own["HOST"]
    address = f"{quote(own['USER'])}:{quote(own['PASSWORD'] or '')}@"
    address += f"/{own['NAME']}?host={host}" if host.startswith("/") else f"{host}:{own['PORT'] or 5432}/{own['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{address}",
        "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
    }
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool", "solo", "--queues", queue]
    process = subprocess.Popen([*command, "--loglevel", "WARNING", "--without-gossip"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_job_of_a_killed_worker_is_taken_up_by_another(tmp_path: Path) -> None:
    queue, begun, go = f"test-{uuid4().hex}", tmp_path / "begun", tmp_path / "go"
    assert settings.CELERY_BROKER_URL
    job = start(kind="tests.slowly", args={"begun": str(begun), "go": str(go)}, user=UserFactory(), title=TITLE)

    def offer() -> None:
        app.send_task("portal.jobs.tasks.run", args=[job.pk], queue=queue, ignore_result=True)

    offer()
    with worker(queue) as first:
        until(lambda: Job.objects.get().done > 0, first)
        first.kill()
        first.wait()
    killed = Job.objects.get()
    assert (killed.state, killed.attempts, written()) == (State.RUNNING, 1, 0)

    assert silent(now=clock.now() + timedelta(minutes=1)) == [job.pk]
    begun.unlink()
    go.touch()
    offer()
    offer()
    with worker(queue) as second:
        until(lambda: not Job.objects.get().is_open, second)
        taken = Job.objects.get()
    assert (taken.state, taken.attempts, written()) == (State.DONE, 2, 1)
    with app.connection_for_write() as line:
        line.default_channel.queue_delete(queue)
