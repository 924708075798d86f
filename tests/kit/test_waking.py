"""A queue that hangs or is gone delays no answer."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import celery
import pytest

from portal.frontdoor.children import Children
from portal.frontdoor.interrupts import Interrupts
from portal.frontdoor.valkey import Valkey
from portal.kit import waking
from portal.kit.waking import wake_after_commit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

app = celery.Celery("test")


@pytest.fixture
def server(settings) -> Iterator[Valkey]:
    settings.KEZDESU_CELERY = f"{__name__}.app"
    children = Children(Interrupts())
    with tempfile.TemporaryDirectory(prefix="kzq-") as folder:
        place = Path(folder)
        made = Valkey(children, folder=place / "v", sockets=place / "s", log=place / "log", environ=os.environ)
        made.start()
        app.conf.broker_url = made.url
        waking.queue.reset()
        try:
            yield made
        finally:
            if made.child.process.returncode is None:
                os.kill(made.child.process.pid, signal.SIGCONT)
            children.stop()
            children.dismiss_guard()
            waking.queue.reset()


def waiting() -> int:
    with app.connection_for_read() as connection:
        return int(connection.default_channel.client.llen("celery"))


def wake(capture) -> float:
    began = time.monotonic()
    with capture(execute=True):
        wake_after_commit("tests.task", 1)
    return time.monotonic() - began


def test_task_is_in_the_queue_after_the_commit(server: Valkey, django_capture_on_commit_callbacks) -> None:
    assert wake(django_capture_on_commit_callbacks) < 2
    assert waiting() == 1


def test_hung_queue_is_waited_for_a_moment_and_then_left_alone(
    server: Valkey, django_capture_on_commit_callbacks
) -> None:
    os.kill(server.child.process.pid, signal.SIGSTOP)
    took = [wake(django_capture_on_commit_callbacks) for _time in range(3)]

    assert 0.2 < took[0] < 2
    assert max(took[1:]) < 0.1


def test_queue_that_is_gone_is_no_error(server: Valkey, django_capture_on_commit_callbacks) -> None:
    server.children.stop()

    assert wake(django_capture_on_commit_callbacks) < 1
    assert waking.queue.is_open
